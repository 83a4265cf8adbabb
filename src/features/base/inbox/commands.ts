import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { KeptParams } from '#shared/text.ts';
import { ownAccount } from './access.ts';
import type { Keeper } from './keepers/queries.ts';

export interface NoticeDraft {
  /** Its text is `notice.<kind>`. */
  readonly kind: string;
  /** The matter and its stage: whoever has been told of it is not told again. */
  readonly key: string;
  /** Ids of people. Who has no account is told by SMS, where the file has a number. */
  readonly people: readonly string[];
  /** Staff, whether or not a member file stands behind their account: `keepers` finds them. */
  readonly staff?: readonly Pick<Keeper, 'account' | 'person'>[];
  /** Path of the organisation that it is about. */
  readonly path: string;
  /** Path of the page: '/meetings/<id>', in the shell where it exists; '/m/dues' where it is a page of the phone. */
  readonly link: string;
  /** Names of organisations and subjects. Never personal data: it may leave the platform. */
  readonly params: KeptParams;
  /** Cannot be switched off and does not wait for the morning. */
  readonly statutory?: boolean;
}

/** So many notices travel in one event. */
const batch = 500;

interface Told {
  readonly account: string | null;
}

const touchAll = (tx: Tx, rows: readonly Told[]): void => {
  for (const { account } of rows) if (account !== null) touch(tx, 'notices', { account });
};

interface Receiver {
  readonly person: string | null;
  readonly account: string | null;
}

const fileSome = async (tx: Tx, notice: NoticeDraft, receivers: readonly Receiver[]): Promise<void> => {
  const ids = receivers.map(() => newId());
  const [people, accounts] = [receivers.map(({ person }) => person), receivers.map(({ account }) => account)];
  const { rows } = await sql<{ notice: string; account: string | null }>`
    select notice, account from file_notices(${ids}::uuid[], ${people}::uuid[], ${accounts}::uuid[], ${notice.kind},
      ${notice.key}, ${JSON.stringify(notice.params)}::jsonb, ${notice.link}, ${notice.path},
      ${notice.statutory === true})`.execute(tx);
  if (rows.length === 0) return;
  touchAll(tx, rows);
  emit(tx, { kind: 'notice.filed', payload: { notices: rows.map((row) => row.notice) } });
};

/**
 * Tells people something, in the transaction of what happened: it is told if and only if that is committed. Whoever has a
 * notice of this key already is not told again.
 */
export const notify = async (tx: Tx, notice: NoticeDraft): Promise<void> => {
  const people = [...new Set(notice.people)].map((person): Receiver => ({ person, account: null }));
  const receivers = [...(notice.staff ?? []), ...people];
  for (let from = 0; from < receivers.length; from += batch)
    await fileSome(tx, notice, receivers.slice(from, from + batch));
};

/** The matter of a key is over: its notices ask for nothing any more, and what has not gone out stays here. */
export const endNotices = async (tx: Tx, key: string): Promise<void> => {
  const { rows } = await sql<Told>`select end_notices(${key}) as account`.execute(tx);
  touchAll(tx, rows);
};

/** The same for all stages of a matter: of `meeting:<id>` those with the keys `meeting:<id>:…`. */
export const endMatter = async (tx: Tx, matter: string): Promise<void> => {
  const { rows } = await sql<Told>`select end_matter(${matter}) as account`.execute(tx);
  touchAll(tx, rows);
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
