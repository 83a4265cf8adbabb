import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { RequestState } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { isAttended, isClosed, visibleTalks } from './access.ts';
import { hoursOf } from './hours/queries.ts';
import { promiseOf, type TalkKind, type TalkSide, type TalkWhat } from './rules.ts';

export interface Saying {
  /** The request or the member, and where that is filed. */
  readonly about: {
    readonly id: string;
    readonly kind: TalkKind;
    readonly path: string;
    /** Of a request. */
    readonly state?: RequestState;
  };
  readonly side: TalkSide;
  readonly what: TalkWhat;
  readonly text: string | null;
  /** The sender's name for the message. */
  readonly key: string;
  readonly actor: string | null;
  /** The endpoint, as the audit names it. */
  readonly action: string;
}

export interface Said {
  readonly seq: number;
  /** It was there before: nothing has changed. */
  readonly again: boolean;
  /** The first message of the thread. */
  readonly first: boolean;
}

const keyForm = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The name that a message has from its sender: the idempotency key under which it is sent. @throws AppError key_missing */
export const messageKey = (header: unknown): string => {
  if (typeof header !== 'string' || !keyForm.test(header)) throw new AppError('key_missing');
  return header.toLowerCase();
};

const lockTalk = (tx: Tx, scope: Scope, id: string) =>
  visibleTalks(tx, scope)
    .select([
      't.id',
      't.kind',
      't.org_path',
      't.last_seq',
      't.waiting_since',
      't.attendant_id',
      isClosed.as('closed'),
      isAttended.as('attended'),
      'u.id as unit_id',
      'u.path as unit_path',
      'u.short_name as unit_name',
    ])
    .where('t.id', '=', id)
    .forUpdate('t')
    .executeTakeFirst();
type Row = NonNullable<Awaited<ReturnType<typeof lockTalk>>>;

/** The row of a thread, held until the commit; made with the first message. @throws AppError conflict */
const holdTalk = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, kind, path, state }: Saying['about'],
): Promise<Row> => {
  const row = await lockTalk(tx, scope, id);
  if (row !== undefined) return row;
  await tx
    .insertInto('talk')
    .values({
      id,
      kind,
      org_path: path,
      said_at: county.now().toISOString(),
      ...(state === undefined ? {} : { request_id: id, request_state: state }),
    })
    .onConflict((twin) => twin.column('id').doNothing())
    .execute();
  const made = await lockTalk(tx, scope, id);
  // It has been filed elsewhere meanwhile: whoever asks again finds it there, or nothing.
  if (made === undefined) throw new AppError('conflict', { message: 'place_moved' });
  return made;
};

/** The number of a message that was sent before. @throws AppError reused_key where the same key brings other words. */
const saidBefore = async (tx: Tx, county: County, id: string, { key, text }: Saying): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('talk_message')
    .select(['seq', 'sealed'])
    .where('talk_id', '=', id)
    .where('client_key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const kept = row.sealed === null ? null : county.crypto.decrypt(row.sealed);
  if (kept !== text) throw new AppError('reused_key');
  return row.seq;
};

/** `request:…` ends with what is told of the request itself; a member's thread is a matter of its own. */
const matterOf = ({ kind, id }: Pick<Row, 'kind' | 'id'>): string =>
  kind === 'request' ? `request:${id}:talk` : `talk:${id}`;

export const linkOf = ({ kind, id }: Pick<Row, 'kind' | 'id'>): string =>
  kind === 'request' ? `/requests/${id}` : `/talks/${id}`;

/** Somebody waits: told once, to whoever sees to it, else to all who could. */
const tellUnit = async (tx: Tx, county: County, row: Row, seq: number): Promise<void> => {
  const permission = row.kind === 'request' ? 'requests.handle' : 'talks.branch';
  const found = await keepers(tx, { permission, organisations: [row.unit_id], today: county.today() });
  const attending = found.filter(({ account }) => row.attended && account === row.attendant_id);
  await notify(tx, {
    kind: 'talks.waiting',
    key: `${matterOf(row)}:${seq}`,
    people: [],
    staff: attending.length > 0 ? attending : found,
    path: row.unit_path,
    link: linkOf(row),
    params: {},
  });
};

const tellMember = (tx: Tx, row: Row, seq: number): Promise<void> =>
  notify(tx, {
    kind: 'talks.answered',
    key: `${matterOf(row)}:answered:${seq}`,
    people: [row.id],
    path: row.unit_path,
    link: '/m/talk',
    params: { unit: row.unit_name },
  });

/** What an answer, or the wait for one, changes about the thread. */
const standingAfter = async (tx: Tx, county: County, row: Row, { side, what }: Saying) => {
  if (what !== 'said') return {};
  if (side === 'unit') return { waiting_since: null, promised_at: null };
  if (row.waiting_since !== null) return {};
  const now = county.now();
  const promised = promiseOf(await hoursOf(tx, row.unit_path), await readCalendar(tx), now.getTime());
  return {
    waiting_since: now.toISOString(),
    promised_at: promised === null ? null : new Date(promised).toISOString(),
  };
};

const insert = async (tx: Tx, county: County, row: Row, seq: number, saying: Saying): Promise<void> => {
  await tx
    .insertInto('talk_message')
    .values({
      id: newId(),
      talk_id: row.id,
      org_path: row.org_path,
      seq,
      client_key: saying.key,
      side: saying.side,
      what: saying.what,
      unit_id: row.unit_id,
      actor: saying.actor,
      sealed: saying.text === null ? null : county.crypto.encrypt(saying.text),
      key_id: county.crypto.currentKeyId,
      at: county.now().toISOString(),
    })
    .execute();
};

const tell = async (tx: Tx, county: County, row: Row, seq: number, { side, what }: Saying): Promise<void> => {
  if (what !== 'said') return;
  if (side === 'asker') {
    if (row.waiting_since === null) await tellUnit(tx, county, row, seq);
    return;
  }
  await endMatter(tx, matterOf(row));
  if (row.kind === 'member' && row.waiting_since !== null) await tellMember(tx, row, seq);
};

/**
 * Adds a message under the lock of its thread: the next number, once for each key of a sender. A thread that does not exist yet is
 * made; whoever calls holds what it is about. @throws AppError conflict, reused_key
 */
export const say = async (
  tx: Tx,
  scope: Scope,
  county: County,
  saying: Saying,
  /** Who sees to it from now on, or at least where nobody does. */
  attendant?: { readonly id: string; readonly name: string; readonly ifNobody?: true },
): Promise<Said> => {
  const row = await holdTalk(tx, scope, county, saying.about);
  const before = await saidBefore(tx, county, row.id, saying);
  if (before !== undefined) return { seq: before, again: true, first: false };
  if (row.closed) throw new AppError('conflict', { message: 'talks.closed' });
  const seq = row.last_seq + 1;
  await insert(tx, county, row, seq, saying);
  await tx
    .updateTable('talk')
    .set({
      last_seq: seq,
      said_at: county.now().toISOString(),
      ...(await standingAfter(tx, county, row, saying)),
      ...(attendant === undefined || (attendant.ifNobody === true && row.attended)
        ? {}
        : { attendant_id: attendant.id, attendant: attendant.name, attended_at: row.unit_id }),
    })
    .where('id', '=', row.id)
    .execute();
  await tell(tx, county, row, seq, saying);
  audit(tx, { action: saying.action, entity: 'talk', entityId: row.id, path: row.org_path });
  touch(tx, `talk:${row.id}`, { path: row.org_path });
  return { seq, again: false, first: seq === 1 };
};
