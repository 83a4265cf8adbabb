import type { LiveTable } from '#webkit/live.ts';
import { contributionList } from '../contributions/contract.ts';
import { ownEvidence } from '../evidence/contract.ts';

export const live: LiveTable = [{ kind: 'contributions', touches: () => [contributionList, ownEvidence] }];
