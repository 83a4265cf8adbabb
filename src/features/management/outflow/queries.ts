import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { lastSeen, visibleAway, visibleContacts } from './access.ts';
import type { Away, Contact, awayList } from './contract.ts';
import { takingPart } from './guests/queries.ts';
import { clockOf, dueSince } from './rules.ts';

/** Contacts that a line shows: the others stand in the audit. */
const shownContacts = 6;

const awayRows = (db: Db, scope: Scope) =>
  visibleAway(db, scope)
    .leftJoin('inflow as i', (join) => join.onRef('i.outflow_id', '=', 'o.id').on('i.until', 'is', null))
    .leftJoin('organisation as r', 'r.id', 'i.branch_id')
    .select([
      'o.id',
      'o.person_id',
      'o.org_path',
      'o.from_on',
      'o.place',
      'o.reason',
      'o.receiving_organisation',
      'o.last_contact_on',
      'p.name',
      'm.branch_id',
      'b.short_name as branch_name',
      'i.branch_id as receiving_id',
      'r.short_name as receiving_name',
      lastSeen.as('seen_on'),
    ]);
type AwayRow = Awaited<ReturnType<ReturnType<typeof awayRows>['executeTakeFirstOrThrow']>>;

const contactsOf = async (
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, z.input<typeof Contact>[]>> => {
  const rows = await visibleContacts(db, scope)
    .where('c.outflow_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .select(['c.id', 'c.outflow_id', 'c.on_day', 'c.channel', 'c.note', 'c.recorder'])
    .orderBy('c.on_day', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
  const lists = new Map<string, z.input<typeof Contact>[]>();
  for (const { id, outflow_id, on_day, channel, note, recorder } of rows) {
    const list = lists.get(outflow_id) ?? [];
    if (list.length < shownContacts) list.push({ id, onDay: on_day, channel, note, recorder });
    lists.set(outflow_id, list);
  }
  return lists;
};

const receivingOf = (row: AwayRow): z.input<typeof Away>['receiving'] => {
  const name = row.receiving_name ?? row.receiving_organisation;
  return name === null ? null : { branchId: row.receiving_id, name };
};

type Part = ReturnType<Awaited<ReturnType<typeof takingPart>>>;

const viewOf = (row: AwayRow, contacts: z.input<typeof Contact>[], part: Part, today: string): z.input<typeof Away> => {
  const { state, dueOn, daysLeft, why } = clockOf({ since: row.seen_on, reason: row.reason }, today);
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    branchId: row.branch_id,
    branchName: row.branch_name,
    since: row.from_on,
    place: row.place,
    reason: row.reason,
    receiving: receivingOf(row),
    lastContactOn: row.last_contact_on,
    state,
    dueOn,
    daysLeft,
    why: { ...why, inputs: { ...why.inputs }, steps: [...why.steps] },
    contacts,
    ...part,
  };
};

/** Whether the branch has to make contact now, as the clock of each line says it. */
const isDue = (today: string) =>
  sql<boolean>`${lastSeen} <= case when o.reason = 'abroad' then ${dueSince('abroad', today)}::date
    else ${dueSince(null, today)}::date end`;

const countsOf = (db: Db, scope: Scope, today: string) =>
  visibleAway(db, scope)
    .select([
      sql<number>`count(*)::int4`.as('total'),
      sql<number>`(count(*) filter (where ${isDue(today)}))::int4`.as('due'),
    ])
    .executeTakeFirstOrThrow();

type Asked = z.output<typeof awayList.query>;

const cursorOf = (row: AwayRow): string => `${row.seen_on} ${row.id}`;

/** Those whose contact is due longest come first. */
export const awayPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { show, personId, cursor, limit }: Partial<Asked>,
) => {
  const today = county.today();
  const most = limit ?? 20;
  const [day, id] = (cursor ?? '').split(' ');
  let page = awayRows(db, scope);
  if (show === 'due') page = page.where(isDue(today));
  if (personId !== undefined) page = page.where('o.person_id', '=', personId);
  if (day && id && /^\d{4}-\d\d-\d\d$/.test(day) && /^[\da-f-]{36}$/i.test(id))
    page = page.where(sql<boolean>`(${lastSeen}, o.id) > (${day}::date, ${id}::uuid)`);
  const [rows, counts] = await Promise.all([
    page
      .orderBy(lastSeen)
      .orderBy('o.id')
      .limit(most + 1)
      .execute(),
    countsOf(db, scope, today),
  ]);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  const contacts = await contactsOf(
    db,
    scope,
    shown.map((row) => row.id),
  );
  const part = await takingPart(
    db,
    'outflow_id',
    shown.map((row) => row.id),
  );
  return {
    items: shown.map((row) => viewOf(row, contacts.get(row.id) ?? [], part(row.id), today)),
    next: rows.length > most && last !== undefined ? cursorOf(last) : null,
    ...counts,
  };
};

export const awayRow = async (db: Db, scope: Scope, id: string): Promise<AwayRow> => {
  const row = await awayRows(db, scope).where('o.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

/** @throws AppError not_found */
export const awayView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof Away>> => {
  const row = await awayRow(db, scope, id);
  const part = (await takingPart(db, 'outflow_id', [id]))(id);
  return viewOf(row, (await contactsOf(db, scope, [id])).get(id) ?? [], part, county.today());
};
