import { memberCounts, memberList } from '#features/base/members/contract.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { caseById, caseList } from '../../contract.ts';
import { admissionRefusals } from '../../messages.ts';

export const problemTexts = { ...fileProblemTexts, ...memberRefusalTexts, ...admissionRefusals };
/** What shows other things once a case has changed: an approval changes the roster. */
export const touched = [caseList, caseById, memberList, memberCounts] as const;
