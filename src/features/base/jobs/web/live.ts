import type { LiveTable } from '#webkit/live.ts';
import { jobById, jobList } from '../contract.ts';

export const live: LiveTable = [
  { kind: 'jobs', touches: () => [jobList] },
  { kind: 'job', touches: (id) => [jobList, [jobById, { params: { id } }]] },
];
