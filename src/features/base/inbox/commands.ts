import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAccount } from './access.ts';

export interface NoticeDraft {
  /** Its text is `notice.<kind>`. */
  readonly kind: string;
  /** The matter and its stage: whoever has been told of it is not told again. */
  readonly key: string;
  /** Ids of people; those without an account are left out. */
  readonly people: readonly string[];
  /** Path of the organisation that it is about. */
  readonly path: string;
  /** Path of the page: '/meetings/<id>'. */
  readonly link: string;
  /** Names of organisations and subjects. Never personal data: it may leave the platform. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Cannot be switched off and does not wait for the morning. */
  readonly statutory?: boolean;
}

/** So many notices travel in one event. */
const batch = 500;

const fileSome = async (tx: Tx, notice: NoticeDraft, people: readonly string[]): Promise<void> => {
  const ids = people.map(() => newId());
  const { rows } = await sql<{ notice: string; account: string }>`
    select notice, account from file_notices(${ids}::uuid[], ${people}::uuid[], ${notice.kind}, ${notice.key},
      ${JSON.stringify(notice.params)}::jsonb, ${notice.link}, ${notice.path}, ${notice.statutory === true})`.execute(
    tx,
  );
  if (rows.length === 0) return;
  for (const { account } of rows) touch(tx, 'notices', { account });
  emit(tx, { kind: 'notice.filed', payload: { notices: rows.map((row) => row.notice) } });
};

/**
 * Tells people something, in the transaction of what happened: it is told if and only if that is committed. Whoever has a
 * notice of this key already is not told again.
 */
export const notify = async (tx: Tx, notice: NoticeDraft): Promise<void> => {
  const people = [...new Set(notice.people)];
  for (let from = 0; from < people.length; from += batch) await fileSome(tx, notice, people.slice(from, from + batch));
};

/** The matter of a key is over: its notices ask for nothing any more, and what has not gone out stays here. */
export const endNotices = async (tx: Tx, key: string): Promise<void> => {
  const { rows } = await sql<{ account: string }>`select end_notices(${key}) as account`.execute(tx);
  for (const { account } of rows) touch(tx, 'notices', { account });
};

/** @throws AppError not_found */
export const markRead = async (tx: Tx, scope: Scope, id: string, now: Date): Promise<void> => {
  const account = ownAccount(scope);
  const row = await tx
    .updateTable('notice')
    .set((e) => ({ read_at: e.fn.coalesce('read_at', sql<string>`${now.toISOString()}::timestamptz`) }))
    .where('id', '=', id)
    .where('account_id', '=', account)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw notFound();
  // Which notice was read, and when, is nobody else's business: the event names neither.
  audit(tx, { action: 'notices.read', entity: 'notice', entityId: null, path: scope.path });
  touch(tx, 'notices', { account });
};

export const markAllRead = async (tx: Tx, scope: Scope, now: Date): Promise<number> => {
  const account = ownAccount(scope);
  const { numUpdatedRows } = await tx
    .updateTable('notice')
    .set({ read_at: now.toISOString() })
    .where('account_id', '=', account)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  audit(tx, { action: 'notices.readAll', entity: 'notice', entityId: null, path: scope.path });
  touch(tx, 'notices', { account });
  return Number(numUpdatedRows);
};
