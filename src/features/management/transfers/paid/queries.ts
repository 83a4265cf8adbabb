import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { noteReading, openFile } from '#features/base/members/index.ts';

/** `YYYY-MM` by person, for members of the range; whoever has paid nothing on record is missing. */
const monthsOf = async (db: Db, people: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ person_id: string; month: string }>`
    select person_id, month from dues_paid_to(${[...people]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.person_id, row.month.slice(0, 7)]));
};

/**
 * The month to which a member has paid, for whoever writes the letter. It tells of the member, so it is noted like a look into the
 * file. @throws AppError not_found outside the range
 */
export const paidMonth = async (db: Db, scope: Scope, county: County, personId: string) => {
  const { membership, person } = await openFile(db, county, personId);
  if (membership.left_on !== null) throw notFound();
  noteReading(county, scope, { id: personId, path: person.org_path });
  return { month: (await monthsOf(db, [personId])).get(personId) ?? null };
};

/** Of a unit one month stands for all: the earliest of those on record. It names nobody. */
export const paidTogether = async (db: Db, people: readonly string[]) => {
  const known = [...(await monthsOf(db, people)).values()].toSorted();
  return { month: known[0] ?? null, latest: known.at(-1) ?? null, unknown: people.length - known.length };
};
