import type { LiveTable } from '#webkit/live.ts';
import { appraisalById, appraisalList } from '../contract.ts';
import { appraisalAttention, appraisalOverview } from '../overview/contract.ts';
import { ownAppraisals } from '../own/contract.ts';

export const live: LiveTable = [
  { kind: 'appraisals', touches: () => [appraisalList, appraisalOverview, appraisalAttention] },
  { kind: 'appraisal', touches: (id) => [[appraisalById, { params: { id } }], ownAppraisals] },
];
