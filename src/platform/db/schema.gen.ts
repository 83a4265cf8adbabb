/**
 * The rows of a county's schema, written by `npm run schema` from the migrated database. Do not edit.
 * Days are 'YYYY-MM-DD', times ISO text in UTC, bigint a safe number, numeric text (see types.ts).
 */

import type { ColumnType } from "kysely";

export type AdmissionExtra = "autobiography" | "contactTalk" | "defence" | "publicAdmission" | "publicConversion" | "thoughtReport";

export type AdmissionOutcome = "cancelled" | "done" | "extended" | "passed" | "refused";

export type AdmissionPaperKind = "activistFiling" | "admissionFiling" | "admissionNotice" | "admissionResolution" | "applicationBook" | "applicationLetter" | "approvalReply" | "archiveList" | "candidateNotice" | "candidateRequest" | "committeeReview" | "conversionReply" | "conversionRequest" | "conversionResolution" | "cultivationRegister" | "noticeResult" | "precheckOpinion" | "probationRegister" | "recommendation" | "superiorTalk" | "talkRecord" | "trainingRecord" | "vettingConclusion";

export type AdmissionStage = "activist" | "applicant" | "candidate" | "full" | "probationary";

export type AdmissionState = "finished" | "moved_away" | "not_recognised" | "open" | "probation_cancelled" | "rejected" | "vetting_stopped" | "withdrawn";

export type AdmissionStep = "activist" | "activistFiling" | "admissionMeeting" | "application" | "applicationBook" | "approval" | "archive" | "assignment" | "candidate" | "candidateConsent" | "committeeReview" | "contacts" | "conversionApproval" | "conversionMeeting" | "conversionRequest" | "cultivation" | "filing" | "introducers" | "oath" | "precheck" | "probationInspection" | "superiorTalk" | "talk" | "training" | "vetting";

export type AppraisalGrade = "basic" | "excellent" | "qualified" | "unqualified";

export type AppraisalPart = "excused" | "graded" | "ungraded";

export type AppraisalState = "cancelled" | "closed" | "graded" | "running";

export type ApprovalState = "approved" | "expired" | "refused" | "waiting" | "withdrawn";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type ArticleHandKind = "propose" | "publish" | "review";

export type ArticleState = "approved" | "draft" | "published" | "review" | "withdrawn";

export type ArticleStepKind = "approve" | "propose" | "publish" | "return" | "withdraw";

export type Attendance = "absent" | "excused" | "present";

export type AttendanceSource = "chair" | "code" | "late" | "tap";

export type BankImportState = "cancelled" | "committed" | "failed" | "preview" | "reading" | "undone";

export type BankKind = "blank" | "judge" | "multiple" | "short" | "single";

export type BankRowState = "fault" | "kept" | "near" | "ready" | "same" | "skipped" | "written";

export type BankState = "draft" | "published" | "retired" | "review";

export type BulkState = "done" | "draft" | "undone" | "waiting";

export type CallOutcome = "declined" | "not_reached" | "rated";

export type CareSource = "facts" | "noted";

export type CareVisitState = "cancelled" | "done" | "planned";

export type ColumnKind = "news" | "notice";

export type ContactChannel = "meeting" | "message" | "phone" | "visit";

export type CorrectionState = "accepted" | "refused" | "waiting" | "withdrawn";

export type CourseDoneState = "asked" | "done" | "returned";

export type CourseFileKind = "captions" | "document" | "package" | "picture" | "slides" | "video";

export type CourseState = "draft" | "published" | "review" | "withdrawn";

export type CourseStepKind = "propose" | "publish" | "return" | "take_back" | "withdraw";

export type DeliveryState = "delivered" | "failed" | "held" | "queued" | "sent" | "suppressed" | "unknown";

export type DrillKey = "request" | "roster" | "transfer" | "withdrawal";

export type DuesAccount = "allocation" | "bank" | "cash" | "dues" | "forwardable" | "forwarded" | "interest" | "opening" | "remittance" | "spending" | "voluntary";

export type DuesKind = "annual_salary" | "dependent" | "farmer" | "pensioner" | "self_employed" | "student" | "unemployed" | "wage";

export type DuesMethod = "cash" | "transfer";

export type DuesPurpose = "forwarded" | "regular" | "voluntary";

export type DuesUse = "commendation" | "disaster" | "hardship" | "materials" | "training";

export type ElectionState = "cancelled" | "closed" | "held" | "planned";

export type ExamChannel = "paper" | "phone";

export type ExamKind = "check" | "formal" | "practice";

export type ExamState = "draft" | "published" | "released" | "withdrawn";

export type ExportRecipient = "department" | "national" | "other" | "own" | "superior";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type HandoverEnd = "given_back" | "left" | "over" | "taken_back";

export type HolidayKind = "holiday" | "workday";

export type ImportRowKind = "changed" | "duplicate" | "error" | "new" | "skipped" | "unchanged";

export type ImportState = "cancelled" | "committed" | "committing" | "failed" | "mapping" | "preview" | "reading" | "undoing" | "undone" | "uploaded";

export type InviteeResponse = "declined" | "none" | "signed_up" | "waiting";

export type JobState = "cancelled" | "done" | "failed" | "running" | "waiting";

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type MeetingGuestKind = "attending" | "mobile";

export type MeetingMaterialKind = "other" | "paper" | "photo" | "sheet";

export type MeetingState = "cancelled" | "closed" | "held" | "planned";

export type MeetingType = "appraisal" | "committee_meeting" | "group_meeting" | "heart_talk" | "members_meeting" | "organisation_life" | "other" | "party_day" | "party_lesson" | "volunteer";

export type MemberCategory = "full" | "probationary";

export type NoticeChannel = "dingtalk" | "email" | "in_app" | "sms" | "wecom";

export type Numeric = ColumnType<string, number | string, number | string>;

export type OrganisationEventKind = "abolished" | "changed" | "created" | "merged" | "moved" | "renamed";

export type OrganisationType = "branch" | "community" | "county_committee" | "county_department" | "discipline_commission" | "general_branch" | "government_department" | "grassroots_committee" | "grid" | "group" | "joint_branch" | "party_school" | "temporary_branch" | "township_committee" | "township_government" | "unit" | "village" | "village_committee_party" | "working_committee";

export type PracticeState = "failed" | "given_up" | "open" | "passed";

export type PublishedAnswerState = "proposed" | "published" | "returned" | "withdrawn";

export type RatingChannel = "callback" | "portal";

export type RatingMessageState = "later" | "refused" | "sending" | "sent";

export type RequestAskKind = "extension" | "petition";

export type RequestAskState = "asked" | "denied" | "dropped" | "granted";

export type RequestChannel = "assisted" | "email" | "open311" | "paper" | "phone" | "portal";

export type RequestDutyLevel = "above" | "place" | "unit";

export type RequestEntryKind = "accepted" | "annulled" | "answered" | "assigned" | "consulted" | "disputed" | "extended" | "lapsed" | "overdue" | "paused" | "petitioned" | "photos" | "received" | "refused" | "reopened" | "resumed" | "review_asked" | "settled" | "sorted" | "taken" | "talked" | "term_asked" | "term_denied" | "upheld";

export type RequestGrade = "dissatisfied" | "fair" | "satisfied" | "very_dissatisfied" | "very_satisfied";

export type RequestGround = "foreign" | "legal_way" | "not_possible" | "repeated";

export type RequestProcedure = "ordinary" | "petition";

export type RequestRecordKind = "call" | "note" | "visit";

export type RequestReturnState = "granted" | "kept" | "open";

export type RequestReviewOutcome = "annulled" | "upheld";

export type RequestRoute = "above" | "assigned" | "duty" | "place";

export type RequestState = "answered" | "assigned" | "closed" | "received" | "refused" | "reopened" | "taken";

export type RequestTaskState = "answered" | "open" | "withdrawn";

export type RequestTemplateAct = "answer" | "assign" | "refuse" | "return";

export type RequestTerm = "ordinary" | "question";

export type RequestTreatment = "divert" | "handle" | "thank";

export type ResolutionVote = "branch" | "committee" | "none";

export type RoleKey = "applicant" | "audit_admin" | "branch_secretary" | "county_officer" | "department_handler" | "discipline_officer" | "member" | "organisation_member" | "party_school" | "probationary" | "publisher" | "resident" | "reviewer" | "security_admin" | "system_admin" | "township_worker";

export type StudyAudience = "leader" | "member" | "new_secretary" | "probationary";

export type StudyClassState = "cancelled" | "ended" | "open";

export type StudyEnrolmentState = "enrolled" | "waiting" | "withdrawn";

export type StudyLearntKind = "answered" | "discussed";

export type StudyPart = "afternoon" | "day" | "morning";

export type StudyPlanState = "draft" | "ended" | "issued";

export type StudyVerdict = "few" | "helps" | "no_help" | "unclear";

export type TalkKind = "member" | "request";

export type TalkSide = "asker" | "unit";

export type TalkWhat = "attended" | "handed" | "said";

export type TransferKind = "abroad" | "certificate" | "cross_province" | "graduate" | "other_system" | "whole_unit" | "within_city" | "within_committee" | "within_county" | "within_province";

export type TransferState = "concluded" | "draft" | "expired" | "in_branch_accepted" | "in_committee_ok" | "lost_reissued" | "out_branch_ok" | "out_committee_ok" | "recalled" | "receipt_returned" | "rejected" | "submitted";

export type TransferWay = "abroad" | "arriving" | "certificate" | "county" | "leaving" | "short";

export type WishEntryKind = "claimed" | "confirmed" | "done" | "listed" | "not_yet" | "received" | "refused" | "released" | "withdrawn";

export type WishHelperState = "agreed" | "asked" | "confirmed" | "declined" | "stated";

export type WishState = "claimed" | "confirmed" | "done" | "listed" | "received" | "refused" | "withdrawn";

export interface AbroadStay {
  approved_by: string | null;
  created_at: Generated<string>;
  from_on: string;
  id: string;
  last_contact_on: string | null;
  note: string | null;
  org_path: string;
  person_id: string;
  place: string;
  purpose: string;
  to_on: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface Account {
  created_at: Generated<string>;
  disabled_at: string | null;
  disabled_reason: string | null;
  display_name: string;
  factor_failed_at: string | null;
  factor_failures: Generated<number>;
  failures: Generated<number>;
  id: string;
  language: Generated<string>;
  last_failure_at: string | null;
  last_sign_in_at: string | null;
  must_set_password: Generated<boolean>;
  password_hash: string | null;
  password_issued_at: string | null;
  password_set_at: string | null;
  person_id: string | null;
  sign_in_name: string;
  totp_confirmed_at: string | null;
  totp_key_id: number | null;
  totp_last_step: number | null;
  totp_secret: Buffer | null;
  version: Generated<number>;
}

export interface AdmissionCase {
  activist_on: string | null;
  admitted_on: string | null;
  approved_on: string | null;
  begun_on: string;
  begun_under: string;
  candidate_on: string | null;
  clocks: Generated<Json>;
  clocks_on: string | null;
  consented_on: string | null;
  converted_on: string | null;
  created_at: Generated<string>;
  due_on: string | null;
  end_reason: string | null;
  ended_on: string | null;
  entered_on: string;
  from_papers: Generated<boolean>;
  full_on: string | null;
  has_committee: boolean;
  id: string;
  next_actor: string | null;
  next_from: string | null;
  next_step: AdmissionStep | null;
  org_path: string;
  person_id: string;
  prechecked_on: string | null;
  stage: Generated<AdmissionStage>;
  state: Generated<AdmissionState>;
  trained_on: string | null;
  transferred_in: Generated<boolean>;
  version: Generated<number>;
  vetted_on: string | null;
}

export interface AdmissionExtraRecord {
  case_id: string;
  extra: AdmissionExtra;
  id: string;
  note: string | null;
  on_day: string;
  org_path: string;
  person_id: string;
  recorded_at: Generated<string>;
  recorder: string;
  until_day: string | null;
  void_reason: string | null;
  voided_at: string | null;
}

export interface AdmissionExtraSetting {
  extra: AdmissionExtra;
  set_at: Generated<string>;
  set_by: string;
  wanted: Generated<boolean>;
}

export interface AdmissionFact {
  abstain: number | null;
  account_id: string | null;
  case_id: string;
  concluded_by: string | null;
  days: number | null;
  entitled: number | null;
  from_papers: Generated<boolean>;
  hours: number | null;
  id: string;
  meeting_id: string | null;
  months: number | null;
  names: Generated<string[]>;
  no: number | null;
  note: string | null;
  on_day: string;
  org_path: string;
  organisation: string;
  outcome: AdmissionOutcome;
  people: number | null;
  person_id: string;
  present: number | null;
  received_on: string | null;
  recorded_at: Generated<string>;
  recorder: string;
  role: string;
  secret: boolean | null;
  special: boolean | null;
  step: AdmissionStep;
  until_day: string | null;
  void_reason: string | null;
  voided_at: string | null;
  voided_by: string | null;
  written_opinions: number | null;
  yes: number | null;
}

export interface AdmissionPaper {
  case_id: string;
  file_id: string | null;
  id: string;
  note: string | null;
  on_day: string;
  org_path: string;
  organisation: string;
  paper: AdmissionPaperKind;
  paper_place: string | null;
  person_id: string;
  recorded_at: Generated<string>;
  recorder: string;
  role: string;
  version: Generated<number>;
  void_reason: string | null;
  voided_at: string | null;
  voided_by: string | null;
}

export interface AdmissionQuota {
  decided_by: string;
  decided_on: string;
  document: string | null;
  id: string;
  organisation_id: string;
  places: number;
  reason: string | null;
  recorded_at: Generated<string>;
  year: number;
}

export interface AdmissionTemplate {
  file_id: string | null;
  file_name: string | null;
  id: string;
  made_at: Generated<string>;
  made_by: string;
  note: string | null;
  organisation_id: string;
  paper: AdmissionPaperKind;
  size: number | null;
  version: number;
}

export interface Affiliation {
  batch_id: string | null;
  branch_id: string;
  created_at: Generated<string>;
  during: string;
  id: string;
  join_kind: string | null;
  leave_kind: string | null;
  note: string | null;
  org_path: string;
  person_id: string;
  voided_at: string | null;
}

export interface AgendaItem {
  id: string;
  meeting_id: string;
  org_path: string;
  position: number;
  topic: string;
}

export interface Appraisal {
  cancelled_why: string | null;
  closed_by: string | null;
  closed_on: string | null;
  created_at: Generated<string>;
  decided_by: string | null;
  decided_on: string | null;
  id: string;
  meeting_id: string | null;
  mutual_form: string | null;
  mutual_on: string | null;
  mutual_summary: string | null;
  org_path: string;
  organisation_id: string;
  roll_on: string;
  state: Generated<AppraisalState>;
  studied_on: string | null;
  tested_on: string | null;
  told_at: string | null;
  version: Generated<number>;
  year: number;
}

export interface AppraisalFollowUp {
  appraisal_id: string;
  decided_on: string | null;
  filed_on: string | null;
  finished_on: string | null;
  investigated_on: string | null;
  measure: string | null;
  note: string | null;
  org_path: string;
  person_id: string;
  researched_on: string | null;
  until_on: string | null;
}

export interface AppraisalPerson {
  answer: string | null;
  answered_at: string | null;
  appraisal_id: string;
  category: string;
  excuse: string | null;
  excuse_note: string | null;
  grade: AppraisalGrade | null;
  grade_reason: string | null;
  name: string;
  org_path: string;
  part: AppraisalPart;
  person_id: string;
  responded_at: string | null;
  response: string | null;
  response_words: string | null;
  self_at: string | null;
  self_how: string | null;
  self_text: string | null;
  talk_note: string | null;
  talk_on: string | null;
  told_at: string | null;
  votes: boolean;
}

export interface AppraisalTally {
  appraisal_id: string;
  confirmed_at: string | null;
  confirmed_by: string | null;
  confirmer: string | null;
  entered_at: Generated<string>;
  entered_by: string | null;
  enterer: string;
  invalid: number;
  issued: number;
  org_path: string;
  returned: number;
  valid: number;
}

export interface AppraisalTallyLine {
  appraisal_id: string;
  basic: number;
  excellent: number;
  org_path: string;
  person_id: string;
  qualified: number;
  unqualified: number;
}

export interface Approval {
  answer: string | null;
  asked_at: Generated<string>;
  asked_by: string;
  asker: string;
  decided_at: string | null;
  decided_by: string | null;
  decider: string | null;
  expires_at: string;
  id: string;
  kind: string;
  org_path: string;
  payload: Json;
  reason: string;
  state: Generated<ApprovalState>;
  summary: Json;
  used_at: string | null;
}

export interface AreaLocation {
  lat: number;
  long: number;
  organisation_id: string;
}

export interface Article {
  body: Json;
  changed_at: string;
  column_id: string;
  created_at: Generated<string>;
  edition: Generated<number>;
  id: string;
  org_path: string;
  round: Generated<number>;
  source: string;
  state: Generated<ArticleState>;
  summary: string;
  title: string;
  unit_id: string;
  version: Generated<number>;
  writer: string;
}

export interface ArticleEdition {
  article_id: string;
  at: string;
  body: Json;
  edition: number;
  holder: string;
  org_path: string;
  source: string;
  summary: string;
  title: string;
  writer: string;
}

export interface ArticleHand {
  article_id: string;
  hand: ArticleHandKind;
  holder: string;
  org_path: string;
  round: number;
  seat: Generated<number>;
}

export interface ArticleImage {
  article_id: string;
  file_id: string;
  height: number;
  media_type: string;
  name: string;
  org_path: string;
  width: number;
}

export interface ArticleStep {
  actor: string;
  article_id: string;
  at: string;
  checks: Json | null;
  edition: number;
  id: string;
  kind: ArticleStepKind;
  note: string | null;
  org_path: string;
  round: number;
}

export interface Attachment {
  created_at: Generated<string>;
  dated_on: string | null;
  file_id: string | null;
  id: string;
  kind: string;
  org_path: string;
  paper_place: string | null;
  person_id: string;
  title: string;
  version: Generated<number>;
  voided_at: string | null;
}

export interface AuditEvent {
  account_id: string | null;
  action: string;
  actor: string;
  at: Generated<string>;
  changes: Json | null;
  entity: string;
  entity_id: string | null;
  id: string;
  org_path: string;
  reason: string | null;
  request_id: string | null;
  role: string;
  session_id: string | null;
  source: Generated<string>;
}

export interface AuditLink {
  event_id: string;
  hash: Buffer;
  linked_at: Generated<string>;
  seq: number;
}

export interface BankCategory {
  code: string;
  name_en: string;
  name_zh: string;
  position: number;
  retired_on: string | null;
  topic: string;
  version: Generated<number>;
}

export interface BankImport {
  actor: string;
  committed_at: string | null;
  created_at: Generated<string>;
  defaults: Json;
  error: Json | null;
  file_id: string | null;
  file_name: string;
  holder: string;
  id: string;
  job_id: string | null;
  mapping: Generated<Json>;
  org_path: string;
  size: number;
  state: Generated<BankImportState>;
  undone_at: string | null;
  unit_id: string;
  version: Generated<number>;
}

export interface BankImportRow {
  alike: Generated<Json>;
  bands: number[] | null;
  cells: Json;
  decision: string | null;
  faults: Generated<Json>;
  import_id: string;
  item: Json;
  item_id: string;
  line: number;
  org_path: string;
  same_hash: Buffer | null;
  seq: number;
  sheet: string;
  state: BankRowState;
  version: Generated<number>;
}

export interface BankItem {
  answer: Json;
  answered: Generated<number>;
  bands: number[];
  category_code: string;
  changed_at: Generated<string>;
  created_at: Generated<string>;
  difficulty: Numeric | null;
  edition: Generated<number>;
  explanation: Generated<string>;
  id: string;
  import_id: string | null;
  import_seq: number | null;
  kind: BankKind;
  level: Generated<number>;
  licence: Generated<string>;
  line_id: string;
  note: string | null;
  options: Generated<Json>;
  reviewer: string | null;
  reviewer_id: string | null;
  same_hash: Buffer;
  source: Generated<string>;
  state: Generated<BankState>;
  stem: string;
  topic: string;
  unit_id: string;
  version: Generated<number>;
  writer: string;
  writers: string[];
}

export interface BranchTally {
  branch_id: string;
  lost: Generated<number>;
  members: Generated<number>;
  minority: Generated<number>;
  org_path: string;
  outflow: Generated<number>;
  probationary: Generated<number>;
  women: Generated<number>;
}

export interface BulkChange {
  account_id: string;
  actor: string;
  approval_id: string | null;
  asked_at: Generated<string>;
  done_at: string | null;
  fields: Json;
  id: string;
  org_path: string;
  people: number;
  reason: string;
  state: Generated<BulkState>;
  unchanged: number;
  undone_at: string | null;
}

export interface BulkItem {
  before: Json;
  bulk_id: string;
  org_path: string;
  person_id: string;
}

export interface CareAmount {
  created_at: Generated<string>;
  id: string;
  key_id: number;
  org_path: string;
  person_id: string;
  sealed: Buffer;
  version: Generated<number>;
  visit_id: string;
}

export interface CareCase {
  created_at: Generated<string>;
  ended_on: string | null;
  id: string;
  key_id: number;
  org_path: string;
  person_id: string;
  reasons: string[];
  sealed: Buffer;
  since: string;
  source: CareSource;
  version: Generated<number>;
}

export interface CareVisit {
  case_id: string;
  created_at: Generated<string>;
  id: string;
  key_id: number;
  occasion: string;
  org_path: string;
  person_id: string;
  planned_on: string;
  sealed: Buffer;
  state: Generated<CareVisitState>;
  version: Generated<number>;
  visited_on: string | null;
}

export interface CorrectionRequest {
  answer: string | null;
  asked_at: Generated<string>;
  current: string | null;
  decided_at: string | null;
  decided_by: string | null;
  decider: string | null;
  field: string;
  id: string;
  key_id: number;
  org_path: string;
  person_id: string;
  reason: string;
  state: Generated<CorrectionState>;
  version: Generated<number>;
  wanted: Buffer;
}

export interface Course {
  audience: Json;
  changed_at: string;
  content: Json;
  created_at: Generated<string>;
  edition: Generated<number>;
  expires_on: string | null;
  hours: Numeric | null;
  id: string;
  org_path: string;
  provider_id: string;
  round: Generated<number>;
  state: Generated<CourseState>;
  summary: string;
  title: string;
  topics: string[];
  version: Generated<number>;
  writer: string;
  writers: string[];
}

export interface CourseAttempt {
  answered_on: string;
  answers: Json;
  at: string;
  course_id: string;
  edition: number;
  id: string;
  items: string[];
  marks: ArrayType<Numeric>;
  passed: boolean;
  person_id: string;
  unit_id: string;
}

export interface CourseDone {
  actor: string | null;
  asked_on: string;
  course_id: string;
  done_on: string | null;
  edition: number;
  id: string;
  org_path: string;
  person_id: string;
  state: CourseDoneState;
  unit_id: string;
  version: Generated<number>;
}

export interface CourseFile {
  course_id: string;
  created_at: Generated<string>;
  file_id: string;
  kind: CourseFileKind;
  licence: string;
  media_type: string;
  name: string;
  org_path: string;
  size: number;
  source: string;
  whole: Generated<boolean>;
}

export interface CoursePiece {
  file_id: string;
  org_path: string;
  part: string | null;
  seq: number;
  size: number;
  video_id: string;
}

export interface CoursePost {
  at: string;
  course_id: string;
  id: string;
  key_id: number;
  org_path: string;
  person_id: string;
  removed_at: string | null;
  removed_by: string | null;
  sealed: Buffer;
  unit_id: string;
}

export interface CourseRelease {
  audience: Json;
  content: Json;
  course_id: string;
  current: boolean;
  edition: number;
  expires_on: string | null;
  files: Json;
  hours: Numeric | null;
  provider_id: string;
  published_on: string;
  reach: string;
  reviewer_id: string;
  summary: string;
  title: string;
  topics: string[];
  writers: string[];
}

export interface CourseStep {
  actor: string;
  at: string;
  course_id: string;
  id: string;
  kind: CourseStepKind;
  note: string | null;
  org_path: string;
  round: number;
}

export interface CourseTaking {
  begun_on: string;
  course_id: string;
  edition: number;
  finished_on: string | null;
  id: string;
  org_path: string;
  person_id: string;
}

export interface DuesBankLine {
  amount_fen: number;
  booked_on: string;
  created_at: Generated<string>;
  entry_id: string | null;
  id: string;
  line_key: string;
  matched_at: string | null;
  matched_by: string | null;
  note: string;
  org_path: string;
  organisation_id: string;
  payer: string;
}

export interface DuesBase {
  base_fen: number;
  basis: string;
  branch_id: string;
  created_at: Generated<string>;
  id: string;
  kind: DuesKind;
  monthly_fen: number;
  org_path: string;
  person_id: string;
  setter: string;
  settled_to: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
  year: number;
}

export interface DuesConsent {
  branch_id: string;
  created_at: Generated<string>;
  from_on: string;
  id: string;
  org_path: string;
  person_id: string;
  reason: string;
  recorder: string;
  until: string | null;
  version: Generated<number>;
  withdrawn_by: string | null;
  withdrawn_why: string | null;
}

export interface DuesEntry {
  amount_fen: number;
  booked_on: string;
  category: DuesUse | null;
  created_at: Generated<string>;
  credit: DuesAccount;
  debit: DuesAccount;
  decided_on: string | null;
  document: Generated<string>;
  id: string;
  org_path: string;
  organisation_id: string;
  payment_id: string | null;
  recipient: Generated<string>;
  recorder: string;
  reverses_id: string | null;
}

export interface DuesPayment {
  amount_fen: number;
  branch_id: string;
  consent: Generated<boolean>;
  created_at: Generated<string>;
  from_month: string | null;
  id: string;
  method: DuesMethod;
  org_path: string;
  paid_on: string;
  payer: string;
  person_id: string;
  purpose: DuesPurpose;
  receipt_no: number;
  receipt_year: number;
  recorder: string;
  to_month: string | null;
  version: Generated<number>;
  void_reason: string | null;
  voided_at: string | null;
  voided_by: string | null;
}

export interface DuesPublication {
  book: Json;
  created_at: Generated<string>;
  from_on: string;
  id: string;
  late_fen: number | null;
  late_lines: number;
  org_path: string;
  organisation_id: string;
  payers: number;
  published_on: string;
  publisher: string;
  totals: Json;
  until: string;
}

export interface DuesRelief {
  approval_id: string | null;
  approved_by: string | null;
  approved_on: string | null;
  branch_id: string;
  created_at: Generated<string>;
  decided_on: string;
  from_month: string;
  id: string;
  monthly_fen: number;
  org_path: string;
  person_id: string;
  reason: string;
  to_month: string;
}

export interface DuesTreasurer {
  account_id: string;
  created_at: Generated<string>;
  ended_by: string | null;
  from_on: string;
  id: string;
  name: string;
  named_by: string;
  org_path: string;
  organisation_id: string;
  reason: string;
  until: string | null;
  version: Generated<number>;
}

export interface Election {
  after_id: string | null;
  announced_by: string | null;
  announced_on: string | null;
  basis: string;
  cancelled_why: string | null;
  created_at: Generated<string>;
  difference: string | null;
  entered_at: string | null;
  held_on: string;
  id: string;
  kind: string;
  method: string;
  org_path: string;
  organisation_id: string;
  preliminary: Generated<boolean>;
  round: Generated<number>;
  seats: number;
  state: Generated<ElectionState>;
  term_id: string | null;
  verdict: Json | null;
  version: Generated<number>;
  voters: string;
}

export interface ElectionCandidate {
  abstain: number | null;
  elected: Generated<boolean>;
  election_id: string;
  name: string;
  no: number | null;
  org_path: string;
  person_id: string;
  position: number;
  written_in: Generated<boolean>;
  yes: number | null;
}

export interface ElectionCount {
  confirmed_at: string | null;
  confirmed_by: string | null;
  confirmer: string | null;
  election_id: string;
  entered_at: Generated<string>;
  entered_by: string | null;
  enterer: string;
  invalid: number;
  issued: number;
  org_path: string;
  present: number;
  returned: number;
  scrutineers: string[];
  tellers: string[];
  valid: number;
}

export interface ElectionRoll {
  consent: string | null;
  election_id: string;
  exclusion: string | null;
  name: string;
  note: string | null;
  org_path: string;
  person_id: string;
  resolved_on: string | null;
  since: string | null;
}

export interface Exam {
  attempts: Generated<number>;
  audience_id: string;
  blueprint: Generated<Json>;
  bound: Generated<Numeric>;
  branch_types: Generated<string[]>;
  closes_at: string;
  created_at: Generated<string>;
  drawn: Generated<Json>;
  forms: Generated<number>;
  halves: Generated<boolean>;
  id: string;
  kind: ExamKind;
  late_minutes: Generated<number>;
  minutes: number;
  opens_at: string;
  pass_share: Generated<number>;
  picked: Generated<Json>;
  published_at: string | null;
  reading_gap: Generated<Numeric>;
  released_at: string | null;
  shuffle: Generated<boolean>;
  spread_seconds: Generated<number>;
  stages: string[];
  state: Generated<ExamState>;
  title: string;
  unit_id: string;
  version: Generated<number>;
  withdrawn_reason: string | null;
}

export interface ExamAppeal {
  actor: string | null;
  answer: string | null;
  attempt_id: string;
  decided_at: string | null;
  id: string;
  item: number;
  made_at: string;
  org_path: string;
  person_id: string;
  settled: Numeric | null;
  words: string;
}

export interface ExamAttempt {
  begun_at: string | null;
  channel: Generated<ExamChannel>;
  code: string | null;
  created_at: Generated<string>;
  ends_at: string | null;
  exam_id: string;
  form: number;
  handed_in_at: string | null;
  home_path: string;
  id: string;
  late: Generated<number>;
  marked_at: string | null;
  most: Numeric | null;
  org_path: string;
  passed: boolean | null;
  person_id: string;
  round: number;
  seed: number;
  slot_at: string;
  won: Numeric | null;
}

export interface ExamEntry {
  answer: string;
  attempt_id: string;
  item: number;
  mac: string;
  org_path: string;
  person_id: string;
  received_at: string;
  seq: number;
  sitting: number;
  written_at: string;
}

export interface ExamHelper {
  exam_id: string;
  id: string;
  named_at: string;
  unit_id: string;
}

export interface ExamItem {
  answer: Json;
  bank_item_id: string;
  category: string;
  difficulty: Numeric;
  exam_id: string;
  explanation: string;
  id: string;
  kind: BankKind;
  n: number;
  options: Json;
  org_path: string;
  stem: string;
  topic: string;
  worth: Numeric;
}

export interface ExamMark {
  answer: string | null;
  attempt_id: string;
  exam_id: string;
  id: string;
  item: number;
  org_path: string;
  person_id: string;
  share: Numeric | null;
}

export interface ExamReading {
  actor: string;
  at: string;
  attempt_id: string;
  given: Numeric;
  id: string;
  item: number;
  org_path: string;
  person_id: string;
  reader_id: string;
}

export interface ExamSitting {
  attempt_id: string;
  device: string;
  head: Generated<string>;
  id: string;
  last_seq: Generated<number>;
  n: number;
  opened_at: string;
  org_path: string;
  person_id: string;
}

export interface FamilyMember {
  birth_date: string | null;
  created_at: Generated<string>;
  id: string;
  name: string;
  org_path: string;
  person_id: string;
  politics: string | null;
  relation: string;
  version: Generated<number>;
  voided_at: string | null;
  work: string | null;
}

export interface File {
  account_id: string | null;
  created_at: Generated<string>;
  digest: Buffer;
  id: string;
  key_id: number;
  media_type: string;
  name: string;
  org_path: string;
  size: number;
}

export interface FileReading {
  account_id: string;
  at: string;
  fields: Generated<string[]>;
  id: string;
  org_path: string;
  organisation: string;
  person_id: string;
  reader: string;
  reason: string | null;
  recipient: ExportRecipient | null;
  recipient_name: string | null;
  role: string;
}

export interface Hardship {
  created_at: Generated<string>;
  id: string;
  kind: string;
  note: string | null;
  org_path: string;
  person_id: string;
  since: string;
  until: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface Holiday {
  kind: HolidayKind;
  name: string;
  on_date: string;
}

export interface HolidayYear {
  complete: Generated<boolean>;
  entered_at: Generated<string>;
  source: string;
  year: number;
}

export interface Idempotency {
  account_id: string;
  at: Generated<string>;
  body_digest: Buffer;
  endpoint: string;
  key: string;
  reply: Json | null;
  status: number;
}

export interface ImportBatch {
  account_id: string | null;
  actor: string;
  approval_id: string | null;
  branches: Generated<Json>;
  cleared_at: string | null;
  committed_at: string | null;
  committed_by: string | null;
  counts: Generated<Json>;
  error: Json | null;
  file_id: string | null;
  file_name: string;
  id: string;
  job_id: string | null;
  kept: Generated<number>;
  mapping: Generated<Json>;
  org_path: string;
  organisation_id: string;
  reading: Generated<number>;
  reason: string | null;
  sheets: Generated<Json>;
  size: number;
  state: Generated<ImportState>;
  undone_at: string | null;
  undone_by: string | null;
  updated_at: Generated<string>;
  uploaded_at: Generated<string>;
  version: Generated<number>;
}

export interface ImportMemory {
  branch_id: string | null;
  field: string | null;
  kind: string;
  org_path: string;
  organisation_id: string;
  text: string;
  updated_at: Generated<string>;
}

export interface ImportRow {
  batch_id: string;
  branch_id: string | null;
  changes: Json | null;
  decided_person_id: string | null;
  decision: string | null;
  duplicates: Json | null;
  errors: string[] | null;
  former: Json | null;
  hidden: Generated<boolean>;
  id_number_hash: Buffer | null;
  kept: string[] | null;
  key_id: number;
  kind: ImportRowKind;
  line: number;
  membership_id: string | null;
  membership_version: number | null;
  mended: Generated<boolean>;
  name: string | null;
  org_path: string;
  person_id: string | null;
  person_version: number | null;
  prepared: Json | null;
  reading: number;
  sealed: Buffer;
  seq: number;
  sheet: number;
  skipped_as: string | null;
  version: Generated<number>;
  warnings: string[] | null;
}

export interface Inflow {
  branch_id: string;
  created_at: Generated<string>;
  id: string;
  key_id: number;
  org_path: string;
  outflow_id: string | null;
  person_id: string | null;
  reason: string | null;
  sealed: Buffer;
  since: string;
  to_path: string;
  until: string | null;
  version: Generated<number>;
}

export interface InflowGuest {
  attended: boolean | null;
  created_at: Generated<string>;
  id: string;
  inflow_id: string;
  meeting_id: string;
  org_path: string;
  recorder: string;
  to_path: string;
}

export interface InflowWord {
  author: string;
  branch: string;
  created_at: Generated<string>;
  id: string;
  inflow_id: string;
  org_path: string;
  result: string;
  to_path: string;
  year: number;
}

export interface Job {
  account_id: string | null;
  cancel_asked: Generated<boolean>;
  created_at: Generated<string>;
  done: Generated<number>;
  error: Json | null;
  finished_at: string | null;
  id: string;
  kind: string;
  org_path: string;
  payload: Generated<Json>;
  phase: string | null;
  result: Json | null;
  scope: Json;
  started_at: string | null;
  state: Generated<JobState>;
  subject: Generated<string>;
  total: number | null;
}

export interface LetterSigner {
  added_at: Generated<string>;
  added_by: string;
  name: string;
  public_key: string;
}

export interface LostContact {
  created_at: Generated<string>;
  from_on: string;
  id: string;
  kind: string;
  note: string | null;
  org_path: string;
  person_id: string;
  searched: string | null;
  to_on: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface Meeting {
  cancel_reason: string | null;
  capacity: number | null;
  chair_person_id: string | null;
  closed_at: string | null;
  closed_by: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
  content: string | null;
  created_at: Generated<string>;
  ends_at: string | null;
  held_on: string | null;
  id: string;
  org_path: string;
  organisation_id: string;
  place: string | null;
  recorder_person_id: string | null;
  series_id: string | null;
  starts_at: string;
  state: Generated<MeetingState>;
  talk_others: number | null;
  talk_seated: number | null;
  title: string;
  type: MeetingType;
  version: Generated<number>;
}

export interface MeetingAmendment {
  actor: string;
  amended_at: Generated<string>;
  former: Json;
  id: string;
  meeting_id: string;
  org_path: string;
  reason: string;
}

export interface MeetingGuest {
  attended: boolean | null;
  id: string;
  inflow_id: string | null;
  key_id: number;
  kind: MeetingGuestKind;
  meeting_id: string;
  noted_at: Generated<string>;
  noted_by: string;
  org_path: string;
  sealed: Buffer;
}

export interface MeetingInvitee {
  attendance: Attendance | null;
  device_hash: Buffer | null;
  excuse: string | null;
  exempt: Generated<boolean>;
  meeting_id: string;
  name: string;
  org_path: string;
  person_id: string;
  reason: string | null;
  recorded_at: string | null;
  recorded_how: AttendanceSource | null;
  responded_at: string | null;
  response: Generated<InviteeResponse>;
  taken_at: string | null;
  votes: boolean;
}

export interface MeetingMaterial {
  added_at: Generated<string>;
  added_by: string;
  added_reason: string | null;
  file_id: string | null;
  id: string;
  kind: MeetingMaterialKind;
  media_type: string;
  meeting_id: string;
  name: string;
  org_path: string;
  removed_at: string | null;
  removed_by: string | null;
  removed_reason: string | null;
  size: number;
}

export interface MeetingResolution {
  abstain: Generated<number>;
  entitled: number;
  id: string;
  meeting_id: string;
  no: Generated<number>;
  org_path: string;
  passed: boolean;
  position: number;
  present: number;
  vote: ResolutionVote;
  why: Json | null;
  wording: string;
  yes: Generated<number>;
}

export interface MeetingTask {
  created_at: Generated<string>;
  done_at: string | null;
  done_note: string | null;
  due_on: string;
  id: string;
  meeting_id: string;
  org_path: string;
  organisation_id: string;
  owner_name: string;
  owner_person_id: string;
  task: string;
  version: Generated<number>;
}

export interface Membership {
  archive_unit: string | null;
  batch_id: string | null;
  branch_id: string;
  category: MemberCategory;
  conversion: string | null;
  created_at: Generated<string>;
  full_on: string | null;
  id: string;
  is_front_line: boolean | null;
  is_migrant_worker: boolean | null;
  job_post: string | null;
  join_branch: string | null;
  join_kind: string | null;
  joined_on: string | null;
  leave_kind: string | null;
  left_on: string | null;
  lost_since: string | null;
  new_stratum: string | null;
  org_path: string;
  outflow_place: string | null;
  outflow_since: string | null;
  party_age_correction: Generated<number>;
  person_id: string;
  probation_until: string | null;
  standing: Generated<string>;
  technical_post: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
  voided_at: string | null;
}

export interface Notice {
  account_id: string | null;
  created_at: Generated<string>;
  done_at: string | null;
  id: string;
  key: string;
  kind: string;
  link: string;
  org_path: string;
  params: Generated<Json>;
  person_id: string | null;
  read_at: string | null;
  statutory: Generated<boolean>;
}

export interface NoticeAddress {
  account_id: string;
  address: Buffer;
  channel: NoticeChannel;
  id: string;
  key_id: number;
}

export interface NoticeDelivery {
  account_id: string | null;
  attempts: Generated<number>;
  channel: NoticeChannel;
  doubtful: Generated<boolean>;
  notice_id: string;
  provider_id: string | null;
  sent_at: string | null;
  state: Generated<DeliveryState>;
  why: string | null;
}

export interface NoticeSetting {
  account_id: string;
  channel: NoticeChannel;
  enabled: boolean;
  kind: string;
}

export interface Open311Key {
  contact: string;
  id: string;
  key_hash: Buffer;
  made_at: Generated<string>;
  name: string;
  revoked_at: string | null;
  version: Generated<number>;
}

export interface Open311Request {
  key_id: string;
  listed: boolean;
  request_id: string;
}

export interface Organisation {
  abolished_on: string | null;
  address: string | null;
  code: string | null;
  covered_units: Generated<string[]>;
  created_at: Generated<string>;
  division_code: string | null;
  founded_on: string | null;
  id: string;
  initials: string;
  merged_into_id: string | null;
  name: string;
  parent_id: string | null;
  path: string;
  phone: string | null;
  pinyin: string;
  position: Generated<number>;
  short_name: string;
  type: OrganisationType;
  unit_code: string | null;
  unit_relation: string | null;
  updated_at: Generated<string>;
  version: Generated<number>;
}

export interface OrganisationEvent {
  account_id: string | null;
  after: Json | null;
  before: Json | null;
  created_at: Generated<string>;
  document: string | null;
  id: string;
  kind: OrganisationEventKind;
  on_date: string;
  organisation_id: string;
  reason: string | null;
  undoes_id: string | null;
}

export interface OrganisationPeriod {
  during: string;
  id: string;
  name: string;
  organisation_id: string;
  parent_id: string | null;
  path: string;
  short_name: string;
  type: OrganisationType;
}

export interface Outbox {
  at: Generated<string>;
  id: string;
  kind: string;
  payload: Json;
}

export interface Outflow {
  contact_person: string | null;
  created_at: Generated<string>;
  from_on: string;
  id: string;
  last_contact_on: string | null;
  org_path: string;
  person_id: string;
  place: string;
  reason: string | null;
  receiving_organisation: string | null;
  to_on: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface OutflowContact {
  channel: ContactChannel;
  created_at: Generated<string>;
  id: string;
  note: string | null;
  on_day: string;
  org_path: string;
  outflow_id: string;
  person_id: string;
  recorder: string;
  void_reason: string | null;
  voided_at: string | null;
}

export interface Package {
  file_id: string;
  parts: Json;
  standard: string;
  title: string;
}

export interface PackageEntry {
  file_id: string;
  media_type: string;
  package_id: string;
  path: string;
  size: number;
}

export interface PackageRun {
  done: Generated<boolean>;
  fetched: Generated<boolean>;
  id: string;
  kept: Generated<Json>;
  launch: string | null;
  opened_on: string;
  package_id: string;
  part: number;
  person_id: string;
  unit_id: string;
}

export interface Person {
  address: Buffer | null;
  batch_id: string | null;
  birth_date: string | null;
  created_at: Generated<string>;
  degree: string | null;
  education: string | null;
  ethnicity: string | null;
  former_name: string | null;
  household_place: string | null;
  id: string;
  id_number: Buffer | null;
  id_number_hash: Buffer | null;
  id_tail_hash: Buffer | null;
  initials: string;
  key_id: number;
  landline: Buffer | null;
  marital_status: string | null;
  merged_into_id: string | null;
  name: string;
  native_place: string | null;
  occupation: string | null;
  org_path: string;
  phone: Buffer | null;
  phone_hash: Buffer | null;
  phone_tail_hash: Buffer | null;
  pinyin: string;
  sex: Generated<string>;
  updated_at: Generated<string>;
  version: Generated<number>;
  voided_at: string | null;
  work_started_on: string | null;
}

export interface PortalFoot {
  icp: Generated<string>;
  only_row: Generated<boolean>;
  phone: Generated<string>;
  police: Generated<string>;
  site_code: Generated<string>;
  sponsor: Generated<string>;
  version: Generated<number>;
}

export interface PostHolding {
  created_at: Generated<string>;
  from_on: string;
  id: string;
  note: string | null;
  org_path: string;
  organisation_id: string;
  person_id: string;
  post: string;
  term_id: string | null;
  to_on: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface PracticeRight {
  account_id: string;
  created_at: Generated<string>;
  drill: DrillKey;
  ended_at: string | null;
  from_on: string;
  granted_by: string | null;
  id: string;
  reason: string | null;
  run_id: string | null;
  until_on: string;
  version: Generated<number>;
}

export interface PracticeRun {
  account_id: string;
  drill: DrillKey;
  findings: Json | null;
  finished_at: string | null;
  id: string;
  scene: Json | null;
  started_at: Generated<string>;
  state: Generated<PracticeState>;
  version: Generated<number>;
}

export interface PublicContact {
  address: string;
  changed_at: string;
  hours: string;
  organisation_id: string;
  phone: string;
  version: Generated<number>;
}

export interface PublishedAnswer {
  answer: string | null;
  category: string;
  id: string;
  key_id: number;
  org_path: string;
  proposed_at: string;
  proposed_by: string;
  proposer: string;
  question: string | null;
  reason: string | null;
  request_id: string;
  reviewed_at: string | null;
  reviewed_by: string | null;
  reviewer: string | null;
  sealed: Buffer;
  state: Generated<PublishedAnswerState>;
  unit_name: string;
  version: Generated<number>;
  words: string[] | null;
}

export interface PublishedArticle {
  article_id: string;
  body: Json;
  column_id: string;
  cover_id: string | null;
  edition: number;
  excerpt: string;
  from_at: string;
  headline: boolean;
  publish_hand: Generated<ArticleHandKind>;
  review_hand: Generated<ArticleHandKind>;
  round: number;
  seat: Generated<number>;
  source: string;
  summary: string;
  title: string;
  unit_id: string;
  until: string | null;
  words: string;
}

export interface PublishedChange {
  at: Generated<string>;
  number: number;
  only_row: Generated<boolean>;
}

export interface PublishedImage {
  article_id: string;
  file_id: string;
  height: number;
  media_type: string;
  width: number;
}

export interface PublishingColumn {
  hidden: Generated<boolean>;
  id: Generated<string>;
  kind: ColumnKind;
  name_en: string;
  name_zh: string;
  parent_id: string | null;
  position: number;
  slug: string;
  version: Generated<number>;
}

export interface RecallAnswer {
  answered_on: string;
  chance: Numeric;
  expected: Numeric | null;
  id: string;
  is_first: boolean;
  is_right: boolean;
  item_id: string;
  line_id: string;
  org_path: string;
  person_id: string;
  topic: string;
}

export interface RecallCard {
  answered: number;
  answered_on: string;
  due_on: string;
  hardness: number;
  lapses: number;
  line_id: string;
  org_path: string;
  person_id: string;
  phase: number;
  stability: number;
  topic: string;
}

export interface RecallChoice {
  org_path: string;
  person_id: string;
  since: string;
  topics: string[];
  weekly: number;
  with_courses: Generated<boolean>;
}

export interface RecallTold {
  mark: Buffer;
}

export interface RequestAsk {
  asked_by: string | null;
  asked_on: string;
  clock_round: number;
  decided_by: string | null;
  decided_on: string | null;
  decider_id: string;
  id: string;
  kind: RequestAskKind;
  org_path: string;
  procedure: RequestProcedure;
  request_id: string;
  state: Generated<RequestAskState>;
}

export interface RequestCategory {
  code: string;
  county_task: Generated<boolean>;
  name_en: string;
  name_zh: string;
  parent_code: string | null;
  position: number;
  retired_on: string | null;
  version: Generated<number>;
}

export interface RequestDraw {
  actor: string;
  drawn_at: string;
  from_on: string;
  id: string;
  org_path: string;
  pool: number;
  seed: string;
  size: number;
  until_on: string;
}

export interface RequestDrawItem {
  actor: string | null;
  called_on: string | null;
  draw_id: string;
  org_path: string;
  outcome: CallOutcome | null;
  place: number;
  request_id: string;
}

export interface RequestDuty {
  area_id: string | null;
  area_type: string | null;
  category: string;
  ended_at: string | null;
  id: string;
  level: RequestDutyLevel;
  reason: string;
  set_at: Generated<string>;
  set_by: string;
  unit_id: string | null;
  version: Generated<number>;
}

export interface RequestForm {
  id: string;
  made_at: Generated<string>;
  made_by: string;
  number: string;
  org_path: string;
  used_at: string | null;
}

export interface RequestHolding {
  accepted: Generated<boolean>;
  area_id: string;
  category: string;
  due_on: string;
  is_first: boolean;
  kind: string;
  org_path: string;
  received_on: string;
  request_id: string;
  since: string;
  spoke: Generated<boolean>;
  unit_id: string;
}

export interface RequestIssue {
  actor: string;
  aside: boolean;
  id: string;
  key_id: number;
  org_path: string;
  position: number;
  request_id: string;
  round: number;
  sealed: Buffer;
}

export interface RequestKind {
  by_programs: Generated<boolean>;
  code: string;
  hint_en: string;
  hint_zh: string;
  name_en: string;
  name_zh: string;
  position: number;
  retired_on: string | null;
  term: Generated<RequestTerm>;
  treatment: RequestTreatment;
  used: Generated<boolean>;
  version: Generated<number>;
}

export interface RequestMark {
  actor: string;
  by_id: string;
  ground: RequestGround;
  id: string;
  key_id: number;
  marked_on: string;
  org_path: string;
  request_id: string;
  sealed: Buffer;
  unit_id: string;
  withdrawn_by: string | null;
  withdrawn_on: string | null;
}

export interface RequestModel {
  accuracy: number;
  calibration: number;
  classes: number;
  id: string;
  job_id: string | null;
  key_id: number;
  kind: string;
  macro_f1: number;
  made_at: string;
  sealed: Buffer;
  seconds: number;
  tested_on: number;
  trained_on: number;
  usual: number;
}

export interface RequestPause {
  ended_on: string | null;
  from_on: string;
  id: string;
  latest_on: string;
  org_path: string;
  reason: string;
  request_id: string;
}

export interface RequestRating {
  area_id: string;
  category: string;
  channel: RatingChannel;
  grade: RequestGrade;
  org_path: string;
  rated_at: string;
  request_id: string;
  unit_id: string;
}

export interface RequestRatingMessage {
  asked_at: string;
  code_hash: Buffer;
  id: string;
  org_path: string;
  request_id: string;
  state: Generated<RatingMessageState>;
}

export interface RequestRecord {
  actor: string;
  at: string;
  id: string;
  key_id: number;
  kind: RequestRecordKind;
  on_day: string;
  org_path: string;
  request_id: string;
  sealed: Buffer;
  unit_id: string;
}

export interface RequestReturn {
  actor: string;
  asked_on: string;
  decided_on: string | null;
  decider: string | null;
  designated_id: string | null;
  id: string;
  key_id: number;
  org_path: string;
  proposed_id: string | null;
  request_id: string;
  reviewer_id: string;
  sealed: Buffer;
  state: Generated<RequestReturnState>;
  unit_id: string;
}

export interface RequestReview {
  asked_on: string;
  decided_on: string | null;
  due_on: string;
  id: string;
  level: number;
  org_path: string;
  outcome: RequestReviewOutcome | null;
  request_id: string;
  unit_id: string;
}

export interface RequestTask {
  answered_by: string | null;
  area_id: string;
  asked_at: string;
  asked_by: string;
  category: string;
  due_on: string;
  ended_at: string | null;
  from_unit_id: string;
  id: string;
  key_id: number;
  org_path: string;
  request_id: string;
  sealed: Buffer;
  state: Generated<RequestTaskState>;
  to_path: string;
  unit_id: string;
  version: Generated<number>;
}

export interface RequestTemplate {
  act: RequestTemplateAct;
  category: string | null;
  changed_at: string;
  id: string;
  name: string;
  retired: Generated<boolean>;
  text: string;
  version: Generated<number>;
}

export interface RequestTie {
  actor: string;
  at: string;
  group_id: string;
  org_path: string;
  request_id: string;
}

export interface Resident {
  closed_at: string | null;
  desk_id: string | null;
  epoch: Generated<number>;
  id: string;
  key_id: number;
  made_at: Generated<string>;
  org_path: string;
  phone_hash: Buffer | null;
  sealed: Buffer | null;
}

export interface Reward {
  created_at: Generated<string>;
  document: string | null;
  granted_by: string | null;
  granted_on: string;
  id: string;
  kind: string;
  note: string | null;
  org_path: string;
  person_id: string;
  title: string;
  version: Generated<number>;
  voided_at: string | null;
}

export interface RoleGrant {
  account_id: string;
  created_at: Generated<string>;
  ended_at: string | null;
  from_on: Generated<string>;
  granted_by: string | null;
  id: string;
  organisation_id: string;
  post_holding_id: string | null;
  role: RoleKey;
  to_on: string | null;
  version: Generated<number>;
}

export interface Sanction {
  created_at: Generated<string>;
  decided_by: string | null;
  decided_on: string;
  document: string | null;
  effective_until: string | null;
  id: string;
  kind: string;
  note: string | null;
  org_path: string;
  person_id: string;
  version: Generated<number>;
  voided_at: string | null;
}

export interface SavedFilter {
  account_id: string;
  created_at: Generated<string>;
  filter: Json;
  id: string;
  name: string;
}

export interface ServiceOffer {
  category: string;
  created_at: Generated<string>;
  details: string;
  ended_on: string | null;
  id: string;
  title: string;
  unit_id: string;
  version: Generated<number>;
}

export interface ServiceRequest {
  answered_on: string | null;
  area_id: string;
  came_from_id: string | null;
  category: string;
  channel: Generated<RequestChannel>;
  clock_from: string;
  clock_round: Generated<number>;
  code_hash: Buffer;
  created_at: Generated<string>;
  due_on: string;
  ended_on: string | null;
  escalated_on: string | null;
  escalated_to_id: string | null;
  hide_name: boolean;
  id: string;
  key_id: number;
  kind: string;
  lapsed: Generated<boolean>;
  near_told_for: string | null;
  org_path: string;
  over_told_for: string | null;
  plain_due_on: string;
  procedure: Generated<RequestProcedure>;
  received_on: string;
  reopened: Generated<boolean>;
  resident_id: string | null;
  review_unit_id: string | null;
  routed: RequestRoute;
  routed_reason: string | null;
  sealed: Buffer;
  state: Generated<RequestState>;
  taken_on: string | null;
  treatment: Generated<RequestTreatment>;
  unit_id: string;
  unit_since: string;
  version: Generated<number>;
}

export interface ServiceRequestEntry {
  actor: string | null;
  at: string;
  id: string;
  key_id: number;
  kind: RequestEntryKind;
  org_path: string;
  request_id: string;
  sealed: Buffer | null;
  unit_id: string | null;
}

export interface ServiceRequestPhoto {
  at: string;
  file_id: string;
  height: number;
  id: string;
  org_path: string;
  request_id: string;
  size: number;
  width: number;
}

export interface Session {
  account_id: string;
  created_at: Generated<string>;
  device: Generated<string>;
  ended_at: string | null;
  expires_at: string;
  factor: Generated<string>;
  grant_id: string | null;
  id: string;
  seen_at: Generated<string>;
  token_hash: Buffer;
}

export interface StandingChange {
  created_at: Generated<string>;
  decided_by: string | null;
  document: string | null;
  from_on: string;
  id: string;
  note: string | null;
  org_path: string;
  person_id: string;
  standing: string;
  version: Generated<number>;
  voided_at: string | null;
}

export interface StudyCertificate {
  class_id: string;
  expires_on: string | null;
  hours: Numeric;
  id: string;
  issued_on: string;
  masked_name: string;
  number: string;
  org_path: string;
  person_id: string;
  to_path: string;
  version: Generated<number>;
  why: string | null;
  withdrawn_on: string | null;
}

export interface StudyClass {
  apply_by: string;
  audience: StudyAudience;
  created_at: Generated<string>;
  details: Generated<string>;
  ends_on: string;
  id: string;
  lecturers: Generated<string>;
  organiser_id: string;
  place: string;
  quota: number;
  starts_on: string;
  state: Generated<StudyClassState>;
  title: string;
  topics: string[];
  valid_years: number | null;
  version: Generated<number>;
}

export interface StudyClassSession {
  class_id: string;
  id: string;
  on_day: string;
  part: StudyPart;
  subject: string;
}

export interface StudyContribution {
  given_on: string;
  id: string;
  org_path: string;
  person_id: string;
  reason: string | null;
  signed_on: string | null;
  signer: string | null;
  signer_id: string | null;
  state: Generated<string>;
  topic: string;
  unit_id: string;
  version: Generated<number>;
  words: string;
}

export interface StudyCourseEffect {
  after: Numeric | null;
  before: Numeric | null;
  course_id: string;
  high: Numeric | null;
  low: Numeric | null;
  people: number | null;
  verdict: StudyVerdict;
}

export interface StudyEnrolment {
  asked_at: string;
  asked_by: string;
  branch_name: string;
  class_id: string;
  id: string;
  name: string;
  org_path: string;
  person_id: string;
  state: StudyEnrolmentState;
  to_path: string;
  version: Generated<number>;
}

export interface StudyLearnt {
  answers: number;
  high: Numeric | null;
  kind: StudyLearntKind;
  least_depth: number;
  low: Numeric | null;
  organisation_id: string;
  part: Numeric | null;
  people: number;
  topic: string;
  year: number;
}

export interface StudyMissed {
  item_id: string;
  missed: Numeric;
  organisation_id: string;
  people: number;
  topic: string;
  year: number;
}

export interface StudyNeed {
  asked_on: string;
  ended_on: string | null;
  id: string;
  org_path: string;
  paper_id: string | null;
  person_id: string;
  topic: string;
  version: Generated<number>;
  words: Generated<string>;
}

export interface StudyNeedPaper {
  code: string;
  entered_by: string | null;
  entered_on: string | null;
  id: string;
  org_path: string;
  person_id: string;
  printed_by: string;
  printed_on: string;
  printing_id: string;
}

export interface StudyPlan {
  audience: StudyAudience;
  created_at: Generated<string>;
  details: Generated<string>;
  id: string;
  organisation_id: string;
  state: Generated<StudyPlanState>;
  title: string;
  version: Generated<number>;
  year: number;
}

export interface StudyPlanLine {
  form: string;
  hours: Numeric;
  id: string;
  month: number;
  plan_id: string;
  topic: string;
  words: Generated<string>;
}

export interface StudyRoll {
  class_id: string;
  marked_by: string;
  org_path: string;
  person_id: string;
  present: boolean;
  session_id: string;
  to_path: string;
}

export interface StudySession {
  held_on: string;
  lecturer: string | null;
  meeting_id: string;
  noted_by: string;
  noted_on: string;
  org_path: string;
  study_hours: Numeric | null;
  topics: string[];
  type: MeetingType;
  version: Generated<number>;
}

export interface StudyTally {
  alone: Generated<Numeric>;
  classes: Generated<number>;
  hours: Numeric;
  org_path: string;
  person_id: string;
  year: number;
}

export interface StudyTopic {
  code: string;
  name_en: string;
  name_zh: string;
  position: number;
  retired_on: string | null;
  version: Generated<number>;
}

export interface Talk {
  attendant: string | null;
  attendant_id: string | null;
  attended_at: string | null;
  id: string;
  kind: TalkKind;
  last_seq: Generated<number>;
  org_path: string;
  promised_at: string | null;
  request_id: string | null;
  request_state: RequestState | null;
  said_at: string;
  waiting_since: string | null;
}

export interface TalkHours {
  organisation_id: string;
  promise_minutes: number;
  spans: Json;
  version: number;
}

export interface TalkMessage {
  actor: string | null;
  at: string;
  client_key: string;
  id: string;
  key_id: number;
  org_path: string;
  sealed: Buffer | null;
  seq: number;
  side: TalkSide;
  talk_id: string;
  unit_id: string;
  what: TalkWhat;
}

export interface Term {
  due_on: string;
  ended_on: string | null;
  id: string;
  ordinal: number | null;
  organisation_id: string;
  rule_id: string;
  started_on: string;
  version: Generated<number>;
  years: number;
}

export interface TodoHandover {
  created_at: Generated<string>;
  ended_at: string | null;
  ended_how: HandoverEnd | null;
  from_account: string;
  from_name: string;
  id: string;
  item: string;
  kind: string;
  note: string;
  org_path: string;
  organisation_id: string;
  to_account: string;
  to_grant: string;
  to_name: string;
}

export interface TrainingRecord {
  certificate: string | null;
  created_at: Generated<string>;
  from_on: string;
  hours: Numeric | null;
  id: string;
  kind: string | null;
  org_path: string;
  organiser: string | null;
  person_id: string;
  title: string;
  to_on: string | null;
  version: Generated<number>;
  voided_at: string | null;
}

export interface Transfer {
  accepted_on: string | null;
  created_at: Generated<string>;
  due_on: string | null;
  dues_paid_to: string | null;
  from_branch_id: string | null;
  from_committee_id: string | null;
  id: string;
  issued_on: string | null;
  key_id: number;
  kind: TransferKind;
  letter_no: string | null;
  org_path: string;
  outside_name: string | null;
  person_id: string | null;
  reason: string;
  replaces_id: string | null;
  sealed: Buffer;
  signed_by: string | null;
  state: Generated<TransferState>;
  stay_from: string | null;
  stay_purpose: string | null;
  stay_record_id: string | null;
  stay_until: string | null;
  to_branch_id: string | null;
  to_committee_id: string | null;
  to_path: string | null;
  unit_id: string | null;
  valid_until: string | null;
  version: Generated<number>;
  way: TransferWay;
}

export interface TransferEvent {
  account_id: string | null;
  actor: string;
  at: Generated<string>;
  org_path: string;
  organisation: string;
  person_id: string | null;
  reason: string | null;
  role: string;
  state: TransferState;
  step: string;
  to_path: string | null;
  transfer_id: string;
  version: number;
}

export interface UnitTransfer {
  committee_id: string;
  created_at: Generated<string>;
  dues_paid_to: string;
  id: string;
  issued_on: string | null;
  left_off: Generated<string[]>;
  letter_no: string | null;
  name: string;
  org_path: string;
  organisation_id: string;
  outside_name: string;
  reason: string;
  signed_by: string | null;
  valid_until: string | null;
  version: Generated<number>;
  way: TransferWay;
}

export interface Wish {
  area_id: string;
  category: string;
  claimed_on: string | null;
  code_hash: Buffer | null;
  created_at: Generated<string>;
  doer_id: string | null;
  done_on: string | null;
  ended_on: string | null;
  id: string;
  key_id: number;
  listed_on: string | null;
  offer_id: string | null;
  org_path: string;
  person_id: string | null;
  public_words: string | null;
  received_on: string;
  sealed: Buffer;
  state: Generated<WishState>;
  unit_id: string;
  version: Generated<number>;
}

export interface WishEntry {
  actor: string | null;
  at: string;
  id: string;
  key_id: number;
  kind: WishEntryKind;
  org_path: string;
  person_id: string | null;
  sealed: Buffer | null;
  unit_id: string | null;
  wish_id: string;
}

export interface WishHelper {
  confirmed_on: string | null;
  created_at: Generated<string>;
  hours: Numeric | null;
  id: string;
  key_id: number;
  org_path: string;
  person_id: string | null;
  sealed: Buffer;
  state: WishHelperState;
  stated_on: string | null;
  version: Generated<number>;
  wish_id: string;
  wisher_id: string | null;
}

export interface XapiActivity {
  client_id: string;
  definition: string;
  iri: string;
}

export interface XapiAttachment {
  client_id: string;
  digest: string;
  id: string;
  key_id: number;
  person_id: string | null;
  sealed: Buffer;
  statement_id: string;
}

export interface XapiClient {
  contact: string;
  id: string;
  key_hash: Buffer | null;
  learner_id: string | null;
  made_at: Generated<string>;
  name: string;
  revoked_at: string | null;
  scopes: string[];
  version: Generated<number>;
}

export interface XapiDocument {
  activity: Generated<string>;
  agent: Generated<Buffer>;
  client_id: string;
  etag: string;
  id: string;
  key_id: number;
  kind: string;
  name: string;
  person_id: string | null;
  registration: string | null;
  sealed: Buffer;
  updated: string;
}

export interface XapiLearner {
  id: string;
  key_hash: Buffer | null;
  key_made_at: string | null;
  person_id: string;
}

export interface XapiStatement {
  /**
   * other than activity, wherever they stand
   */
  activities: Generated<string[]>;
  activity: string | null;
  actor: Buffer | null;
  /**
   * keyed hashes of actors, where they are several or none
   */
  agents: Generated<ArrayType<Buffer>>;
  /**
   * other than actor, wherever they stand; who asserts is the client
   */
  all_agents: Generated<ArrayType<Buffer>>;
  client_id: string;
  id: string;
  key_id: number;
  person_id: string | null;
  position: Generated<number>;
  registration: string | null;
  sealed: Buffer;
  stored: Generated<string>;
  target_id: string | null;
  verb: string;
  voids: Generated<boolean>;
}

export interface DB {
  abroad_stay: AbroadStay;
  account: Account;
  admission_case: AdmissionCase;
  admission_extra_record: AdmissionExtraRecord;
  admission_extra_setting: AdmissionExtraSetting;
  admission_fact: AdmissionFact;
  admission_paper: AdmissionPaper;
  admission_quota: AdmissionQuota;
  admission_template: AdmissionTemplate;
  affiliation: Affiliation;
  agenda_item: AgendaItem;
  appraisal: Appraisal;
  appraisal_follow_up: AppraisalFollowUp;
  appraisal_person: AppraisalPerson;
  appraisal_tally: AppraisalTally;
  appraisal_tally_line: AppraisalTallyLine;
  approval: Approval;
  area_location: AreaLocation;
  article: Article;
  article_edition: ArticleEdition;
  article_hand: ArticleHand;
  article_image: ArticleImage;
  article_step: ArticleStep;
  attachment: Attachment;
  audit_event: AuditEvent;
  audit_link: AuditLink;
  bank_category: BankCategory;
  bank_import: BankImport;
  bank_import_row: BankImportRow;
  bank_item: BankItem;
  branch_tally: BranchTally;
  bulk_change: BulkChange;
  bulk_item: BulkItem;
  care_amount: CareAmount;
  care_case: CareCase;
  care_visit: CareVisit;
  correction_request: CorrectionRequest;
  course: Course;
  course_attempt: CourseAttempt;
  course_done: CourseDone;
  course_file: CourseFile;
  course_piece: CoursePiece;
  course_post: CoursePost;
  course_release: CourseRelease;
  course_step: CourseStep;
  course_taking: CourseTaking;
  dues_bank_line: DuesBankLine;
  dues_base: DuesBase;
  dues_consent: DuesConsent;
  dues_entry: DuesEntry;
  dues_payment: DuesPayment;
  dues_publication: DuesPublication;
  dues_relief: DuesRelief;
  dues_treasurer: DuesTreasurer;
  election: Election;
  election_candidate: ElectionCandidate;
  election_count: ElectionCount;
  election_roll: ElectionRoll;
  exam: Exam;
  exam_appeal: ExamAppeal;
  exam_attempt: ExamAttempt;
  exam_entry: ExamEntry;
  exam_helper: ExamHelper;
  exam_item: ExamItem;
  exam_mark: ExamMark;
  exam_reading: ExamReading;
  exam_sitting: ExamSitting;
  family_member: FamilyMember;
  file: File;
  file_reading: FileReading;
  hardship: Hardship;
  holiday: Holiday;
  holiday_year: HolidayYear;
  idempotency: Idempotency;
  import_batch: ImportBatch;
  import_memory: ImportMemory;
  import_row: ImportRow;
  inflow: Inflow;
  inflow_guest: InflowGuest;
  inflow_word: InflowWord;
  job: Job;
  letter_signer: LetterSigner;
  lost_contact: LostContact;
  meeting: Meeting;
  meeting_amendment: MeetingAmendment;
  meeting_guest: MeetingGuest;
  meeting_invitee: MeetingInvitee;
  meeting_material: MeetingMaterial;
  meeting_resolution: MeetingResolution;
  meeting_task: MeetingTask;
  membership: Membership;
  notice: Notice;
  notice_address: NoticeAddress;
  notice_delivery: NoticeDelivery;
  notice_setting: NoticeSetting;
  open311_key: Open311Key;
  open311_request: Open311Request;
  organisation: Organisation;
  organisation_event: OrganisationEvent;
  organisation_period: OrganisationPeriod;
  outbox: Outbox;
  outflow: Outflow;
  outflow_contact: OutflowContact;
  package: Package;
  package_entry: PackageEntry;
  package_run: PackageRun;
  person: Person;
  portal_foot: PortalFoot;
  post_holding: PostHolding;
  practice_right: PracticeRight;
  practice_run: PracticeRun;
  public_contact: PublicContact;
  published_answer: PublishedAnswer;
  published_article: PublishedArticle;
  published_change: PublishedChange;
  published_image: PublishedImage;
  publishing_column: PublishingColumn;
  recall_answer: RecallAnswer;
  recall_card: RecallCard;
  recall_choice: RecallChoice;
  recall_told: RecallTold;
  request_ask: RequestAsk;
  request_category: RequestCategory;
  request_draw: RequestDraw;
  request_draw_item: RequestDrawItem;
  request_duty: RequestDuty;
  request_form: RequestForm;
  request_holding: RequestHolding;
  request_issue: RequestIssue;
  request_kind: RequestKind;
  request_mark: RequestMark;
  request_model: RequestModel;
  request_pause: RequestPause;
  request_rating: RequestRating;
  request_rating_message: RequestRatingMessage;
  request_record: RequestRecord;
  request_return: RequestReturn;
  request_review: RequestReview;
  request_task: RequestTask;
  request_template: RequestTemplate;
  request_tie: RequestTie;
  resident: Resident;
  reward: Reward;
  role_grant: RoleGrant;
  sanction: Sanction;
  saved_filter: SavedFilter;
  service_offer: ServiceOffer;
  service_request: ServiceRequest;
  service_request_entry: ServiceRequestEntry;
  service_request_photo: ServiceRequestPhoto;
  session: Session;
  standing_change: StandingChange;
  study_certificate: StudyCertificate;
  study_class: StudyClass;
  study_class_session: StudyClassSession;
  study_contribution: StudyContribution;
  study_course_effect: StudyCourseEffect;
  study_enrolment: StudyEnrolment;
  study_learnt: StudyLearnt;
  study_missed: StudyMissed;
  study_need: StudyNeed;
  study_need_paper: StudyNeedPaper;
  study_plan: StudyPlan;
  study_plan_line: StudyPlanLine;
  study_roll: StudyRoll;
  study_session: StudySession;
  study_tally: StudyTally;
  study_topic: StudyTopic;
  talk: Talk;
  talk_hours: TalkHours;
  talk_message: TalkMessage;
  term: Term;
  todo_handover: TodoHandover;
  training_record: TrainingRecord;
  transfer: Transfer;
  transfer_event: TransferEvent;
  unit_transfer: UnitTransfer;
  wish: Wish;
  wish_entry: WishEntry;
  wish_helper: WishHelper;
  xapi_activity: XapiActivity;
  xapi_attachment: XapiAttachment;
  xapi_client: XapiClient;
  xapi_document: XapiDocument;
  xapi_learner: XapiLearner;
  xapi_statement: XapiStatement;
}

export const admissionExtraValues = [
  'thoughtReport',
  'contactTalk',
  'publicAdmission',
  'publicConversion',
  'autobiography',
  'defence',
] as const;

export const admissionOutcomeValues = [
  'done',
  'passed',
  'refused',
  'extended',
  'cancelled',
] as const;

export const admissionPaperKindValues = [
  'applicationLetter',
  'talkRecord',
  'recommendation',
  'activistFiling',
  'cultivationRegister',
  'candidateRequest',
  'candidateNotice',
  'noticeResult',
  'vettingConclusion',
  'trainingRecord',
  'committeeReview',
  'precheckOpinion',
  'applicationBook',
  'admissionResolution',
  'superiorTalk',
  'approvalReply',
  'admissionNotice',
  'admissionFiling',
  'probationRegister',
  'conversionRequest',
  'conversionResolution',
  'conversionReply',
  'archiveList',
] as const;

export const admissionStageValues = [
  'applicant',
  'activist',
  'candidate',
  'probationary',
  'full',
] as const;

export const admissionStateValues = [
  'open',
  'finished',
  'withdrawn',
  'vetting_stopped',
  'rejected',
  'probation_cancelled',
  'not_recognised',
  'moved_away',
] as const;

export const admissionStepValues = [
  'application',
  'talk',
  'activist',
  'activistFiling',
  'contacts',
  'cultivation',
  'candidate',
  'candidateConsent',
  'introducers',
  'vetting',
  'training',
  'committeeReview',
  'precheck',
  'applicationBook',
  'admissionMeeting',
  'superiorTalk',
  'approval',
  'filing',
  'assignment',
  'oath',
  'probationInspection',
  'conversionRequest',
  'conversionMeeting',
  'conversionApproval',
  'archive',
] as const;

export const appraisalGradeValues = [
  'excellent',
  'qualified',
  'basic',
  'unqualified',
] as const;

export const appraisalPartValues = [
  'graded',
  'ungraded',
  'excused',
] as const;

export const appraisalStateValues = [
  'running',
  'graded',
  'closed',
  'cancelled',
] as const;

export const approvalStateValues = [
  'waiting',
  'approved',
  'refused',
  'withdrawn',
  'expired',
] as const;

export const articleHandKindValues = [
  'propose',
  'review',
  'publish',
] as const;

export const articleStateValues = [
  'draft',
  'review',
  'approved',
  'published',
  'withdrawn',
] as const;

export const articleStepKindValues = [
  'propose',
  'return',
  'approve',
  'publish',
  'withdraw',
] as const;

export const attendanceValues = [
  'present',
  'absent',
  'excused',
] as const;

export const attendanceSourceValues = [
  'code',
  'tap',
  'late',
  'chair',
] as const;

export const bankImportStateValues = [
  'reading',
  'preview',
  'committed',
  'undone',
  'failed',
  'cancelled',
] as const;

export const bankKindValues = [
  'single',
  'multiple',
  'judge',
  'blank',
  'short',
] as const;

export const bankRowStateValues = [
  'ready',
  'fault',
  'same',
  'near',
  'skipped',
  'written',
  'kept',
] as const;

export const bankStateValues = [
  'draft',
  'review',
  'published',
  'retired',
] as const;

export const bulkStateValues = [
  'draft',
  'waiting',
  'done',
  'undone',
] as const;

export const callOutcomeValues = [
  'rated',
  'not_reached',
  'declined',
] as const;

export const careSourceValues = [
  'facts',
  'noted',
] as const;

export const careVisitStateValues = [
  'planned',
  'done',
  'cancelled',
] as const;

export const columnKindValues = [
  'news',
  'notice',
] as const;

export const contactChannelValues = [
  'phone',
  'message',
  'visit',
  'meeting',
] as const;

export const correctionStateValues = [
  'waiting',
  'accepted',
  'refused',
  'withdrawn',
] as const;

export const courseDoneStateValues = [
  'asked',
  'done',
  'returned',
] as const;

export const courseFileKindValues = [
  'document',
  'slides',
  'video',
  'captions',
  'picture',
  'package',
] as const;

export const courseStateValues = [
  'draft',
  'review',
  'published',
  'withdrawn',
] as const;

export const courseStepKindValues = [
  'propose',
  'return',
  'publish',
  'withdraw',
  'take_back',
] as const;

export const deliveryStateValues = [
  'queued',
  'held',
  'sent',
  'delivered',
  'failed',
  'suppressed',
  'unknown',
] as const;

export const drillKeyValues = [
  'roster',
  'transfer',
  'request',
  'withdrawal',
] as const;

export const duesAccountValues = [
  'cash',
  'bank',
  'dues',
  'voluntary',
  'forwardable',
  'forwarded',
  'allocation',
  'interest',
  'remittance',
  'spending',
  'opening',
] as const;

export const duesKindValues = [
  'wage',
  'annual_salary',
  'self_employed',
  'pensioner',
  'farmer',
  'student',
  'unemployed',
  'dependent',
] as const;

export const duesMethodValues = [
  'cash',
  'transfer',
] as const;

export const duesPurposeValues = [
  'regular',
  'voluntary',
  'forwarded',
] as const;

export const duesUseValues = [
  'training',
  'materials',
  'commendation',
  'hardship',
  'disaster',
] as const;

export const electionStateValues = [
  'planned',
  'held',
  'closed',
  'cancelled',
] as const;

export const examChannelValues = [
  'phone',
  'paper',
] as const;

export const examKindValues = [
  'practice',
  'check',
  'formal',
] as const;

export const examStateValues = [
  'draft',
  'published',
  'released',
  'withdrawn',
] as const;

export const exportRecipientValues = [
  'own',
  'superior',
  'department',
  'national',
  'other',
] as const;

export const handoverEndValues = [
  'taken_back',
  'given_back',
  'over',
  'left',
] as const;

export const holidayKindValues = [
  'holiday',
  'workday',
] as const;

export const importRowKindValues = [
  'new',
  'changed',
  'unchanged',
  'error',
  'duplicate',
  'skipped',
] as const;

export const importStateValues = [
  'uploaded',
  'reading',
  'mapping',
  'preview',
  'committing',
  'committed',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const;

export const inviteeResponseValues = [
  'none',
  'signed_up',
  'waiting',
  'declined',
] as const;

export const jobStateValues = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;

export const meetingGuestKindValues = [
  'mobile',
  'attending',
] as const;

export const meetingMaterialKindValues = [
  'paper',
  'sheet',
  'photo',
  'other',
] as const;

export const meetingStateValues = [
  'planned',
  'held',
  'closed',
  'cancelled',
] as const;

export const meetingTypeValues = [
  'members_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lesson',
  'party_day',
  'organisation_life',
  'appraisal',
  'heart_talk',
  'volunteer',
  'other',
] as const;

export const memberCategoryValues = [
  'full',
  'probationary',
] as const;

export const noticeChannelValues = [
  'in_app',
  'email',
  'sms',
  'wecom',
  'dingtalk',
] as const;

export const organisationEventKindValues = [
  'created',
  'renamed',
  'moved',
  'merged',
  'abolished',
  'changed',
] as const;

export const organisationTypeValues = [
  'county_committee',
  'county_department',
  'discipline_commission',
  'party_school',
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
  'government_department',
  'township_government',
  'village',
  'community',
  'unit',
  'grid',
] as const;

export const practiceStateValues = [
  'open',
  'passed',
  'failed',
  'given_up',
] as const;

export const publishedAnswerStateValues = [
  'proposed',
  'returned',
  'published',
  'withdrawn',
] as const;

export const ratingChannelValues = [
  'portal',
  'callback',
] as const;

export const ratingMessageStateValues = [
  'sending',
  'sent',
  'later',
  'refused',
] as const;

export const requestAskKindValues = [
  'extension',
  'petition',
] as const;

export const requestAskStateValues = [
  'asked',
  'granted',
  'denied',
  'dropped',
] as const;

export const requestChannelValues = [
  'portal',
  'assisted',
  'phone',
  'paper',
  'email',
  'open311',
] as const;

export const requestDutyLevelValues = [
  'unit',
  'place',
  'above',
] as const;

export const requestEntryKindValues = [
  'received',
  'assigned',
  'taken',
  'answered',
  'refused',
  'accepted',
  'reopened',
  'sorted',
  'paused',
  'resumed',
  'term_asked',
  'extended',
  'petitioned',
  'term_denied',
  'overdue',
  'lapsed',
  'review_asked',
  'upheld',
  'annulled',
  'consulted',
  'disputed',
  'settled',
  'talked',
  'photos',
] as const;

export const requestGradeValues = [
  'very_satisfied',
  'satisfied',
  'fair',
  'dissatisfied',
  'very_dissatisfied',
] as const;

export const requestGroundValues = [
  'foreign',
  'legal_way',
  'not_possible',
  'repeated',
] as const;

export const requestProcedureValues = [
  'ordinary',
  'petition',
] as const;

export const requestRecordKindValues = [
  'note',
  'visit',
  'call',
] as const;

export const requestReturnStateValues = [
  'open',
  'granted',
  'kept',
] as const;

export const requestReviewOutcomeValues = [
  'upheld',
  'annulled',
] as const;

export const requestRouteValues = [
  'place',
  'above',
  'assigned',
  'duty',
] as const;

export const requestStateValues = [
  'received',
  'assigned',
  'taken',
  'answered',
  'reopened',
  'closed',
  'refused',
] as const;

export const requestTaskStateValues = [
  'open',
  'answered',
  'withdrawn',
] as const;

export const requestTemplateActValues = [
  'answer',
  'refuse',
  'assign',
  'return',
] as const;

export const requestTermValues = [
  'ordinary',
  'question',
] as const;

export const requestTreatmentValues = [
  'handle',
  'thank',
  'divert',
] as const;

export const resolutionVoteValues = [
  'branch',
  'committee',
  'none',
] as const;

export const roleKeyValues = [
  'county_officer',
  'township_worker',
  'branch_secretary',
  'organisation_member',
  'member',
  'probationary',
  'applicant',
  'resident',
  'department_handler',
  'discipline_officer',
  'publisher',
  'reviewer',
  'party_school',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;

export const studyAudienceValues = [
  'member',
  'leader',
  'new_secretary',
  'probationary',
] as const;

export const studyClassStateValues = [
  'open',
  'ended',
  'cancelled',
] as const;

export const studyEnrolmentStateValues = [
  'enrolled',
  'waiting',
  'withdrawn',
] as const;

export const studyLearntKindValues = [
  'answered',
  'discussed',
] as const;

export const studyPartValues = [
  'day',
  'morning',
  'afternoon',
] as const;

export const studyPlanStateValues = [
  'draft',
  'issued',
  'ended',
] as const;

export const studyVerdictValues = [
  'helps',
  'unclear',
  'no_help',
  'few',
] as const;

export const talkKindValues = [
  'request',
  'member',
] as const;

export const talkSideValues = [
  'asker',
  'unit',
] as const;

export const talkWhatValues = [
  'said',
  'attended',
  'handed',
] as const;

export const transferKindValues = [
  'within_committee',
  'within_county',
  'within_city',
  'within_province',
  'cross_province',
  'other_system',
  'graduate',
  'whole_unit',
  'certificate',
  'abroad',
] as const;

export const transferStateValues = [
  'draft',
  'submitted',
  'out_branch_ok',
  'out_committee_ok',
  'in_committee_ok',
  'in_branch_accepted',
  'receipt_returned',
  'rejected',
  'expired',
  'recalled',
  'lost_reissued',
  'concluded',
] as const;

export const transferWayValues = [
  'short',
  'county',
  'leaving',
  'arriving',
  'certificate',
  'abroad',
] as const;

export const wishEntryKindValues = [
  'received',
  'listed',
  'claimed',
  'released',
  'done',
  'confirmed',
  'not_yet',
  'refused',
  'withdrawn',
] as const;

export const wishHelperStateValues = [
  'asked',
  'agreed',
  'declined',
  'stated',
  'confirmed',
] as const;

export const wishStateValues = [
  'received',
  'listed',
  'claimed',
  'done',
  'confirmed',
  'refused',
  'withdrawn',
] as const;
