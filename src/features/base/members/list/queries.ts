import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { isDay } from '#shared/days.ts';
import { invalid } from '#shared/errors.ts';
import { visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import type { memberCounts, memberList, MemberRow, sortKeys } from '../contract.ts';
import { refuseHiddenFilters } from '../filters/access.ts';
import { elsewhereOn, filteredMembers, type MemberQuery } from '../filters/queries.ts';
import { maskedOf } from '../row/queries.ts';
import { organisationPath } from './access.ts';

interface Cursor {
  readonly value: string;
  readonly id: string;
}

const writeCursor = ({ value, id }: Cursor): string => Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** @throws AppError invalid: the cursor was not ours, or belongs to another order */
const readCursor = (text: string, isDate: boolean): Cursor => {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (
      typeof value === 'string' &&
      typeof id === 'string' &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) &&
      (!isDate || isDay(value))
    )
      return { value, id };
  } catch {
    // Falls through: what cannot be read was not written here.
  }
  throw invalid('query.cursor', 'bad_value');
};

type Sort = (typeof sortKeys)[number];
type Order = 'asc' | 'desc';
export const isDateSort = (sort: Sort): boolean => sort === 'birthDate' || sort === 'joinedOn';
const sortColumns = {
  name: 'p.pinyin',
  birthDate: 'p.birth_date',
  joinedOn: 'm.joined_on',
  branch: 'm.org_path',
} as const satisfies Record<Sort, string>;
// What is unknown sorts last in both directions, and the cursor needs a value to compare with.
const unknownLast = { asc: '9999-12-31', desc: '0001-01-01' } as const;

/** What a list is sorted by; with the person's id behind it, the order is total. */
export const sortExpression = (sort: Sort, order: Order, on?: string) => {
  if (isDateSort(sort))
    return sql<string>`coalesce(${sql.ref(sortColumns[sort])}, ${sql.lit(unknownLast[order])}::date)`;
  return sql.ref<string>(sort === 'branch' && on !== undefined ? 'a.org_path' : sortColumns[sort]);
};

/** Rows after a cursor, in the order of the list. */
export const following = (
  q: MemberQuery,
  key: ReturnType<typeof sortExpression>,
  order: Order,
  at: { value: string; id: string; isDate: boolean },
) =>
  q.where(
    sql<boolean>`(${key}, p.id) ${sql.raw(order === 'asc' ? '>' : '<')} (${at.isDate ? sql`${at.value}::date` : at.value}, ${at.id}::uuid)`,
  );

const withBranch = (q: MemberQuery, on: string | undefined) =>
  on === undefined
    ? q
        .select(['m.branch_id as branch_id', 'm.category as category'])
        // Looked up for the rows of the page, after the sort; as a join for everybody who is sorted.
        .select(sql<string>`(select o.short_name from organisation o where o.id = m.branch_id)`.as('branch_name'))
    : q
        .select([sql.ref<string>('a.branch_id').as('branch_id'), sql.ref<string>('op.short_name').as('branch_name')])
        .select(
          sql<
            'full' | 'probationary'
          >`case when m.category = 'full' and m.full_on > ${on}::date then 'probationary' else m.category end`.as(
            'category',
          ),
        );

const columns = [
  'p.id',
  'p.name',
  'p.sex',
  'p.birth_date',
  'p.ethnicity',
  'p.education',
  'p.phone',
  'm.joined_on',
  'm.full_on',
  'm.job_post',
  'm.standing',
  'm.lost_since',
  'm.outflow_place',
] as const;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly sex: string;
  readonly birth_date: string | null;
  readonly ethnicity: string | null;
  readonly education: string | null;
  readonly phone: Buffer | null;
  readonly branch_id: string;
  readonly branch_name: string;
  readonly category: 'full' | 'probationary';
  readonly joined_on: string | null;
  readonly full_on: string | null;
  readonly job_post: string | null;
  readonly standing: string;
  readonly lost_since: string | null;
  readonly outflow_place: string | null;
}

const rowView = (county: County, keys: ReadonlySet<FieldKey>, row: Row): z.input<typeof MemberRow> => ({
  id: row.id,
  name: row.name,
  sex: row.sex,
  birthDate: keys.has('birthDate') ? row.birth_date : null,
  ethnicity: keys.has('ethnicity') ? row.ethnicity : null,
  education: keys.has('education') ? row.education : null,
  phone: row.phone !== null && keys.has('phone') ? maskedOf(county.crypto, 'phone', row.phone) : null,
  branchId: row.branch_id,
  branchName: row.branch_name,
  category: row.category,
  joinedOn: row.joined_on,
  fullOn: row.full_on,
  jobPost: keys.has('jobPost') ? row.job_post : null,
  standing: row.standing,
  lostSince: keys.has('lostSince') ? row.lost_since : null,
  outflowPlace: keys.has('outflowPlace') ? row.outflow_place : null,
});

type ListInput = z.output<(typeof memberList)['query']>;

/** One page, stable under writes: the cursor is the last row's sort value and id. */
export const memberPage = async (
  db: Db,
  scope: Scope,
  county: County,
  { sort, order, cursor, limit, ...filter }: ListInput,
) => {
  refuseHiddenFilters(scope, { ...filter, sort }, 'query');
  const { on, organisationId } = filter;
  const key = sortExpression(sort, order, on);
  let q = await filteredMembers(db, scope, county, filter);
  if (cursor !== undefined)
    q = following(q, key, order, { ...readCursor(cursor, isDateSort(sort)), isDate: isDateSort(sort) });
  const [rows, elsewhere] = await Promise.all([
    withBranch(q, on)
      .select(columns)
      .select(key.as('sort_value'))
      .orderBy(key, order)
      .orderBy('p.id', order)
      .limit(limit + 1)
      .execute(),
    on === undefined ? null : elsewhereOn(db, scope, organisationId, on),
  ]);
  const keys = visibleKeys(scope, false);
  const items = rows.slice(0, limit).map((row) => rowView(county, keys, row));
  const last = rows[limit - 1];
  const next = rows.length > limit && last ? writeCursor({ value: last.sort_value, id: last.id }) : null;
  return { items, next, elsewhere };
};

type Counts = z.output<(typeof memberCounts)['reply']>;

const sums = sql`
  coalesce(sum(members), 0)::int4 as members, coalesce(sum(probationary), 0)::int4 as probationary,
  coalesce(sum(women), 0)::int4 as women, coalesce(sum(minority), 0)::int4 as minority, coalesce(sum(lost), 0)::int4 as lost,
  coalesce(sum(outflow), 0)::int4 as outflow, (count(*) filter (where members > 0))::int4 as branches`;

/** Counts of a subtree from the tallies that the commands keep. One of the hottest reads: plain SQL. */
export const tallyOf = async (
  db: Db,
  scope: Scope,
  county: County,
  organisationId: string | undefined,
): Promise<Counts> => {
  const path = organisationId === undefined ? scope.from : await organisationPath(db, county, organisationId);
  const { rows } =
    path === scope.from
      ? await sql<Counts>`select ${sums} from branch_tally`.execute(db)
      : await sql<Counts>`select ${sums} from branch_tally where org_path >= ${path} and org_path < ${rangeEnd(path)}`.execute(
          db,
        );
  const [row] = rows;
  if (!row) throw new Error('a sum without a row');
  return row;
};
