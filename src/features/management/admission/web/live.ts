import type { LiveTable } from '#webkit/live.ts';
import { contradictionList } from '../checking/contract.ts';
import { caseById, caseList, extraSettings, ownAdmission } from '../contract.ts';
import { casePapers } from '../papers/contract.ts';
import { templateList } from '../papers/templates/contract.ts';
import { quotaCases, quotaList, quotaOfCase } from '../quotas/contract.ts';

export const live: LiveTable = [
  {
    kind: 'admission',
    // A step that is recorded leaves papers behind, and a meeting uses a place of the quota.
    touches: () => [
      caseList,
      caseById,
      extraSettings,
      ownAdmission,
      contradictionList,
      casePapers,
      quotaList,
      quotaCases,
      quotaOfCase,
    ],
  },
  { kind: 'admission_templates', touches: () => [templateList] },
  { kind: 'admission_quotas', touches: () => [quotaList, quotaOfCase] },
];
