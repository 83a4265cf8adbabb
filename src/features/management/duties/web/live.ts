import type { LiveTable } from '#webkit/live.ts';
import { dutiesOfOrganisation, dutyList, dutyOverview } from '../contract.ts';

const derived = [dutiesOfOrganisation, dutyList, dutyOverview];

/** Duties follow from meetings and from the structure: whatever changes one of them makes what was read old. */
export const live: LiveTable = [
  { kind: 'meetings', touches: () => derived },
  { kind: 'appraisals', touches: () => derived },
  { kind: 'organisations', touches: () => derived },
];
