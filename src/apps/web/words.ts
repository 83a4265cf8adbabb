import { accountWords } from '#features/base/accounts/web/words.ts';
import { approvalWords } from '#features/base/approvals/web/words.ts';
import { auditWords } from '#features/base/audit/web/words.ts';
import { inboxWords } from '#features/base/inbox/web/words.ts';
import { keyWords } from '#features/base/keys/web/words.ts';
import { memberWords } from '#features/base/members/web/words.ts';
import { importWords } from '#features/base/members/import/web/words.ts';
import { ownWords } from '#features/base/members/own/web/words.ts';
import { ruleWords } from '#features/base/rules/web/words.ts';
import { dutyWords } from '#features/management/duties/web/words.ts';
import { meetingWords } from '#features/management/meetings/web/words.ts';
import { duesWords } from '#features/management/dues/web/words.ts';
import { outflowWords } from '#features/management/outflow/web/words.ts';
import { transferWords } from '#features/management/transfers/web/words.ts';
import { appraisalWords } from '#features/management/appraisals/web/words.ts';
import { electionWords } from '#features/management/elections/web/words.ts';
import { recordsWords } from '#features/education/records/web/words.ts';
import { exchangeWords } from '#features/insight/exchange/web/words.ts';
import { bankWordsOfCodes } from '#features/education/bank/web/words.ts';
import { recallWords } from '#features/education/recall/web/words.ts';
import { publishingWords } from '#features/insight/publishing/web/words.ts';
import { admissionWords } from '#features/management/admission/web/words.ts';
import { practiceWords } from '#features/education/practice/web/words.ts';
import { residentWords } from '#features/service/residents/web/words.ts';
import { talkWords } from '#features/service/talks/web/words.ts';
import { requestWords } from '#features/service/requests/web/words.ts';
import { careWords } from '#features/service/care/web/words.ts';
import { wishWords } from '#features/service/wishes/web/words.ts';
import { courseWords } from '#features/education/courses/web/words.ts';
import { examWords } from '#features/education/exams/web/words.ts';
import { studyWords } from '#features/education/study/web/words.ts';
import type { Words } from '#ui/words.tsx';
import { firstWords } from './features.ts';

/** Texts of the codes of all features, for pages that show another feature's codes; the phone fetches them beside its first page. */
export const words: Words = {
  ...firstWords,
  ...practiceWords,
  ...accountWords,
  ...approvalWords,
  ...auditWords,
  ...inboxWords,
  ...keyWords,
  ...memberWords,
  ...importWords,
  ...ownWords,
  ...ruleWords,
  ...dutyWords,
  ...meetingWords,
  ...duesWords,
  ...outflowWords,
  ...transferWords,
  ...appraisalWords,
  ...electionWords,
  ...exchangeWords,
  ...recordsWords,
  ...publishingWords,
  ...bankWordsOfCodes,
  ...recallWords,
  ...admissionWords,
  ...residentWords,
  ...talkWords,
  ...requestWords,
  ...careWords,
  ...wishWords,
  ...courseWords,
  ...examWords,
  ...studyWords,
};
