import type { LiveTable } from '#webkit/live.ts';
import { ownTransfers, transferById, transferList } from '../contract.ts';

export const live: LiveTable = [{ kind: 'transfers', touches: () => [transferList, transferById, ownTransfers] }];
