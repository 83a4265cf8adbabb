import type { approvalStates } from './contract.ts';

/** Hours that an act waits for its second person, and that an approved one may then be used. */
export const approvalHours = { decide: 72, use: 24 } as const;

export interface ApprovalFacts {
  readonly state: (typeof approvalStates)[number];
  readonly askedBy: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  /** Whether the kind leaves the act to the asker; otherwise it happens with the decision. */
  readonly usedByAsker: boolean;
}

export interface Looker {
  readonly accountId: string | null;
  /** Whether the permission to decide, and the range over the act's path, are there. */
  readonly decides: boolean;
}

/** What somebody may do with an approval now. The asker never decides, whatever the rank. */
export const approvalActs = (
  approval: ApprovalFacts,
  looker: Looker,
  now: Date,
): { readonly decide: boolean; readonly withdraw: boolean; readonly use: boolean } => {
  const open = Date.parse(approval.expiresAt) > now.getTime();
  const own = looker.accountId !== null && looker.accountId === approval.askedBy;
  const waiting = approval.state === 'waiting' && open;
  return {
    decide: waiting && !own && looker.decides,
    withdraw: waiting && own,
    use: own && open && approval.state === 'approved' && approval.usedAt === null && approval.usedByAsker,
  };
};
