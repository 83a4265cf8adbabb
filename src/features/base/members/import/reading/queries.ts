import { sql, type Selectable } from 'kysely';
import type { Membership, Person } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { ImportField, Remembered } from '../headings/rules.ts';

export interface RememberedBranch {
  readonly branchId: string;
  /** When a person said so. */
  readonly at: string;
}

export interface Memory {
  readonly headings: Remembered;
  readonly branches: ReadonlyMap<string, RememberedBranch>;
}

/** What the organisation has taught about headings and names of branches. */
export const memoryOf = async (db: Db, organisationId: string): Promise<Memory> => {
  const rows = await db.selectFrom('import_memory').selectAll().where('organisation_id', '=', organisationId).execute();
  return {
    headings: Object.fromEntries(
      rows.filter((r) => r.kind === 'heading').map((r) => [r.text, r.field as ImportField | null]),
    ),
    branches: new Map(
      rows.flatMap((r) =>
        r.kind === 'branch' && r.branch_id !== null
          ? [[r.text, { branchId: r.branch_id, at: r.updated_at }] as const]
          : [],
      ),
    ),
  };
};

export interface KnownPerson {
  readonly person: Selectable<Person>;
  readonly membership: Selectable<Membership> | null;
  /** On file, and never a member. */
  readonly applicant: boolean;
}

/** People of the scope's range by the keyed hash of their ID number (in hexadecimal), or by id. */
export interface KnownPeople {
  readonly byHash: ReadonlyMap<string, KnownPerson>;
  readonly byId: ReadonlyMap<string, KnownPerson>;
}

export const knownPeople = async (
  db: Db,
  asked: { readonly hashes: readonly Buffer[]; readonly ids: readonly string[] },
): Promise<KnownPeople> => {
  const current = () =>
    db.selectFrom('person').selectAll().where('voided_at', 'is', null).where('merged_into_id', 'is', null);
  const by = async (condition: ReturnType<typeof sql<boolean>>, size: number): Promise<readonly Selectable<Person>[]> =>
    size === 0 ? [] : current().where(condition).execute();
  const found = [
    ...(await by(sql<boolean>`id_number_hash = any(${asked.hashes}::bytea[])`, asked.hashes.length)),
    ...(await by(sql<boolean>`id = any(${asked.ids}::uuid[])`, asked.ids.length)),
  ];
  const memberships =
    found.length === 0
      ? []
      : await db
          .selectFrom('membership')
          .selectAll()
          .where(sql<boolean>`person_id = any(${found.map((p) => p.id)}::uuid[])`)
          .where('voided_at', 'is', null)
          .execute();
  const ever = new Set(memberships.map((m) => m.person_id));
  const byPerson = new Map(memberships.filter((m) => m.left_on === null).map((m) => [m.person_id, m]));
  const people = found.map((person): KnownPerson => ({
    person,
    membership: byPerson.get(person.id) ?? null,
    applicant: !ever.has(person.id),
  }));
  return {
    byId: new Map(people.map((known) => [known.person.id, known])),
    byHash: new Map(people.map((known) => [known.person.id_number_hash?.toString('hex') ?? '', known])),
  };
};

/** Hashes of ID numbers, in hexadecimal, that somebody in the county has; asked where the scope does not see everybody. */
export const takenNumbers = async (db: Db, hashes: readonly Buffer[]): Promise<ReadonlySet<string>> => {
  if (hashes.length === 0) return new Set();
  const { rows } = await sql<{
    digest: Buffer;
  }>`select digest from persons_with_id_numbers(${hashes}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.digest.toString('hex')));
};

export interface Likely {
  /** Place among those asked for. */
  readonly at: number;
  readonly id: string;
  readonly reason: 'name_and_birth' | 'name_and_phone';
}

/** People of the range who share the name and the birth date, or the name and the phone, with one of those asked for. */
export const likelyPeople = async (
  db: Db,
  asked: readonly { readonly name: string; readonly birthDate: string | null; readonly phoneHash: Buffer | null }[],
): Promise<readonly Likely[]> => {
  if (asked.length === 0) return [];
  const places = asked.map((_, at) => at);
  const names = asked.map(({ name }) => name);
  const { rows } = await sql<Likely>`
    select a.at, p.id, 'name_and_birth' as reason
    from unnest(${places}::int4[], ${names}::text[], ${asked.map((a) => a.birthDate)}::date[]) as a(at, name, birth)
    join person p on p.name = a.name and p.birth_date = a.birth and p.voided_at is null and p.merged_into_id is null
    union all
    select a.at, p.id, 'name_and_phone'
    from unnest(${places}::int4[], ${names}::text[], ${asked.map((a) => a.phoneHash)}::bytea[]) as a(at, name, phone)
    join person p on p.phone_hash = a.phone and p.name = a.name and p.voided_at is null and p.merged_into_id is null`.execute(
    db,
  );
  return rows;
};
