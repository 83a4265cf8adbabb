import { accountPages } from '#features/base/accounts/web/index.ts';
import { approvalPages } from '#features/base/approvals/web/index.ts';
import { inboxPages } from '#features/base/inbox/web/index.ts';
import { jobPages } from '#features/base/jobs/web/index.ts';
import { memberPages } from '#features/base/members/web/index.ts';
import { importPages } from '#features/base/members/import/web/index.ts';
import { ownPages } from '#features/base/members/own/web/index.ts';
import { organisationPages } from '#features/base/organisations/web/index.ts';
import { rulePages } from '#features/base/rules/web/index.ts';
import { dutyPages } from '#features/management/duties/web/index.ts';
import { meetingPages } from '#features/management/meetings/web/index.ts';
import { duesPages } from '#features/management/dues/web/index.ts';
import { outflowPages } from '#features/management/outflow/web/index.ts';
import { transferPages } from '#features/management/transfers/web/index.ts';
import { appraisalPages } from '#features/management/appraisals/web/index.ts';
import { electionPages } from '#features/management/elections/web/index.ts';
import { burdenPages } from '#features/insight/burden/web/index.ts';
import { exchangePages } from '#features/insight/exchange/web/index.ts';
import { coursePages } from '#features/education/courses/web/index.ts';
import { examPages } from '#features/education/exams/web/index.ts';
import { publishingPages } from '#features/insight/publishing/web/index.ts';
import { bankPages } from '#features/education/bank/web/index.ts';
import { recallPages } from '#features/education/recall/web/index.ts';
import { admissionPages } from '#features/management/admission/web/index.ts';
import { talkPages } from '#features/service/talks/web/index.ts';
import { requestPages } from '#features/service/requests/web/index.ts';
import { carePages } from '#features/service/care/web/index.ts';
import { wishPages } from '#features/service/wishes/web/index.ts';
import { studyPages } from '#features/education/study/web/index.ts';
import { recordsPages } from '#features/education/records/web/index.ts';
import type { Words } from '#ui/words.tsx';
import type { LiveTable } from '#webkit/live.ts';
import type { FeaturePages } from '#webkit/router.tsx';

/** Every feature that has pages on the phone, live keys or to-dos; the office's pages are named in `office/features.ts`. */
export const features: readonly FeaturePages[] = [
  inboxPages,
  organisationPages,
  importPages,
  memberPages,
  ownPages,
  rulePages,
  jobPages,
  accountPages,
  approvalPages,
  dutyPages,
  meetingPages,
  duesPages,
  transferPages,
  outflowPages,
  electionPages,
  burdenPages,
  appraisalPages,
  admissionPages,
  talkPages,
  requestPages,
  exchangePages,
  wishPages,
  carePages,
  publishingPages,
  bankPages,
  coursePages,
  examPages,
  studyPages,
  recordsPages,
  recallPages,
];

/** Texts of to-dos, which the phone's first page shows; all the others stand in `words.ts`. */
export const firstWords: Words = Object.assign({}, ...features.map((feature) => feature.words ?? {}));

/** The live tables of all features, fetched once the first page stands. */
export const liveTables = async (): Promise<LiveTable[]> =>
  Promise.all(features.flatMap((feature) => feature.live ?? []).map(async (load) => (await load()).live));
