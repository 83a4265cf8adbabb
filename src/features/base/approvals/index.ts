export { approvalKind, type ApprovalKind } from './access.ts';
export { askApproval, useApproval, type Asked } from './commands.ts';
