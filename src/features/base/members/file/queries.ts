import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { yearsBetween } from '#shared/days.ts';
import { notFound } from '#shared/errors.ts';
import { canOf, isOwnFile, seesTable, visibleKeys } from '../access.ts';
import type { FieldKey } from '../catalogue.ts';
import type { MemberFile, Value } from '../contract.ts';
import { noteReading } from '../readings/commands.ts';
import { recordsOf } from '../records/queries.ts';
import { openFields, shownFields, type FileRow } from '../row/queries.ts';
import { recordAdvice, type DatedRecords } from '../standing/rules.ts';
import { checkFile, completeness, partyAge, type Advisory, type MemberFile as FileValues } from '../rules.ts';

export interface OpenFile extends FileRow {
  readonly fields: Record<FieldKey, Value>;
}

/** One file in full, as the rules read it. @throws AppError not_found outside the scope's range */
export const openFile = async (
  db: Db,
  county: County,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<OpenFile> => {
  const persons = db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null);
  const memberships = db
    .selectFrom('membership')
    .selectAll()
    .where('person_id', '=', id)
    .where('voided_at', 'is', null)
    .orderBy(sql`left_on desc nulls first`)
    .limit(1);
  const [person, membership] =
    options.lock === true
      ? [await persons.forUpdate().executeTakeFirst(), await memberships.forUpdate().executeTakeFirst()]
      : await Promise.all([persons.executeTakeFirst(), memberships.executeTakeFirst()]);
  if (!person || !membership) throw notFound();
  const row = { person, membership };
  return { ...row, fields: openFields(county.crypto, row) };
};

export const affiliationsOf = async (db: Db, personId: string) => {
  const rows = await db
    .selectFrom('affiliation as a')
    .innerJoin('organisation as o', 'o.id', 'a.branch_id')
    .where('a.person_id', '=', personId)
    .where('a.voided_at', 'is', null)
    .select(['a.branch_id', 'o.short_name', 'a.join_kind', 'a.leave_kind'])
    .select([sql<string | null>`lower(a.during)`.as('from_on'), sql<string | null>`upper(a.during) - 1`.as('to_on')])
    .orderBy(sql`lower(a.during)`, 'desc')
    .execute();
  return rows.map((a) => ({
    branchId: a.branch_id,
    branchName: a.short_name,
    from: a.from_on,
    to: a.to_on,
    joinKind: a.join_kind,
    leaveKind: a.leave_kind,
  }));
};

const postsOf = async (db: Db, personId: string) => {
  const rows = await db
    .selectFrom('post_holding as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .where('h.person_id', '=', personId)
    .where('h.voided_at', 'is', null)
    .select(['h.id', 'h.organisation_id', 'o.short_name', 'h.post', 'h.from_on', 'h.to_on'])
    .orderBy('h.from_on', 'desc')
    .execute();
  return rows.map((h) => ({
    id: h.id,
    organisationId: h.organisation_id,
    organisationName: h.short_name,
    post: h.post,
    from: h.from_on,
    to: h.to_on,
  }));
};

/** Names from the county down to the branch. */
export const branchNames = async (db: Db, branchId: string): Promise<string[]> => {
  const { rows } = await sql<{ short_name: string }>`
    with recursive up as (
      select id, parent_id, short_name, 0 as height from organisation where id = ${branchId}
      union all
      select o.id, o.parent_id, o.short_name, up.height + 1 from organisation o join up on o.id = up.parent_id)
    select short_name from up order by height desc`.execute(db);
  return rows.map((row) => row.short_name);
};

type Why = NonNullable<Advisory['why']>;
/** The same reason with lists that may be written to, as the wire's types want them. */
const plainWhy = (why: Why) => ({ ...why, inputs: { ...why.inputs }, steps: [...why.steps] });

/** What is computed from the fields, as far as the reader sees the fields. */
const findings = (
  open: OpenFile,
  keys: ReadonlySet<FieldKey>,
  { today, records }: { readonly today: string; readonly records: DatedRecords },
) => {
  const values = open.fields as FileValues;
  const { problems, advisories } = checkFile(values, { today });
  const { percent, missing } = completeness(values);
  const age = partyAge(values, today);
  const { birth_date: born } = open.person;
  return {
    age: born === null || !keys.has('birthDate') ? null : yearsBetween(born, today),
    partyAgeMonths: age?.value.totalMonths ?? null,
    partyAgeWhy: age === undefined ? null : plainWhy(age.why),
    completeness: { percent, missing: [...missing] },
    problems: [...problems, ...advisories, ...recordAdvice(values, records, today)]
      .filter(({ path }) => keys.has(path as FieldKey))
      .map(({ path, message, params, why }: Advisory) => ({
        path,
        message,
        ...(params ? { params: { ...params } } : {}),
        ...(why ? { why: plainWhy(why) } : {}),
      })),
  };
};

type Told = readonly { readonly values: Readonly<Record<string, unknown>> }[];

/** The records that rules look at, typed. */
const datedOf = (standings: Told, stays: Told): DatedRecords => ({
  standings: standings.map(({ values }) => ({
    standing: String(values['standing']),
    fromOn: String(values['fromOn']),
  })),
  stays: stays.map(({ values }) => ({
    purpose: String(values['purpose']),
    fromOn: String(values['fromOn']),
    toOn: typeof values['toOn'] === 'string' ? values['toOn'] : null,
  })),
});

interface OpenedFile {
  readonly view: z.input<typeof MemberFile>;
  /** Where the file lies: the receipt of the reading is filed there. */
  readonly path: string;
}

const openedFile = async (db: Db, scope: Scope, county: County, id: string): Promise<OpenedFile> => {
  const isOwn = isOwnFile(scope, id);
  const [open, affiliations, posts, records] = await Promise.all([
    openFile(db, county, id),
    seesTable(scope, 'affiliation', isOwn) ? affiliationsOf(db, id) : [],
    seesTable(scope, 'post_holding', isOwn) ? postsOf(db, id) : [],
    recordsOf(db, scope, id, isOwn),
  ]);
  const names = await branchNames(db, open.membership.branch_id);
  const keys = visibleKeys(scope, isOwn);
  const { left_on: leftOn, leave_kind: leaveKind } = open.membership;
  const view = {
    id,
    version: open.person.version,
    branchName: names.at(-1) ?? '',
    branchPathNames: names,
    ...shownFields(open.fields, keys),
    ...findings(open, keys, { today: county.today(), records: datedOf(records.standing_change, records.abroad_stay) }),
    affiliations,
    posts,
    records,
    ended: leftOn === null ? null : { on: leftOn, kind: keys.has('leaveKind') ? leaveKind : null },
    can: canOf(scope, { ended: leftOn !== null }),
  };
  return { view, path: open.person.org_path };
};

/** The file as a page shows it. @throws AppError not_found outside the scope's range */
export const fileView = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof MemberFile>> =>
  (await openedFile(db, scope, county, id)).view;

/** A file opened by a person: the reading is noted for the member. */
export const readFile = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof MemberFile>> => {
  const { view, path } = await openedFile(db, scope, county, id);
  noteReading(county, scope, { id, path });
  return view;
};
