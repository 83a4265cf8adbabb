import type { LiveTable } from '#webkit/live.ts';
import { bulkList } from '../bulk/contract.ts';
import { memberCounts, memberFile, memberHistory, memberList } from '../contract.ts';
import { correctionList } from '../corrections/contract.ts';
import { memberTotal } from '../totals/contract.ts';

export const live: LiveTable = [
  { kind: 'members', touches: () => [memberList, memberCounts, memberTotal] },
  { kind: 'member', touches: (id) => [[memberFile, { params: { id } }], memberHistory] },
  { kind: 'corrections', touches: () => [correctionList] },
  { kind: 'bulk', touches: () => [bulkList] },
];
