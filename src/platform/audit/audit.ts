import { sql } from 'kysely';
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

/**
 * The id of an event that a set-based statement writes: a UUIDv7 as `newId` makes them. The chain finds new events, and
 * histories sort, by the time that an id begins with.
 */
export const eventId = sql<string>`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`;
