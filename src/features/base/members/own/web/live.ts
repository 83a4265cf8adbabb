import type { LiveTable } from '#webkit/live.ts';
import { ownCorrections } from '../../corrections/contract.ts';
import { ownBranch, ownFile, ownHistory, ownValues } from '../contract.ts';

export const live: LiveTable = [
  { kind: 'corrections', touches: () => [ownCorrections] },
  { kind: 'member', touches: () => [ownFile, ownValues, ownHistory] },
  { kind: 'members', touches: () => [ownFile, ownBranch] },
  { kind: 'organisations', touches: () => [ownBranch] },
];
