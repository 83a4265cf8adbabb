import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { notFound } from '#shared/errors.ts';
import { residentScope, visibleRequests, type Caller } from '../access.ts';
import { fewest } from '../figures/rules.ts';
import { leafOf } from '../sending/access.ts';
import { countyLeaf, ratingSlips, toldRatings, visibleRatings } from './access.ts';
import { categoryNames, nameOf } from '../categories/queries.ts';
import type { requestRating, satisfactionFigures, SatisfactionRow } from './contract.ts';
import { askedFrom, contentGrades, requestGrades, type RequestGrade, wilson } from './rules.ts';

interface Which {
  readonly code?: string | undefined;
  /** Of the message that asked. */
  readonly ratingCode?: string | undefined;
}

/** The request of a code, and from when on its holder is asked. @throws AppError not_found, slow_down */
export const askedOf = async (county: County, caller: Caller, { code, ratingCode = '' }: Which) => {
  const { leaf } =
    code === undefined ? await ratingSlips.leafOf(county, caller, ratingCode) : await leafOf(county, caller, code);
  const scope = residentScope(county, caller, leaf);
  const db = county.read(scope);
  const row = await visibleRequests(db, scope)
    .select([
      'r.id',
      'r.state',
      'r.unit_id',
      'r.area_id',
      'r.answered_on',
      'r.ended_on',
      'r.procedure',
      'r.category',
      'r.treatment',
    ])
    .where('r.org_path', '=', leaf)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const held = await db
    .selectFrom('request_holding')
    .select('category')
    .where('request_id', '=', row.id)
    .executeTakeFirst();
  const calendar = await readCalendar(db);
  const from =
    row.treatment === 'thank'
      ? null
      : askedFrom(
          {
            state: row.state,
            answeredOn: row.answered_on,
            endedOn: row.ended_on,
            petition: row.procedure === 'petition',
          },
          calendar,
        );
  const own = residentScope(county, caller, await countyLeaf(db, row.id));
  return {
    row: { ...row, category: held?.category ?? row.category },
    from,
    open: from !== null && from <= county.today(),
    scope: own,
  };
};

/** @throws AppError not_found, slow_down */
export const rating = async (
  county: County,
  caller: Caller,
  which: Which,
): Promise<z.input<typeof requestRating.reply>> => {
  const { row, from, open, scope } = await askedOf(county, caller, which);
  const found = await visibleRatings(county.read(scope), scope)
    .select('g.grade')
    .where('g.request_id', '=', row.id)
    .where('g.channel', '=', 'portal')
    .executeTakeFirst();
  return { from, open: open && found === undefined, rated: found !== undefined };
};

interface Told {
  readonly key: string;
  readonly year: number;
  readonly grade: string;
  readonly count: number;
}

type Grades = Record<RequestGrade, number>;
const noGrades = (): Grades => ({ very_satisfied: 0, satisfied: 0, fair: 0, dissatisfied: 0, very_dissatisfied: 0 });

const tenths = (share: number): number => Math.floor(share * 1_000) / 10;

const rowOf = (
  key: string,
  name: string | null,
  year: number,
  grades: Grades,
): Omit<z.input<typeof SatisfactionRow>, 'categoryName'> => {
  const sum = (of: readonly RequestGrade[]): number => of.reduce((total, grade) => total + grades[grade], 0);
  const [part, total] = [sum(contentGrades), sum(requestGrades)];
  const { low, high } = wilson(part, total);
  return { key, name, year, grades, total, content: tenths(part / total), low: tenths(low), high: tenths(high) };
};

/** By year and key, the latest year first; of fewer than five nothing is told to anybody. */
const gathered = (told: readonly Told[], names: ReadonlyMap<string, string>) => {
  const groups = new Map<string, { readonly key: string; readonly year: number; readonly grades: Grades }>();
  for (const one of told)
    for (const key of [one.key, '']) {
      const place = `${one.year} ${key}`;
      const group = groups.get(place) ?? { key, year: one.year, grades: noGrades() };
      group.grades[one.grade as RequestGrade] += one.count;
      groups.set(place, group);
    }
  return [...groups.values()]
    .map(({ key, year, grades }) => rowOf(key, names.get(key) ?? null, year, grades))
    .filter(({ total }) => total >= fewest)
    .toSorted((a, b) => b.year - a.year);
};

const namesOf = async (db: Db, by: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (by === 'category' || keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'short_name as name'])
    .where('id', 'in', keys)
    .orderBy('path')
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** The county asks as it likes; units are told of their range in whole fives. */
export const satisfaction = async (
  db: Db,
  scope: Scope,
  { by }: z.output<typeof satisfactionFigures.query>,
): Promise<z.input<typeof satisfactionFigures.reply>> => {
  const year = sql<number>`extract(year from g.rated_at at time zone 'Asia/Shanghai')::int4`;
  const keys = {
    unit: sql<string>`g.unit_id::text`,
    area: sql<string>`g.area_id::text`,
    category: sql<string>`split_part(g.category, '.', 1)`,
  };
  const told = may(scope, 'requests.callBack')
    ? await visibleRatings(db, scope)
        .select([keys[by].as('key'), year.as('year'), 'g.grade', sql<number>`count(*)::int4`.as('count')])
        .groupBy([keys[by], year, 'g.grade'])
        .execute()
    : by === 'unit'
      ? (await toldRatings(scope).execute(db)).rows
      : [];
  const names = await namesOf(db, by, [...new Set(told.map(({ key }) => key))]);
  const categories = await categoryNames(db);
  const rows = gathered(told, names).map((row) => ({
    ...row,
    categoryName: by === 'category' ? nameOf(categories, row.key) : null,
  }));
  const order = [...names.keys()];
  return { rows: rows.toSorted((a, b) => b.year - a.year || order.indexOf(a.key) - order.indexOf(b.key)) };
};
