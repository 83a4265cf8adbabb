import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { invalid } from '#shared/errors.ts';
import { masks } from '#shared/mask.ts';
import { fileFields, type FileField } from '../catalogue.ts';
import type { Value } from '../contract.ts';
import { recordTables } from '../records/contract.ts';
import { affiliationsOf, openFile, type OpenFile } from '../file/queries.ts';
import { organisationPath } from '../list/access.ts';
import { maskedOf } from '../row/queries.ts';
import { takeable, type mergePreview, type MergeSide, type TwinPerson, type Twins } from './contract.ts';

/** Pairs that one page holds; more are told by `more`. */
const shownTwins = 100;

interface Group {
  readonly reason: z.input<typeof Twins>['reason'];
  readonly ids: readonly string[];
}

/**
 * The same name with the same birth date or the same phone. A name and a birth date that meet are chance where every file
 * has an ID number of its own; a name and a phone are not: one of the numbers was mistyped.
 */
const groupsOf = async (db: Db, path: string): Promise<readonly Group[]> => {
  const people = sql`
    select p.id, p.name, p.birth_date, p.phone_hash, p.id_number_hash,
      p.org_path >= ${path} and p.org_path < ${rangeEnd(path)} as inside
    from person p
    where p.voided_at is null and p.merged_into_id is null
      and exists (select from membership m where m.person_id = p.id and m.voided_at is null)`;
  const doubtful = sql`count(*) > 1 and count(id_number_hash) < count(*) and bool_or(inside)`;
  const { rows } = await sql<Group>`
    with people as materialized (${people})
    select 'name_birth' as reason, array_agg(id order by id) as ids from people
    where birth_date is not null group by name, birth_date having ${doubtful}
    union all
    select case when count(distinct birth_date) = 1 then 'name_birth_phone' else 'name_phone' end, array_agg(id order by id)
    from people where phone_hash is not null group by name, phone_hash
    having count(*) > 1 and bool_or(inside)
      and (count(distinct birth_date) <> 1 or count(id_number_hash) = count(*))
    order by ids limit ${shownTwins + 1}`.execute(db);
  return rows;
};

const personRows = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('person as p')
    .innerJoin('membership as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.voided_at', 'is', null))
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .select(['p.id', 'p.name', 'p.sex', 'p.birth_date', 'p.id_number', 'p.phone', 'm.joined_on', 'o.short_name'])
    .where((e) => e('p.id', '=', e.fn.any(e.val([...ids]))))
    .execute();
type PersonRow = Awaited<ReturnType<typeof personRows>>[number];

const personView = (county: County, row: PersonRow): z.input<typeof TwinPerson> => ({
  id: row.id,
  name: row.name,
  sex: row.sex,
  birthDate: row.birth_date,
  idNumber: row.id_number === null ? null : maskedOf(county.crypto, 'idNumber', row.id_number),
  phone: row.phone === null ? null : maskedOf(county.crypto, 'phone', row.phone),
  branchName: row.short_name,
  joinedOn: row.joined_on,
});

const viewsOf = async (db: Db, county: County, ids: readonly string[]) =>
  new Map((await personRows(db, ids)).map((row) => [row.id, personView(county, row)]));

/** Files that probably mean one person, of which at least one lies below the organisation. */
export const twinsOf = async (db: Db, scope: Scope, county: County, organisationId: string | undefined) => {
  const path = organisationId === undefined ? scope.from : await organisationPath(db, county, organisationId);
  const groups = await groupsOf(db, path);
  const shown = groups.slice(0, shownTwins);
  const people = await viewsOf(db, county, [...new Set(shown.flatMap((group) => group.ids))]);
  const items = shown.map(({ reason, ids }): z.input<typeof Twins> => ({
    reason,
    people: ids.flatMap((id) => people.get(id) ?? []),
  }));
  return { items, more: groups.length > shownTwins };
};

/** Days on which both belong to a branch. */
export const overlap = async (db: Db, keepId: string, dropId: string): Promise<boolean> => {
  const { rows } = await sql<{ overlaps: boolean }>`
    select exists (
      select from affiliation k join affiliation d on d.during && k.during
      where k.person_id = ${keepId} and k.voided_at is null and d.person_id = ${dropId} and d.voided_at is null
    ) as overlaps`.execute(db);
  return rows[0]?.overlaps ?? false;
};

const recordCount = async (db: Db, id: string): Promise<number> => {
  const parts = recordTables.map(
    (table) => sql`select 1 from ${sql.table(table)} where person_id = ${id} and voided_at is null`,
  );
  const { rows } = await sql<{ records: number }>`
    select count(*)::int4 as records from (${sql.join(parts, sql` union all `)}) r`.execute(db);
  return rows[0]?.records ?? 0;
};

const sideOf = async (db: Db, county: County, open: OpenFile): Promise<z.input<typeof MergeSide>> => {
  const { id } = open.person;
  const [views, records, affiliations] = await Promise.all([
    viewsOf(db, county, [id]),
    recordCount(db, id),
    affiliationsOf(db, id),
  ]);
  const view = views.get(id);
  if (view === undefined) throw new Error('a file without a membership');
  return { ...view, version: open.person.version, records, affiliations, ended: open.membership.left_on !== null };
};

const shown = (field: FileField, value: Value): Value =>
  field.mask === undefined || field.mask === 'name' || typeof value !== 'string' ? value : masks[field.mask](value);

/** Both have an ID number, and not the same. */
export const numbersDiffer = ({ person: keep }: OpenFile, { person: drop }: OpenFile): boolean =>
  keep.id_number_hash !== null && drop.id_number_hash !== null && !keep.id_number_hash.equals(drop.id_number_hash);

/** What merging would do. @throws AppError not_found, invalid for one and the same file */
export const previewOf = async (
  db: Db,
  county: County,
  { keepId, dropId }: { readonly keepId: string; readonly dropId: string },
): Promise<z.input<(typeof mergePreview)['reply']>> => {
  if (keepId === dropId) throw invalid('query.dropId', 'merge_same');
  const [keep, drop] = await Promise.all([openFile(db, county, keepId), openFile(db, county, dropId)]);
  const keys: readonly string[] = takeable;
  const differences = fileFields
    .filter((field) => keys.includes(field.key) && keep.fields[field.key] !== drop.fields[field.key])
    .map((field) => ({
      field: field.key,
      keep: shown(field, keep.fields[field.key]),
      drop: shown(field, drop.fields[field.key]),
      take: keep.fields[field.key] === null && drop.fields[field.key] !== null,
    }));
  const [keepSide, dropSide, overlaps] = await Promise.all([
    sideOf(db, county, keep),
    sideOf(db, county, drop),
    overlap(db, keepId, dropId),
  ]);
  return { keep: keepSide, drop: dropSide, differences, overlaps, numbersDiffer: numbersDiffer(keep, drop) };
};
