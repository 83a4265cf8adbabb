import { sql, type Selectable } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Membership, Person } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { BranchName } from '../branches/rules.ts';
import type { ImportField, Remembered } from '../headings/rules.ts';

/** Branches that hold members inside the scope's range, with the organisations above them. */
export const branchesOf = async (db: Db, scope: Scope): Promise<(BranchName & { readonly path: string })[]> => {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'parent_id', 'type', 'name', 'short_name', 'path'])
    .where('abolished_on', 'is', null)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const above = (id: string | null): string[] => {
    const row = id === null ? undefined : byId.get(id);
    return row === undefined ? [] : [...above(row.parent_id), row.short_name];
  };
  return rows
    .filter(
      (row) =>
        ['branch', 'joint_branch', 'temporary_branch'].includes(row.type) &&
        row.path >= scope.from &&
        row.path < scope.to,
    )
    .flatMap((row) => {
      const names = [...new Set([row.name, row.short_name])];
      return names.map((name) => ({ id: row.id, name, above: above(row.parent_id), path: row.path }));
    });
};

export interface Memory {
  readonly headings: Remembered;
  readonly branches: ReadonlyMap<string, string>;
}

/** What the organisation has taught about headings and names of branches. */
export const memoryOf = async (db: Db, organisationId: string): Promise<Memory> => {
  const rows = await db.selectFrom('import_memory').selectAll().where('organisation_id', '=', organisationId).execute();
  return {
    headings: Object.fromEntries(
      rows.filter((r) => r.kind === 'heading').map((r) => [r.text, r.field as ImportField | null]),
    ),
    branches: new Map(
      rows.flatMap((r) => (r.kind === 'branch' && r.branch_id !== null ? [[r.text, r.branch_id] as const] : [])),
    ),
  };
};

export interface KnownPerson {
  readonly person: Selectable<Person>;
  readonly membership: Selectable<Membership> | null;
}

/** People of the scope's range whose ID number has one of the hashes, by hash in hexadecimal. */
export const peopleByIdHash = async (db: Db, hashes: readonly Buffer[]): Promise<Map<string, KnownPerson>> => {
  if (hashes.length === 0) return new Map();
  const people = await db
    .selectFrom('person')
    .selectAll()
    .where('id_number_hash', '=', sql<Buffer>`any(${hashes as Buffer[]}::bytea[])`)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .execute();
  const memberships = await db
    .selectFrom('membership')
    .selectAll()
    .where('person_id', '=', sql<string>`any(${people.map((p) => p.id)}::uuid[])`)
    .where('voided_at', 'is', null)
    .where('left_on', 'is', null)
    .execute();
  const byPerson = new Map(memberships.map((m) => [m.person_id, m]));
  return new Map(
    people.map((person) => [
      person.id_number_hash?.toString('hex') ?? '',
      { person, membership: byPerson.get(person.id) ?? null },
    ]),
  );
};

/** Hashes of ID numbers that are taken in the county by somebody outside the scope's range. */
export const takenElsewhere = async (
  db: Db,
  hashes: readonly Buffer[],
  known: ReadonlyMap<string, KnownPerson>,
): Promise<Set<string>> => {
  const unknown = hashes.filter((hash) => !known.has(hash.toString('hex')));
  if (unknown.length === 0) return new Set();
  const { rows } = await sql<{
    digest: Buffer;
  }>`select digest from persons_with_id_numbers(${unknown}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.digest.toString('hex')));
};

export interface Namesake {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string | null;
  readonly phone_hash: Buffer | null;
}

/** People of the range with one of the names: who may be meant although the ID number differs. */
export const namesakesOf = async (db: Db, names: readonly string[]): Promise<Map<string, Namesake[]>> => {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'birth_date', 'phone_hash'])
    .where('name', '=', sql<string>`any(${names as string[]}::text[])`)
    .where('voided_at', 'is', null)
    .where('merged_into_id', 'is', null)
    .execute();
  const byName = new Map<string, Namesake[]>();
  for (const row of rows) byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
  return byName;
};
