import type { AuditEntry, OutboxEntry } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';

/** Notes what happened; the row is written with the transaction's own rows. */
export const audit = (tx: Tx, entry: AuditEntry): void => {
  tx.effects.audit.push(entry);
};

/** Tells the rest of the platform that something happened. Payloads carry keys, never personal data. */
export const emit = (tx: Tx, entry: OutboxEntry): void => {
  tx.effects.outbox.push(entry);
};

/** Pushes a key to the browsers that may see rows under `path`, or to one account's. The client refetches. */
export const touch = (tx: Tx, key: string, to: { readonly path: string } | { readonly account: string }): void => {
  emit(tx, { kind: 'live', payload: { key, ...to } });
};

/** Sessions whose rights may have changed ('*': everybody's) are asked for again on their next request, in every process. */
export const accessChanged = (tx: Tx, accountId: string): void => {
  emit(tx, { kind: 'access', payload: { account: accountId } });
};
