import type { LiveTable } from '#webkit/live.ts';
import { electionById, electionList } from '../contract.ts';

export const live: LiveTable = [
  { kind: 'elections', touches: () => [electionList] },
  { kind: 'election', touches: (id) => [[electionById, { params: { id } }]] },
];
