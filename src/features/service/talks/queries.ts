import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { notFound } from '#shared/errors.ts';
import {
  answeredKinds,
  isAttended,
  isClosed,
  isForReader,
  isWaiting,
  visibleMessages,
  visibleTalks,
} from './access.ts';
import type { HeldTalk, Talk, talkList, TalkMessage, TalkStanding } from './contract.ts';
import { hoursOf, hoursView } from './hours/queries.ts';
import { isOpenAt, nextOpening } from './rules.ts';

/** The unit with which somebody talks. */
export interface TalkUnit {
  readonly path: string;
  readonly name: string;
}

/** What is shown of a thread: without a row nobody has said anything yet. */
export interface TalkPlace {
  readonly id: string;
  readonly unit: TalkUnit;
  /** Nothing more may be said. */
  readonly closed: boolean;
}

const talkRow = (db: Db, scope: Scope) =>
  visibleTalks(db, scope).select([
    isWaiting.as('waits'),
    isClosed.as('closed'),
    isAttended.as('attended'),
    't.id',
    't.kind',
    't.org_path',
    't.last_seq',
    't.said_at',
    't.waiting_since',
    't.promised_at',
    't.attendant_id',
    't.attendant',
    'u.path as unit_path',
    'u.short_name as unit_name',
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof talkRow>['executeTakeFirstOrThrow']>>;

const isLate = (county: County, promisedAt: string | null): boolean =>
  promisedAt !== null && Date.parse(promisedAt) < county.now().getTime();

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const standingOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { unit, closed }: TalkPlace,
  row: Row | undefined,
): Promise<z.input<typeof TalkStanding>> => {
  const [hours, calendar, place] = await Promise.all([
    hoursOf(db, unit.path),
    readCalendar(db),
    row?.waits !== true
      ? null
      : sql<{ place: number }>`select talk_place(${row.id}::uuid, ${scope.from}, ${scope.to}) as place`.execute(db),
  ]);
  const now = county.now().getTime();
  const open = isOpenAt(hours, calendar, now);
  const waited = row?.waits === true ? row : undefined;
  return {
    unitName: unit.name,
    hours: hoursView(hours),
    open,
    opensAt: open ? null : iso(nextOpening(hours, calendar, now)),
    waitingSince: waited?.waiting_since ?? null,
    place: place?.rows[0]?.place ?? null,
    promisedAt: waited?.promised_at ?? null,
    late: isLate(county, waited?.promised_at ?? null),
    attended: row?.attended === true,
    closed: closed || row?.closed === true,
  };
};

const mostAfter = 200;
const mostBefore = 100;

interface Asked {
  readonly after?: number | undefined;
}

interface AskedOf extends Asked {
  readonly talkId: string;
  readonly office: boolean;
}

const messagesOf = async (db: Db, scope: Scope, county: County, { talkId, after, office }: AskedOf) => {
  const rows = visibleMessages(db, scope, talkId, office).select([
    'm.seq',
    'm.at',
    'm.side',
    'm.what',
    'm.actor',
    'm.sealed',
    's.short_name as unit',
  ]);
  const found =
    after === undefined
      ? (await rows.orderBy('m.seq', 'desc').limit(mostBefore).execute()).toReversed()
      : await rows.where('m.seq', '>', after).orderBy('m.seq').limit(mostAfter).execute();
  return found.map(({ seq, at, side, what, actor, sealed, unit }) => ({
    seq,
    at,
    side,
    what,
    unitName: side === 'unit' ? unit : null,
    text: sealed === null ? null : county.crypto.decrypt(sealed),
    actor,
  }));
};

type Message = Awaited<ReturnType<typeof messagesOf>>[number];

/** What the asker sees of a message: neither who it was, nor what colleagues note for each other. */
const toAsker = ({ actor: _actor, ...message }: Message): z.input<typeof TalkMessage> =>
  message.what === 'said' ? message : { ...message, text: null };

/** The thread as the asker sees it. */
export const askersTalk = async (
  db: Db,
  scope: Scope,
  county: County,
  place: TalkPlace,
  asked: Asked,
): Promise<z.input<typeof Talk>> => {
  // The messages after the row: what they hold is never less than its number says.
  const row = await talkRow(db, scope).where('t.id', '=', place.id).executeTakeFirst();
  const [messages, standing] = await Promise.all([
    row === undefined ? [] : messagesOf(db, scope, county, { talkId: place.id, office: false, ...asked }),
    standingOf(db, scope, county, place, row),
  ]);
  return { id: place.id, messages: messages.map(toAsker), last: row?.last_seq ?? 0, standing };
};

/** Names of members, where the range holds them. */
const nameOf = async (db: Db, { kind, id }: Pick<Row, 'kind' | 'id'>): Promise<string | null> => {
  if (kind === 'request') return null;
  const row = await db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
};

/** Who sees to it, for the office. */
const attendantOf = (scope: Scope, row: Pick<Row, 'attended' | 'attendant' | 'attendant_id'> | undefined) =>
  row?.attended === true
    ? { attendant: row.attendant, mine: row.attendant_id === scope.accountId }
    : { attendant: null, mine: false };

/** The thread as the office sees it. A request has its own door, whatever has been said of it. */
export const officeTalk = async (
  db: Db,
  scope: Scope,
  county: County,
  place: TalkPlace,
  asked: Asked,
): Promise<z.input<typeof HeldTalk>> => {
  const row = await talkRow(db, scope).where('t.id', '=', place.id).executeTakeFirst();
  const kind = row?.kind ?? 'request';
  const [messages, standing, name] = await Promise.all([
    row === undefined ? [] : messagesOf(db, scope, county, { talkId: place.id, office: true, ...asked }),
    standingOf(db, scope, county, place, row),
    nameOf(db, { kind, id: place.id }),
  ]);
  const answers = answeredKinds(scope).includes(kind) && !standing.closed;
  return {
    id: place.id,
    kind,
    name,
    messages,
    last: row?.last_seq ?? 0,
    standing,
    ...attendantOf(scope, row),
    can: { answer: answers, handOver: answers && row !== undefined },
  };
};

/** A member's thread; that of a request is read by the door of the request. @throws AppError not_found */
export const talkById = async (db: Db, scope: Scope, county: County, id: string, asked: Asked) => {
  const row = await talkRow(db, scope)
    .where('t.id', '=', id)
    .where('t.kind', '=', 'member')
    .where(isForReader(scope))
    .executeTakeFirst();
  if (row === undefined || !answeredKinds(scope).includes(row.kind)) throw notFound();
  const unit = { path: row.unit_path, name: row.unit_name };
  return officeTalk(db, scope, county, { id, unit, closed: row.closed }, asked);
};

const placeIn = (cursor: string | undefined): readonly [at: string, id: string] | null => {
  const [at = '', id = ''] = (cursor ?? '').split(' ');
  return !Number.isNaN(Date.parse(at)) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) ? [at, id] : null;
};

type List = z.output<typeof talkList.query>;

/** Threads that the reader answers for: those that wait longest first; else those in which something was said last. */
export const talkPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show, cursor, limit }: List,
): Promise<z.input<typeof talkList.reply>> => {
  const kinds = answeredKinds(scope);
  if (kinds.length === 0) return { items: [], next: null, own: 0, waiting: 0 };
  const all = talkRow(db, scope).where('t.kind', 'in', kinds).where(isForReader(scope));
  const waits = all.where(isWaiting);
  const isOwn = sql<boolean>`u.id = ${scope.organisationId}::uuid`;
  const asked = { own: waits.where(isOwn), waiting: waits, all };
  const place = placeIn(cursor);
  const [column, order] = show === 'all' ? (['said_at', 'desc'] as const) : (['waiting_since', 'asc'] as const);
  const listed = asked[show]
    .leftJoin('person as p', (join) => join.onRef('p.id', '=', 't.id').on('t.kind', '=', 'member'))
    .select('p.name')
    .orderBy(`t.${column}`, order)
    .orderBy('t.id', order)
    .limit(limit + 1);
  const from = sql.ref(`t.${column}`);
  const beyond = order === 'asc' ? sql`>` : sql`<`;
  const [found, counts] = await Promise.all([
    (place === null
      ? listed
      : listed.where(sql<boolean>`(${from}, t.id) ${beyond} (${place[0]}::timestamptz, ${place[1]}::uuid)`)
    ).execute(),
    visibleTalks(db, scope)
      .where('t.kind', 'in', kinds)
      .where(isForReader(scope))
      .where(isWaiting)
      .select([
        sql<number>`count(*)::int4`.as('waiting'),
        sql<number>`(count(*) filter (where ${isOwn}))::int4`.as('own'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  const items = found.slice(0, limit).map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    unitName: row.unit_name,
    saidAt: row.said_at,
    waitingSince: row.waits ? row.waiting_since : null,
    promisedAt: row.waits ? row.promised_at : null,
    late: row.waits && isLate(county, row.promised_at),
    ...attendantOf(scope, row),
  }));
  const last = found[limit - 1];
  return {
    items,
    next: found.length > limit && last ? `${last[column] ?? ''} ${last.id}` : null,
    ...counts,
  };
};
