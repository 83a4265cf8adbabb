import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import { covers, rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { PostHolding, Term as TermTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { ruleAt } from '#features/base/rules/rules.ts';
import { addMonths, daysBetween } from '#shared/days.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { inRange } from '../access.ts';
import type { Holding, Term } from '../contract.ts';
import { holdersOf, inVillage, termView } from '../detail/queries.ts';
import { ancestorPaths, ancestorsOf, organisationRow, referenceOf, type OrganisationRow } from '../queries.ts';
import type { DueTerm } from './contract.ts';

type View<S extends z.ZodType> = z.input<S>;

/** An organisation whose posts and terms this person keeps. @throws AppError not_found */
export const placeFor = async (db: Db, scope: Scope, id: string): Promise<OrganisationRow> => {
  const row = await organisationRow(db, scope, id);
  if (!covers(scope, row.path)) throw notFound();
  return row;
};

/** A post in an organisation that this person keeps. @throws AppError not_found */
export const holdingFor = async (
  db: Db,
  scope: Scope,
  id: string,
): Promise<{ row: Selectable<PostHolding>; place: OrganisationRow }> => {
  const row = await db
    .selectFrom('post_holding')
    .selectAll()
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { row, place: await placeFor(db, scope, row.organisation_id) };
};

/** A term of an organisation that this person keeps. @throws AppError not_found */
export const termFor = async (
  db: Db,
  scope: Scope,
  id: string,
): Promise<{ row: Selectable<TermTable>; place: OrganisationRow; inVillage: boolean }> => {
  const row = await db.selectFrom('term').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const place = await placeFor(db, scope, row.organisation_id);
  return { row, place, inVillage: await villageOf(db, place) };
};

export const villageOf = async (db: Db, place: OrganisationRow): Promise<boolean> =>
  inVillage([...(await ancestorsOf(db, place.path)), place]);

export const holdingView = async (db: Db, organisationId: string, id: string): Promise<View<typeof Holding>> => {
  const found = (await holdersOf(db, organisationId)).find((holding) => holding.id === id);
  if (!found) throw notFound();
  return found;
};

export const oneTerm = async (db: Db, scope: Scope, id: string): Promise<View<typeof Term>> => {
  const { row, place, inVillage: village } = await termFor(db, scope, id);
  return termView(row, { type: place.type, inVillage: village });
};

/** Months before its end in which a term is listed: the reminder of the rule pack. */
const reminderMonths = (today: string): number => {
  const { value } = ruleAt('term.reminder', today);
  return value.kind === 'period' && value.unit === 'months' ? value.count : 0;
};

interface Asked {
  readonly within?: number | undefined;
  readonly organisationId?: string | undefined;
  readonly cursor?: string | undefined;
  /** Terms to leave out, of the items and of the totals. */
  readonly but?: readonly string[];
  readonly limit: number;
  readonly today: string;
}

/** The reader's range, or that part of it. @throws AppError not_found outside the range */
export const rangeFor = async (
  db: Db,
  scope: Scope,
  organisationId: string | undefined,
): Promise<{ from: string; to: string }> => {
  if (organisationId === undefined) return scope;
  const row = await organisationRow(db, scope, organisationId);
  if (!inRange(scope, row.path)) throw notFound();
  return { from: row.path, to: rangeEnd(row.path) };
};

const readCursor = (cursor: string | undefined): { due: string; id: string } | null => {
  if (cursor === undefined) return null;
  const hit = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/.exec(cursor);
  if (hit?.[1] === undefined || hit[2] === undefined) throw invalid('query.cursor', 'bad_value');
  return { due: hit[1], id: hit[2] };
};

/** Running terms that end by a day, the most pressing first. @throws AppError not_found outside the range */
export const dueTermsOf = async (db: Db, scope: Scope, asked: Asked) => {
  const { from, to } = await rangeFor(db, scope, asked.organisationId);
  const until = addMonths(asked.today, asked.within ?? reminderMonths(asked.today));
  const after = readCursor(asked.cursor);
  const running = db
    .selectFrom('term as t')
    .innerJoin('organisation as o', 'o.id', 't.organisation_id')
    .where('t.ended_on', 'is', null)
    .where('t.due_on', '<=', until)
    .where('o.abolished_on', 'is', null)
    .where('o.path', '>=', from)
    .where('o.path', '<', to)
    .$if(asked.but !== undefined, (q) => q.where('t.id', '<>', sql<string>`all(${[...(asked.but ?? [])]}::uuid[])`));
  const [rows, counts] = await Promise.all([
    running
      .leftJoin('organisation as p', 'p.id', 'o.parent_id')
      .$if(after !== null, (q) => q.where(sql<boolean>`(t.due_on, t.id) > (${after?.due}::date, ${after?.id}::uuid)`))
      .selectAll('t')
      .select(['o.type', 'o.name', 'o.short_name', 'o.path', 'o.division_code', 'p.short_name as parentName'])
      .orderBy('t.due_on')
      .orderBy('t.id')
      .limit(asked.limit + 1)
      .execute(),
    running
      .select((e) => [
        e.fn.countAll<number>().as('total'),
        e.fn.countAll<number>().filterWhere('t.due_on', '<', asked.today).as('overdue'),
      ])
      .executeTakeFirst(),
  ]);
  const page = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? page.at(-1) : undefined;
  const above = await villagesAmong(
    db,
    page.map((row) => row.path),
  );
  const items = page.map((row): View<typeof DueTerm> => {
    const village = inVillage([row]) || ancestorPaths(row.path).some((path) => above.has(path));
    return {
      ...termView(row, { type: row.type, inVillage: village }),
      organisation: referenceOf({ ...row, id: row.organisation_id }),
      parentName: row.parentName ?? '',
      overdue: row.due_on < asked.today,
      daysLeft: daysBetween(asked.today, row.due_on),
    };
  });
  return {
    items,
    next: last === undefined ? null : `${last.due_on}.${last.id}`,
    total: counts?.total ?? 0,
    overdue: counts?.overdue ?? 0,
    until,
  };
};

/** Paths of the villages and communities above some paths. */
const villagesAmong = async (db: Db, paths: readonly string[]): Promise<ReadonlySet<string>> => {
  const above = [...new Set(paths.flatMap(ancestorPaths))];
  const rows = await db
    .selectFrom('organisation')
    .select(['path', 'type', 'division_code'])
    .where('path', '=', sql<string>`any(${above})`)
    .execute();
  return new Set(rows.filter((row) => inVillage([row])).map((row) => row.path));
};
