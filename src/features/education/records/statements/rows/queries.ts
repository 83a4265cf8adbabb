/** What stands beside a sealed statement, column by column. */
import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { rememberHashes } from '#platform/crypto/remembered.ts';
import { type ArrayColumn, bytesColumn, textColumn } from '#platform/db/array-rows.ts';
import type { Keys } from '../rules.ts';

/** Keyed hashes of agents that were met lately: the same few stand in most statements. */
const mostAgents = 5_000;
const remembered = new WeakMap<County, CryptoProvider>();
type Hash = (identity: string) => Buffer;
export const hashing = (county: County): Hash => {
  const crypto = remembered.get(county) ?? rememberHashes(county.crypto, () => mostAgents);
  remembered.set(county, crypto);
  return (identity) => crypto.hash('xapi agent', identity);
};

/** A statement on its way into the table. */
interface Kept {
  readonly id: string;
  readonly person: string | undefined;
  readonly keys: Keys;
  readonly hash: Hash;
  readonly sealed: Buffer;
}

/** A list as one text, which the database reads as a list again. */
const listColumn = (
  name: string,
  type: 'text[]' | 'bytea[]',
  of: (row: Kept) => readonly string[],
): ArrayColumn<Kept> => ({
  name,
  of: (row) => {
    const list = of(row);
    return list.length === 0
      ? null
      : `{${list.map((one) => `"${one.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
  },
  kind: 'text',
  read: (element) => sql`coalesce(${element}, '{}')::${sql.raw(type)}`,
});
const bytesIn = (hash: Buffer): string => `\\x${hash.toString('hex')}`;

export const columns: readonly ArrayColumn<Kept>[] = [
  textColumn('id', 'uuid', ({ id }) => id),
  textColumn('person_id', 'uuid', ({ person }) => person),
  textColumn('verb', 'text', ({ keys }) => keys.verb),
  textColumn('activity', 'text', ({ keys }) => keys.activity),
  listColumn('activities', 'text[]', ({ keys }) => keys.activities),
  bytesColumn('actor', ({ keys, hash }) => (keys.actor === null ? null : hash(keys.actor))),
  listColumn('agents', 'bytea[]', ({ keys, hash }) => keys.agents.map((one) => bytesIn(hash(one)))),
  listColumn('all_agents', 'bytea[]', ({ keys, hash }) => keys.allAgents.map((one) => bytesIn(hash(one)))),
  textColumn('registration', 'uuid', ({ keys }) => keys.registration),
  textColumn('target_id', 'uuid', ({ keys }) => keys.targetId),
  {
    ...textColumn<Kept>('voids', 'boolean', ({ keys }) => (keys.voids ? 'true' : null)),
    read: (element) => sql`${element} is not null`,
  },
  bytesColumn('sealed', ({ sealed }) => sealed),
];
