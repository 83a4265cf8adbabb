import { memberCounts, memberList } from '#features/base/members/contract.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { contradictionList } from '../../checking/contract.ts';
import { caseById, caseList } from '../../contract.ts';
import { admissionRefusals } from '../../messages.ts';
import { casePapers } from '../../papers/contract.ts';
import { quotaCases, quotaList, quotaOfCase } from '../../quotas/contract.ts';

export const problemTexts = { ...fileProblemTexts, ...memberRefusalTexts, ...admissionRefusals };
/** What shows other things once a case has changed: an approval changes the roster. */
export const touched = [
  caseList,
  caseById,
  contradictionList,
  casePapers,
  quotaList,
  quotaCases,
  quotaOfCase,
  memberList,
  memberCounts,
] as const;
