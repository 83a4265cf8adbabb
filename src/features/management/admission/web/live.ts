import type { LiveTable } from '#webkit/live.ts';
import { caseById, caseList, extraSettings, ownAdmission } from '../contract.ts';

export const live: LiveTable = [
  { kind: 'admission', touches: () => [caseList, caseById, extraSettings, ownAdmission] },
];
