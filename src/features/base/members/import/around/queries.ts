import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { narrowText } from '../cells/rules.ts';
import { idNeighbours } from '../duplicates/rules.ts';
import type { Around, Decision, Duplicate } from '../reading/commands.ts';
import { knownPeople, likelyPeople, takenNumbers, type KnownPeople } from '../reading/queries.ts';
import type { ImportedRow } from '../rules.ts';

/** One row as the judge takes it. */
export interface Asked {
  readonly seq: number;
  readonly read: ImportedRow;
  /** The cells, for a number that could not be read. */
  readonly texts: readonly string[];
  readonly decision: Decision | null;
}

/** Faulty ID numbers of one reading for which the numbers one digit away are looked up; each costs two hundred. */
export const mostNearLooks = 500;

export interface Surroundings extends Pick<Around, 'plan' | 'branchFor' | 'above' | 'newId'> {
  /** Looks for near numbers that are left; counted down. */
  readonly nearLooks: { left: number };
  readonly reachesAll: boolean;
}

/** The valid numbers that a faulty one may have meant, hashed. */
const nearHashes = (county: County, { read, texts }: Asked, looks: { left: number }): Buffer[] => {
  const faulty = read.problems.find((p) => p.field === 'idNumber' && p.column >= 0 && p.message.startsWith('id_'));
  if (faulty === undefined || looks.left <= 0) return [];
  const number = narrowText(texts[faulty.column] ?? '').toUpperCase();
  const neighbours = idNeighbours(number);
  if (neighbours.length > 0) looks.left -= 1;
  return neighbours.map((neighbour) => county.crypto.hash('id_number', neighbour));
};

const likelyOf = async (
  db: Db,
  county: County,
  asked: readonly Asked[],
  people: KnownPeople,
  near: ReadonlyMap<number, readonly Buffer[]>,
): Promise<Map<number, Duplicate[]>> => {
  const found = new Map<number, Duplicate[]>();
  const add = (seq: number, personId: string, reason: Duplicate['reason']): void => {
    const before = found.get(seq) ?? [];
    if (before.every((one) => one.personId !== personId)) found.set(seq, [...before, { reason, personId, seq: null }]);
  };
  for (const [seq, hashes] of near) {
    for (const hash of hashes) {
      const known = people.byHash.get(hash.toString('hex'));
      if (known) add(seq, known.person.id, 'near_id');
    }
  }
  const unknown = asked.filter(({ read: { fields } }) => {
    if (fields.name === undefined) return false;
    const hash = fields.idNumber === undefined ? null : county.crypto.hash('id_number', fields.idNumber);
    return hash === null || !people.byHash.has(hash.toString('hex'));
  });
  const likely = await likelyPeople(
    db,
    unknown.map(({ read: { fields } }) => ({
      name: fields.name ?? '',
      birthDate: /^\d{4}-\d{2}-\d{2}$/.test(fields.birthDate ?? '') ? (fields.birthDate ?? null) : null,
      phoneHash: fields.phone === undefined ? null : county.crypto.hash('phone', fields.phone),
    })),
  );
  for (const { at, id, reason } of likely) {
    const seq = unknown[at]?.seq;
    if (seq !== undefined) add(seq, id, reason);
  }
  return found;
};

/** Asks the register about some rows at once. */
export const aroundRows = async (
  county: County,
  scope: Scope,
  asked: readonly Asked[],
  { nearLooks, reachesAll, ...rest }: Surroundings,
): Promise<Around> => {
  const db = county.read(scope);
  const near = new Map(asked.map((one) => [one.seq, nearHashes(county, one, nearLooks)]));
  const hashes = asked.flatMap(({ read: { fields } }) =>
    fields.idNumber === undefined ? [] : [county.crypto.hash('id_number', fields.idNumber)],
  );
  const people = await knownPeople(db, {
    hashes: [...hashes, ...[...near.values()].flat()],
    ids: asked.flatMap(({ decision }) => (decision?.decision === 'link' ? (decision.personId ?? []) : [])),
  });
  const unknown = hashes.filter((hash) => !people.byHash.has(hash.toString('hex')));
  const taken = reachesAll ? new Set<string>() : await takenNumbers(db, unknown);
  const likely = await likelyOf(db, county, asked, people, near);
  return { county, today: county.today(), people, taken, likely, ...rest };
};
