import { sql, type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { DB } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { addDays, addMonths } from '#shared/days.ts';
import { AppError } from '#shared/errors.ts';
import { visibleKeys, visibleMembers } from '../access.ts';
import type { MemberFilter, memberList, MemberRow, sortKeys } from '../contract.ts';
import { maskedOf } from '../row/queries.ts';
import { organisationPath } from './access.ts';

type Tables = DB & { m: DB['membership']; p: DB['person'] };
type Where = ExpressionBuilder<Tables, 'm' | 'p'>;

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Digits look for the end of an ID number or phone or the whole of either; letters for pinyin; the rest for names. */
const matches = (e: Where, county: County, q: string): Expression<SqlBool> => {
  const text = q.normalize('NFKC').trim();
  const { crypto } = county;
  if (/^\d{17}[\dXx]$/.test(text)) return e('p.id_number_hash', '=', crypto.hash('id_number', text.toUpperCase()));
  if (/^1\d{10}$/.test(text)) return e('p.phone_hash', '=', crypto.hash('phone', text));
  if (/^\d{3}[\dXx]$/.test(text)) {
    return e.or([e('p.id_tail_hash', '=', crypto.hash('id_tail', text.toUpperCase())), e('p.phone_tail_hash', '=', crypto.hash('phone_tail', text))]);
  }
  if (/^[a-z]+$/i.test(text)) {
    const low = text.toLowerCase();
    return e.or([sql<boolean>`starts_with(p.initials, ${low})`, sql<boolean>`starts_with(p.pinyin, ${low})`]);
  }
  return e.or([e('p.name', 'like', contains(text)), e('p.former_name', 'like', contains(text))]);
};

/** Born so that the age on the day lies between the years, both included. */
const ageBounds = (today: string, from: number | undefined, to: number | undefined): { latest?: string; earliest?: string } => ({
  ...(from === undefined ? {} : { latest: addMonths(today, -12 * from) }),
  ...(to === undefined ? {} : { earliest: addDays(addMonths(today, -12 * (to + 1)), 1) }),
});

const requiredColumns = ['p.birth_date', 'p.ethnicity', 'p.id_number', 'p.education', 'p.phone', 'p.address', 'm.joined_on', 'm.job_post'] as const;

type Query = SelectQueryBuilder<Tables, 'm' | 'p', object>;

const byCodes = (query: Query, filter: MemberFilter): Query => {
  let q = query;
  if (filter.category) q = q.where('m.category', '=', sql<'full'>`any(${filter.category}::member_category[])`);
  if (filter.sex) q = q.where('p.sex', '=', sql<string>`any(${filter.sex}::text[])`);
  if (filter.ethnicity) q = q.where('p.ethnicity', '=', sql<string>`any(${filter.ethnicity}::text[])`);
  if (filter.education) q = q.where('p.education', '=', sql<string>`any(${filter.education}::text[])`);
  if (filter.jobPost) q = q.where('m.job_post', '=', sql<string>`any(${filter.jobPost}::text[])`);
  if (filter.standing) q = q.where('m.standing', '=', sql<string>`any(${filter.standing}::text[])`);
  return q;
};

const byDates = (query: Query, filter: MemberFilter, today: string): Query => {
  let q = query;
  const { latest, earliest } = ageBounds(today, filter.ageFrom, filter.ageTo);
  if (latest !== undefined) q = q.where('p.birth_date', '<=', latest);
  if (earliest !== undefined) q = q.where('p.birth_date', '>=', earliest);
  // Party age with its correction in months, as `partyAge` of rules.ts counts it.
  const until = sql<string>`(m.full_on - make_interval(months => m.party_age_correction))::date`;
  if (filter.partyAgeFrom !== undefined) q = q.where(until, '<=', addMonths(today, -12 * filter.partyAgeFrom));
  if (filter.partyAgeTo !== undefined) q = q.where(until, '>', addMonths(today, -12 * (filter.partyAgeTo + 1)));
  return q;
};

const byState = (query: Query, filter: MemberFilter): Query => {
  let q = query;
  if (filter.lost !== undefined) q = q.where('m.lost_since', filter.lost ? 'is not' : 'is', null);
  if (filter.outflow !== undefined) q = q.where((e) => (filter.outflow ? e.or([e('m.outflow_since', 'is not', null), e('m.outflow_place', 'is not', null)]) : e.and([e('m.outflow_since', 'is', null), e('m.outflow_place', 'is', null)])));
  if (filter.incomplete === true) q = q.where((e) => e.or([...requiredColumns.map((column) => e(column, 'is', null)), e.and([e('m.category', '=', 'full'), e('m.full_on', 'is', null)])]));
  if (filter.incomplete === false) q = q.where((e) => e.and(requiredColumns.map((column) => e(column, 'is not', null))));
  return q;
};

/** The memberships that a filter means, for lists, counts, exports and bulk changes. */
export const filteredMembers = async (db: Db, scope: Scope, county: County, filter: MemberFilter): Promise<Query> => {
  let q = visibleMembers(db, scope) as unknown as Query;
  if (filter.on === undefined) q = q.where('m.left_on', 'is', null);
  if (filter.organisationId !== undefined || filter.on !== undefined) {
    const path = filter.organisationId === undefined ? scope.from : await organisationPath(db, county, filter.organisationId);
    if (filter.on !== undefined) {
      // Who belonged to the subtree on that day, wherever they are now: the day's tree meets the day's affiliations.
      const { on } = filter;
      q = q.where((e) =>
        e.exists(
          e
            .selectFrom('affiliation as a')
            .innerJoin('organisation_period as op', 'op.organisation_id', 'a.branch_id')
            .select(sql`1`.as('one'))
            .whereRef('a.person_id', '=', 'm.person_id')
            .where('a.voided_at', 'is', null)
            .where(sql<boolean>`a.during @> ${on}::date and op.during @> ${on}::date`)
            .where(sql<boolean>`op.path >= ${path} and op.path < ${rangeEnd(path)}`),
        ),
      );
    } else if (path !== scope.from) q = q.where('m.org_path', '>=', path).where('m.org_path', '<', rangeEnd(path));
  }
  q = byState(byDates(byCodes(q, filter), filter, filter.on ?? county.today()), filter);
  const { q: text } = filter;
  if (text !== undefined && text !== '') q = q.where((e) => matches(e as unknown as Where, county, text));
  return q;
};

type Sort = (typeof sortKeys)[number];
const sortColumns = { name: 'p.pinyin', birthDate: 'p.birth_date', joinedOn: 'm.joined_on', branch: 'm.org_path' } as const satisfies Record<Sort, string>;
// What is unknown sorts last in both directions, and the cursor needs a value to compare with.
const unknownLast = { asc: '9999-12-31', desc: '0001-01-01' } as const;

const sortExpression = (sort: Sort, order: 'asc' | 'desc') =>
  sort === 'birthDate' || sort === 'joinedOn' ? sql<string>`coalesce(${sql.ref(sortColumns[sort])}, ${sql.lit(unknownLast[order])}::date)` : sql.ref<string>(sortColumns[sort]);

const readCursor = (text: string): { value: string; id: string } => {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof value === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { value, id };
  } catch {
    // Falls through: a cursor that cannot be read was not ours.
  }
  throw new AppError('invalid', { problems: [{ path: 'query.cursor', message: 'bad_value' }] });
};

type ListInput = z.output<(typeof memberList)['query']>;

/** One page, stable under writes: the cursor is the last row's sort value and id. */
export const memberPage = async (db: Db, scope: Scope, county: County, { sort, order, cursor, limit, ...filter }: ListInput) => {
  const key = sortExpression(sort, order);
  let q = await filteredMembers(db, scope, county, filter);
  if (cursor !== undefined) {
    const { value, id } = readCursor(cursor);
    const bound = sort === 'birthDate' || sort === 'joinedOn' ? sql`${value}::date` : sql`${value}`;
    q = q.where(sql<boolean>`(${key}, p.id) ${sql.raw(order === 'asc' ? '>' : '<')} (${bound}, ${id}::uuid)`);
  }
  const rows = await q
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .select(['p.id', 'p.name', 'p.sex', 'p.birth_date', 'p.ethnicity', 'p.education', 'p.phone', 'm.branch_id', 'o.short_name', 'm.category', 'm.joined_on', 'm.full_on', 'm.job_post', 'm.standing', 'm.lost_since', 'm.outflow_place'])
    .select(key.as('sort_value'))
    .orderBy(key, order)
    .orderBy('p.id', order)
    .limit(limit + 1)
    .execute();
  const keys = visibleKeys(scope, false);
  const items = rows.slice(0, limit).map(
    (row): z.input<typeof MemberRow> => ({
      id: row.id,
      name: row.name,
      sex: row.sex,
      birthDate: keys.has('birthDate') ? row.birth_date : null,
      ethnicity: keys.has('ethnicity') ? row.ethnicity : null,
      education: keys.has('education') ? row.education : null,
      phone: row.phone !== null && keys.has('phone') ? maskedOf(county.crypto, 'phone', row.phone) : null,
      branchId: row.branch_id,
      branchName: row.short_name,
      category: row.category,
      joinedOn: row.joined_on,
      fullOn: row.full_on,
      jobPost: keys.has('jobPost') ? row.job_post : null,
      standing: row.standing,
      lostSince: keys.has('lostSince') ? row.lost_since : null,
      outflowPlace: keys.has('outflowPlace') ? row.outflow_place : null,
    }),
  );
  const last = rows[limit - 1];
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify([last.sort_value, last.id])).toString('base64url') : null;
  return { items, next };
};

/** Counts of a subtree from the tallies that the commands keep. */
export const tallyOf = async (db: Db, scope: Scope, county: County, organisationId: string | undefined) => {
  let q = db.selectFrom('branch_tally as t');
  if (organisationId !== undefined) {
    const path = await organisationPath(db, county, organisationId);
    if (path !== scope.from) q = q.where('t.org_path', '>=', path).where('t.org_path', '<', rangeEnd(path));
  }
  const sum = (column: 'members' | 'probationary' | 'women' | 'minority' | 'lost' | 'outflow') => sql<number>`coalesce(sum(${sql.ref(`t.${column}`)}), 0)::int4`.as(column);
  return q
    .select([sum('members'), sum('probationary'), sum('women'), sum('minority'), sum('lost'), sum('outflow')])
    .select(sql<number>`count(*) filter (where t.members > 0)::int4`.as('branches'))
    .executeTakeFirstOrThrow();
};
