/**
 * The field catalogue: every column of the platform that holds something about a person is declared here once. Masks, exports,
 * search, exchange and the check on row-level security derive from it; a test compares it with the migrated database.
 * `key` is the camelCase name of the column and the name on the wire.
 */
import { basis, keeping, keepingRules, purpose, receivers, truth } from './packs/catalogue-words.ts';
import type { Field, FieldKind, MaskKind, Reader, Secrecy } from './packs/field.ts';
import { type FieldKey, fileFields, type FileField, membershipFields, personFields } from './packs/file-fields.ts';
import { accountFields, recordFields } from './packs/record-fields.ts';

export {
  accountFields,
  basis,
  keeping,
  keepingRules,
  membershipFields,
  personFields,
  purpose,
  receivers,
  recordFields,
  truth,
};
export type { Field, FieldKind, MaskKind, Reader, Secrecy };

// What a file holds stands apart: the phone's first page reads it, and not what records and accounts hold.
export { fileFields };
export type { FieldKey, FileField, MembershipKey, PersonKey } from './packs/file-fields.ts';

export const catalogue: readonly Field[] = [...fileFields, ...recordFields, ...accountFields];

const byKey = new Map<string, FileField>(fileFields.map((field) => [field.key, field]));
export const isFieldKey = (key: string): key is FieldKey => byKey.has(key);
/** The declaration of a field of the file. Throws on a key that is not declared: that is a fault of the program. */
export const fieldOf = (key: FieldKey): FileField => {
  const field = byKey.get(key);
  if (!field) throw new Error(`undeclared field ${key}`);
  return field;
};

/** The declared fields of one table, for records, exports and the comparison with the database. */
export const fieldsOfTable = (table: string): readonly Field[] => catalogue.filter((field) => field.table === table);

/** The sixteen items of the national form, in its order; item 12 has the mobile phone only. */
export const nationalForm: readonly FileField[] = fileFields
  .filter((f) => f.nationalForm !== undefined)
  .toSorted((a, b) => (a.nationalForm ?? 0) - (b.nationalForm ?? 0));

export const isSeenBy = (field: Field, reader: Reader): boolean => field.seenBy.includes(reader);

/** Columns of the tables above that repeat a declared field in a searchable form, and the field they repeat. */
export const derivedColumns: Readonly<Record<string, string>> = {
  'person.pinyin': 'person.name',
  'person.initials': 'person.name',
  'person.id_number_hash': 'person.id_number',
  'person.id_tail_hash': 'person.id_number',
  'person.phone_hash': 'person.phone',
  'person.phone_tail_hash': 'person.phone',
  'import_row.id_number_hash': 'import_row.sealed',
};

/** Columns that say nothing about a person: keys, scope, versions, states of a row, and credentials that no reply may carry. */
export const technicalColumns: readonly string[] = [
  'id',
  'person_id',
  'account_id',
  'org_path',
  'key_id',
  'version',
  'batch_id',
  'created_at',
  'updated_at',
  'voided_at',
  'merged_into_id',
  'state',
  'asked_at',
  'decided_by',
  'decided_at',
  'password_hash',
  'password_set_at',
  'must_set_password',
  'totp_secret',
  'totp_key_id',
  'totp_confirmed_at',
  'totp_last_step',
  'failures',
  'post_holding_id',
  'granted_by',
  'ended_at',
  'token_hash',
  'grant_id',
  'factor',
  'expires_at',
];

/** The same in one table only: names that would say something about a person elsewhere. */
export const technicalColumnsOf: Readonly<Record<string, readonly string[]>> = {
  account: ['factor_failures', 'factor_failed_at', 'password_issued_at'],
  dues_relief: ['approval_id'],
  dues_payment: ['receipt_year', 'receipt_no'],
  dues_bank_line: ['organisation_id', 'line_key', 'entry_id', 'matched_at'],
  bulk_change: ['people', 'unchanged', 'approval_id', 'done_at', 'undone_at'],
  bulk_item: ['bulk_id'],
  election_roll: ['election_id'],
  election_candidate: ['election_id'],
  appraisal_person: ['appraisal_id'],
  appraisal_tally_line: ['appraisal_id'],
  appraisal_follow_up: ['appraisal_id'],
  exam_attempt: ['exam_id', 'home_path', 'channel', 'code', 'form', 'seed', 'slot_at', 'ends_at', 'marked_at', 'most'],
  exam_sitting: ['attempt_id', 'n', 'last_seq', 'head', 'opened_at'],
  exam_entry: ['attempt_id', 'sitting', 'seq', 'received_at', 'mac'],
  exam_mark: ['attempt_id', 'exam_id', 'item'],
  exam_reading: ['attempt_id', 'item', 'reader_id', 'at'],
  exam_appeal: ['attempt_id', 'item', 'made_at'],
  import_batch: [
    'organisation_id',
    'file_id',
    'size',
    'reading',
    'job_id',
    'mapping',
    'sheets',
    'branches',
    'counts',
    'error',
    'approval_id',
    'uploaded_at',
    'committed_at',
    'undone_at',
    'kept',
    'cleared_at',
  ],
  service_request: [
    'treatment',
    'code_hash',
    'unit_id',
    'unit_since',
    'routed',
    'came_from_id',
    'clock_from',
    'plain_due_on',
    'reopened',
    'resident_id',
    'routed_reason',
    'taken_on',
    'clock_round',
    'escalated_to_id',
    'escalated_on',
    'near_told_for',
    'over_told_for',
    'lapsed',
    'review_unit_id',
  ],
  resident: ['phone_hash', 'desk_id', 'epoch'],
  request_holding: ['request_id', 'unit_id', 'since', 'is_first', 'due_on'],
  request_mark: ['request_id', 'unit_id', 'by_id', 'marked_on', 'withdrawn_on', 'withdrawn_by'],
  request_rating: ['request_id', 'channel', 'unit_id', 'rated_at'],
  request_rating_message: ['request_id', 'code_hash'],
  request_draw_item: ['draw_id', 'request_id', 'place', 'called_on'],
  service_request_entry: ['request_id', 'unit_id', 'kind', 'at'],
  published_answer: [
    'request_id',
    'unit_name',
    'state',
    'words',
    'proposed_by',
    'proposed_at',
    'reviewed_by',
    'reviewed_at',
  ],
  wish: ['code_hash', 'unit_id', 'doer_id', 'public_words', 'listed_on', 'claimed_on', 'done_on', 'ended_on'],
  wish_entry: ['wish_id', 'unit_id', 'kind', 'at'],
  wish_helper: ['wish_id', 'wisher_id'],
  course_taking: ['course_id', 'edition'],
  course_done: ['course_id', 'unit_id', 'edition'],
  course_post: ['course_id', 'unit_id', 'at', 'removed_at'],
  package_run: ['package_id', 'unit_id', 'part', 'launch', 'fetched'],
  course_attempt: ['course_id', 'unit_id', 'edition', 'items', 'at'],
  study_enrolment: ['class_id', 'to_path'],
  study_roll: ['session_id', 'class_id', 'to_path'],
  study_certificate: ['class_id', 'to_path'],
  study_need: ['paper_id'],
  study_need_paper: ['code', 'printing_id'],
  xapi_learner: ['key_hash'],
  xapi_statement: ['client_id', 'position', 'actor', 'agents', 'all_agents', 'registration', 'target_id', 'voids'],
  xapi_attachment: ['statement_id', 'client_id', 'digest'],
  xapi_document: ['client_id', 'kind', 'agent', 'registration', 'etag'],
  recall_card: ['line_id', 'phase'],
  recall_answer: ['line_id', 'item_id'],
  study_contribution: ['unit_id', 'signer_id'],
  care_visit: ['case_id'],
  care_amount: ['visit_id'],
  request_issue: ['request_id', 'round', 'position', 'aside'],
  request_record: ['request_id', 'unit_id', 'at'],
  request_task: ['request_id', 'to_path', 'from_unit_id', 'unit_id', 'due_on', 'asked_at', 'ended_at'],
  request_return: ['request_id', 'unit_id', 'proposed_id', 'reviewer_id', 'designated_id', 'asked_on', 'decided_on'],
  request_tie: ['request_id', 'group_id', 'at'],
  talk: [
    'kind',
    'request_id',
    'request_state',
    'last_seq',
    'said_at',
    'waiting_since',
    'promised_at',
    'attendant_id',
    'attended_at',
  ],
  talk_message: ['talk_id', 'seq', 'client_key', 'side', 'what', 'unit_id', 'at'],
  service_request_photo: ['request_id', 'width', 'height', 'size', 'at'],
  outflow_contact: ['outflow_id', 'recorder'],
  meeting_invitee: ['meeting_id', 'device_hash'],
  meeting_task: ['meeting_id', 'organisation_id', 'owner_person_id'],
  // Problems and warnings name fields, never values; `duplicates` and `decided_person_id` hold keys.
  import_row: [
    'reading',
    'seq',
    'sheet',
    'line',
    'hidden',
    'kind',
    'skipped_as',
    'branch_id',
    'membership_id',
    'person_version',
    'membership_version',
    'errors',
    'warnings',
    'mended',
    'duplicates',
    'decision',
    'decided_person_id',
    'kept',
  ],
};
