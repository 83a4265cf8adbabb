import type { LiveTable } from '#webkit/live.ts';
import { approvalById, approvalList, ownApprovals } from '../contract.ts';

export const live: LiveTable = [{ kind: 'approvals', touches: () => [approvalList, ownApprovals, approvalById] }];
