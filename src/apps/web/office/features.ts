import { accountOffice } from '#features/base/accounts/web/office.ts';
import { approvalOffice } from '#features/base/approvals/web/office.ts';
import { auditOffice } from '#features/base/audit/web/office.ts';
import { inboxOffice } from '#features/base/inbox/web/office.ts';
import { jobOffice } from '#features/base/jobs/web/office.ts';
import { keyOffice } from '#features/base/keys/web/office.ts';
import { importOffice } from '#features/base/members/import/web/office.ts';
import { memberOffice } from '#features/base/members/web/office.ts';
import { organisationOffice } from '#features/base/organisations/web/office.ts';
import { ruleOffice } from '#features/base/rules/web/office.ts';
import { burdenOffice } from '#features/insight/burden/web/office.ts';
import { recordsOffice } from '#features/education/records/web/office.ts';
import { exchangeOffice } from '#features/insight/exchange/web/office.ts';
import { courseOffice } from '#features/education/courses/web/office.ts';
import { publishingOffice } from '#features/insight/publishing/web/office.ts';
import { bankOffice } from '#features/education/bank/web/office.ts';
import { recallOffice } from '#features/education/recall/web/office.ts';
import { admissionOffice } from '#features/management/admission/web/office.ts';
import { appraisalOffice } from '#features/management/appraisals/web/office.ts';
import { duesOffice } from '#features/management/dues/web/office.ts';
import { dutyOffice } from '#features/management/duties/web/office.ts';
import { electionOffice } from '#features/management/elections/web/office.ts';
import { meetingOffice } from '#features/management/meetings/web/office.ts';
import { outflowOffice } from '#features/management/outflow/web/office.ts';
import { transferOffice } from '#features/management/transfers/web/office.ts';
import { practiceOffice } from '#features/education/practice/web/office.ts';
import { residentOffice } from '#features/service/residents/web/office.ts';
import { talkOffice } from '#features/service/talks/web/office.ts';
import { requestOffice } from '#features/service/requests/web/office.ts';
import { careOffice } from '#features/service/care/web/office.ts';
import { wishOffice } from '#features/service/wishes/web/office.ts';
import { examOffice } from '#features/education/exams/web/office.ts';
import { studyOffice } from '#features/education/study/web/office.ts';
import type { OfficePages } from '#webkit/router.tsx';

/** The office's pages of every feature, which the phone never fetches. What both shells need stands in `../features.ts`. */
export const offices: readonly OfficePages[] = [
  inboxOffice,
  organisationOffice,
  importOffice,
  memberOffice,
  ruleOffice,
  jobOffice,
  accountOffice,
  approvalOffice,
  auditOffice,
  keyOffice,
  dutyOffice,
  meetingOffice,
  duesOffice,
  transferOffice,
  outflowOffice,
  electionOffice,
  burdenOffice,
  appraisalOffice,
  admissionOffice,
  talkOffice,
  requestOffice,
  residentOffice,
  exchangeOffice,
  recordsOffice,
  wishOffice,
  careOffice,
  publishingOffice,
  bankOffice,
  courseOffice,
  examOffice,
  studyOffice,
  practiceOffice,
  recallOffice,
];
