import { sql, type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { DB } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { withoutGaps } from '#shared/names.ts';
import { visibleKeys, visibleMembers } from '../access.ts';
import { fileFields, type FileField } from '../catalogue.ts';
import { codesBelow, codeTables } from '../codes.ts';
import type { MemberFilter } from '../contract.ts';
import { organisationPath, organisationPathOn } from '../list/access.ts';
import { bornBy } from '../list/rules.ts';
import { numberIn, recordFilterKeys, recordFilters, type RecordFilter } from './rules.ts';

/** `a` and `op` are there only for the roster of a day (`on`). */
export type Tables = DB & {
  m: DB['membership'];
  p: DB['person'];
  a: DB['affiliation'];
  op: DB['organisation_period'];
};
type Where = ExpressionBuilder<Tables, 'm' | 'p'>;
export type MemberQuery = SelectQueryBuilder<Tables, 'm' | 'p', object>;

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

interface Search {
  readonly county: County;
  /** Which numbers the reader may look for: who does not see them must not try them out. */
  readonly idNumber: boolean;
  readonly phone: boolean;
}

const nothing = sql<boolean>`false`;

/** Digits look for the end of an ID number or phone or the whole of either; letters for pinyin; the rest for names. */
const matches = (e: Where, { county, idNumber, phone }: Search, q: string): Expression<SqlBool> => {
  const text = withoutGaps(numberIn(q));
  const { crypto } = county;
  if (/^\d{17}[\dXx]$/.test(text))
    return idNumber ? e('p.id_number_hash', '=', crypto.hash('id_number', text.toUpperCase())) : nothing;
  if (/^1\d{10}$/.test(text)) return phone ? e('p.phone_hash', '=', crypto.hash('phone', text)) : nothing;
  if (/^\d{3}[\dXx]$/.test(text)) {
    return e.or([
      ...(idNumber ? [e('p.id_tail_hash', '=', crypto.hash('id_tail', text.toUpperCase()))] : []),
      ...(phone ? [e('p.phone_tail_hash', '=', crypto.hash('phone_tail', text))] : []),
    ]);
  }
  if (/^[a-z' ]+$/i.test(text)) {
    const low = text.toLowerCase().replace(/[' ]/g, '');
    return e.or([sql<boolean>`starts_with(p.initials, ${low})`, sql<boolean>`starts_with(p.pinyin, ${low})`]);
  }
  return e.or([e('p.name', 'like', contains(text)), e('p.former_name', 'like', contains(text))]);
};

const codeColumns = {
  sex: 'p.sex',
  ethnicity: 'p.ethnicity',
  education: 'p.education',
  degree: 'p.degree',
  maritalStatus: 'p.marital_status',
  jobPost: 'm.job_post',
  occupation: 'p.occupation',
  standing: 'm.standing',
  joinKind: 'm.join_kind',
  conversion: 'm.conversion',
  newStratum: 'm.new_stratum',
  technicalPost: 'm.technical_post',
  leaveKind: 'm.leave_kind',
} as const satisfies Partial<Record<keyof MemberFilter, string>>;

const fields = new Map<string, FileField>(fileFields.map((field) => [field.key, field]));

/** The codes that a filter means: of a tree or a group all that lie below. */
const wanted = (key: string, codes: readonly string[]): string[] => {
  const field = fields.get(key);
  const table =
    field !== undefined && 'codes' in field && field.codes !== undefined ? codeTables[field.codes] : undefined;
  return table === undefined ? [...codes] : [...new Set(codes.flatMap((code) => codesBelow(table, code)))];
};

const byCodes = (query: MemberQuery, filter: MemberFilter): MemberQuery => {
  let q = query;
  if (filter.category) {
    // On an earlier day somebody who is a full member now may still have been on probation.
    const category =
      filter.on === undefined
        ? sql`m.category::text`
        : sql`case when m.category = 'full' and m.full_on > ${filter.on}::date then 'probationary' else m.category::text end`;
    q = q.where(sql<boolean>`${category} = any(${filter.category}::text[])`);
  }
  for (const [key, column] of Object.entries(codeColumns)) {
    const codes = filter[key as keyof typeof codeColumns];
    if (codes) q = q.where(sql<boolean>`${sql.ref(column)} = any(${wanted(key, codes)}::text[])`);
  }
  if (filter.isMigrantWorker !== undefined)
    q = q.where(sql<boolean>`coalesce(m.is_migrant_worker, false) = ${filter.isMigrantWorker}`);
  if (filter.isFrontLine !== undefined)
    q = q.where(sql<boolean>`coalesce(m.is_front_line, false) = ${filter.isFrontLine}`);
  return q;
};

/** Whole months of party age on a day ≥ `months`, exactly as `partyAge` of rules.ts counts them. */
const partyAgeAtLeast = (months: number, today: string) =>
  months === 0
    ? sql<boolean>`true`
    : sql<boolean>`(m.full_on + make_interval(months => ${months} - m.party_age_correction))::date <= ${today}::date`;

const byDates = (query: MemberQuery, filter: MemberFilter, today: string): MemberQuery => {
  let q = query;
  if (filter.ageFrom !== undefined) q = q.where('p.birth_date', '<=', bornBy(today, filter.ageFrom));
  if (filter.ageTo !== undefined) q = q.where('p.birth_date', '>', bornBy(today, filter.ageTo + 1));
  if (filter.partyAgeFrom !== undefined || filter.partyAgeTo !== undefined) {
    q = q.where('m.category', '=', 'full').where('m.full_on', '<=', today);
    if (filter.partyAgeFrom !== undefined) q = q.where(partyAgeAtLeast(12 * filter.partyAgeFrom, today));
    if (filter.partyAgeTo !== undefined)
      q = q.where(sql<boolean>`not (${partyAgeAtLeast(12 * (filter.partyAgeTo + 1), today)})`);
  }
  return q;
};

/** What a file has to have, by where it is kept: a file without one of these is incomplete; `completeness` of rules.ts asks for the same. */
const missing = (table: 'person' | 'membership', alias: string) =>
  sql.join(
    fileFields
      .filter((field) => field.required === 'always' && field.table === table)
      .map((field) => sql`${sql.ref(`${alias}.${field.column}`)} is null`),
    sql` or `,
  );
const lacksFullOn = (alias: string) =>
  sql`(${sql.ref(`${alias}.category`)} = 'full' and ${sql.ref(`${alias}.full_on`)} is null)`;
const isComplete = sql<boolean>`not (${missing('person', 'p')} or ${missing('membership', 'm')} or ${lacksFullOn('m')})`;
/** Each half has an index of the few that lack something (0034): a condition over both tables would read all of both. */
const isIncomplete = sql<boolean>`m.id in (
  select i.id from membership i where ${missing('membership', 'i')} or ${lacksFullOn('i')}
  union all
  select i.id from membership i join person k on k.id = i.person_id where ${missing('person', 'k')})`;
const isAway = sql<boolean>`(m.outflow_since is not null or m.outflow_place is not null)`;

/** On an earlier day: a dated record that covers the day, or what the membership says since a day before it. */
const heldOn = (table: 'lost_contact' | 'outflow', since: string, on: string) =>
  sql<boolean>`(coalesce(m.${sql.ref(since)} <= ${on}::date, false) or exists (select from ${sql.table(table)} r
    where r.person_id = m.person_id and r.voided_at is null and r.from_on <= ${on}::date and coalesce(r.to_on, 'infinity') > ${on}::date))`;

const byState = (query: MemberQuery, filter: MemberFilter): MemberQuery => {
  let q = query;
  const { on } = filter;
  const isLost = on === undefined ? sql<boolean>`m.lost_since is not null` : heldOn('lost_contact', 'lost_since', on);
  const away = on === undefined ? isAway : heldOn('outflow', 'outflow_since', on);
  if (filter.lost !== undefined) q = q.where(filter.lost ? isLost : sql<boolean>`not ${isLost}`);
  if (filter.outflow !== undefined) q = q.where(filter.outflow ? away : sql<boolean>`not ${away}`);
  if (filter.incomplete !== undefined) q = q.where(filter.incomplete ? isIncomplete : isComplete);
  return q;
};

const isLatest = sql<boolean>`not exists (select from membership l where l.person_id = m.person_id and l.voided_at is null and l.id > m.id)`;

/** Whoever has a record with one of the codes; of records that last, one that lasts on the day. */
const byRecords = (query: MemberQuery, filter: MemberFilter, day: string): MemberQuery => {
  let q = query;
  for (const key of recordFilterKeys) {
    const codes = filter[key];
    if (codes === undefined) continue;
    const { table, column, lasts }: RecordFilter = recordFilters[key];
    const during =
      lasts === undefined
        ? sql``
        : sql`and r.${sql.ref(lasts.from)} <= ${day}::date and coalesce(r.${sql.ref(lasts.to)}, 'infinity') >= ${day}::date`;
    q = q.where(
      sql<boolean>`exists (select from ${sql.table(table)} r where r.person_id = m.person_id and r.voided_at is null
        and r.${sql.ref(column)} = any(${codes}::text[]) ${during})`,
    );
  }
  return q;
};

/** A person who left and came back has two memberships: the one that lasted on the day. */
const isOfDay = (on: string) =>
  sql<boolean>`coalesce(m.left_on, 'infinity') >= ${on}::date and not exists (select from membership l
    where l.person_id = m.person_id and l.voided_at is null and l.id < m.id and coalesce(l.left_on, 'infinity') >= ${on}::date)`;

/** Who belonged to the subtree on that day: the day's tree meets the day's affiliations. */
const onDay = (query: MemberQuery, on: string, path: string): MemberQuery =>
  query
    .innerJoin('affiliation as a', 'a.person_id', 'm.person_id')
    .innerJoin('organisation_period as op', 'op.organisation_id', 'a.branch_id')
    .where('a.voided_at', 'is', null)
    .where(sql<boolean>`a.during @> ${on}::date and op.during @> ${on}::date`)
    .where(sql<boolean>`op.path >= ${path} and op.path < ${rangeEnd(path)}`)
    .where(isOfDay(on));

/**
 * A member and the membership that lasts are filed under one path. Both are said to be in the range: from whichever table
 * the database begins, it begins with these people and not with all that the scope sees.
 */
const below = (query: MemberQuery, path: string, ended: boolean): MemberQuery => {
  const end = rangeEnd(path);
  const q = query.where('m.org_path', '>=', path).where('m.org_path', '<', end);
  return ended ? q : q.where('p.org_path', '>=', path).where('p.org_path', '<', end);
};

/** The memberships that a filter means, for lists, exports and bulk changes. */
export const filteredMembers = async (
  db: Db,
  scope: Scope,
  county: County,
  filter: MemberFilter,
): Promise<MemberQuery> => {
  const { on, organisationId, q: text } = filter;
  let q = visibleMembers(db, scope) as unknown as MemberQuery;
  if (on !== undefined) {
    const path = await organisationPathOn(db, scope, organisationId, on);
    q = path === undefined ? q.where(nothing) : onDay(q, on, path);
  } else {
    q = q.where('m.left_on', filter.ended === true ? 'is not' : 'is', null);
    // Who came back has not left.
    if (filter.ended === true) q = q.where(isLatest);
    const path = organisationId === undefined ? scope.from : await organisationPath(db, county, organisationId);
    if (path !== scope.from) q = below(q, path, filter.ended === true);
  }
  const day = on ?? county.today();
  q = byRecords(byState(byDates(byCodes(q, filter), filter, day), filter), filter, day);
  if (text === undefined || text === '') return q;
  const keys = visibleKeys(scope, false);
  const search: Search = { county, idNumber: keys.has('idNumber'), phone: keys.has('phone') };
  return q.where((e) => matches(e, search, text));
};

/**
 * Of those who belonged to the subtree on that day, how many lie outside the reader's range today: their files are no longer
 * the reader's to see, but the roster says that it is not whole.
 */
export const elsewhereOn = async (
  db: Db,
  scope: Scope,
  organisationId: string | undefined,
  on: string,
): Promise<number> => {
  const path = await organisationPathOn(db, scope, organisationId, on);
  if (path === undefined) return 0;
  const { rows } = await sql<{ people: number }>`
    select count(*)::int4 as people
    from affiliation a join organisation_period op on op.organisation_id = a.branch_id
    where a.voided_at is null and a.during @> ${on}::date and op.during @> ${on}::date
      and op.path >= ${path} and op.path < ${rangeEnd(path)}
      and not exists (select from person p where p.id = a.person_id)`.execute(db);
  return rows[0]?.people ?? 0;
};
