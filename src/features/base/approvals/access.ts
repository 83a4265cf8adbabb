import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { covers, may } from '#platform/access/scope.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { SummaryLine } from './contract.ts';

export interface DecidedApproval {
  readonly id: string;
  readonly askedBy: string;
  readonly path: string;
}

/** An act that needs a second person. A feature declares each once, beside the command that it guards. */
export interface ApprovalKind<P> {
  /** `members.export`: unique. */
  readonly kind: string;
  /** What whoever decides must hold beside `approvals.decide`. */
  readonly permission: string;
  readonly payload: z.ZodType<P>;
  /** What the second person reads: counts and differences, no sensitive values. */
  readonly summary: (payload: P) => readonly SummaryLine[];
  /** The page that shows the whole of what the summary counts: open to whoever holds the permission in the act's range. */
  readonly link?: (payload: P) => string | null;
  /**
   * Does the act in the transaction of the approval, under the decider's scope. Without it the asker uses the
   * approval in a command of its own (`useApproval`).
   */
  readonly execute?: (tx: Tx, scope: Scope, payload: P, approval: DecidedApproval) => Promise<void>;
  /** What follows when the second person says no, in the same transaction. */
  readonly refuse?: (tx: Tx, payload: P, approval: DecidedApproval) => Promise<void>;
}

/** A kind whose payload comes back from the database. */
interface KnownKind {
  readonly permission: string;
  readonly link: (payload: unknown) => string | null;
  readonly execute: ((tx: Tx, scope: Scope, payload: unknown, approval: DecidedApproval) => Promise<void>) | undefined;
  readonly refuse: ((tx: Tx, payload: unknown, approval: DecidedApproval) => Promise<void>) | undefined;
}

const kinds = new Map<string, KnownKind>();

/** Declares a kind. @throws Error when two features use one name. */
export const approvalKind = <P>(kind: ApprovalKind<P>): ApprovalKind<P> => {
  if (kinds.has(kind.kind)) throw new Error(`two kinds of approval are called ${kind.kind}`);
  const { execute, refuse, link } = kind;
  kinds.set(kind.kind, {
    permission: kind.permission,
    // What was asked under a release before this one may look otherwise: it stands in the list without its link.
    link: (payload) => {
      const known = kind.payload.safeParse(payload);
      return known.success ? (link?.(known.data) ?? null) : null;
    },
    execute: execute && ((tx, scope, payload, approval) => execute(tx, scope, kind.payload.parse(payload), approval)),
    refuse: refuse && ((tx, payload, approval) => refuse(tx, kind.payload.parse(payload), approval)),
  });
  return kind;
};

export const kindOf = (kind: string): KnownKind | undefined => kinds.get(kind);

/** Kinds that the role may decide. */
export const decidableKinds = (scope: Scope): readonly string[] =>
  may(scope, 'approvals.decide')
    ? [...kinds].filter(([, kind]) => may(scope, kind.permission)).map(([name]) => name)
    : [];

/** Approvals in the range of the scope, and those that its account has asked for: the policy's own words. */
export const visibleApprovals = (db: Db, scope: Scope) =>
  db
    .selectFrom('approval as a')
    .where((e) =>
      e.or([
        e.and([e('a.org_path', '>=', scope.from), e('a.org_path', '<', scope.to)]),
        e('a.asked_by', '=', scope.accountId),
      ]),
    );

/** Whether this person may be the second one for an act of that kind filed under that path. */
export const decides = (scope: Scope, approval: { readonly kind: string; readonly path: string }): boolean => {
  const kind = kindOf(approval.kind);
  return (
    kind !== undefined && may(scope, 'approvals.decide') && may(scope, kind.permission) && covers(scope, approval.path)
  );
};
