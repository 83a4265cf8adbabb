import { sql } from 'kysely';
import { mintScope, publicScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { type ClientScope, scopes } from './rules.ts';

/** The key of a program follows from its id by the county's own key, so that a retry shows it again and nothing keeps it. */
export const keyOf = (county: County, id: string): string =>
  county.crypto.hash('xapi program', id).toString('base64url');

export const hashOfKey = (county: County, id: string, key: string): Buffer =>
  county.crypto.hash('xapi key', `${id} ${key}`);

export interface Client {
  readonly id: string;
  readonly name: string;
  readonly scopes: ReadonlySet<ClientScope>;
}

/** The program that shows this id and key; undefined where there is none, or it was revoked. */
export const clientWith = async (
  db: Db,
  county: County,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<Client | undefined> => {
  const row = await db
    .selectFrom('xapi_client')
    .select(['id', 'name', 'scopes'])
    .where('key_hash', '=', hashOfKey(county, id, key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, name: row.name, scopes: new Set(scopes.filter((one) => row.scopes.includes(one))) };
};

/** A program sees what it has itself sent, and nobody's range. */
export const scopeOf = (county: County, { id, name }: Client, requestId: string): Scope =>
  mintScope({
    ...publicScope(county.entry.code, requestId),
    actor: name,
    role: 'program',
    path: '/',
    guard: `xapi:${id}`,
    source: 'xapi',
  });

/** Programs with a key, the newest first, with how many statements came by each. */
export const clientList = (db: Db) =>
  db
    .selectFrom('xapi_client as c')
    .select([
      'c.id',
      'c.name',
      'c.contact',
      'c.scopes',
      'c.made_at as madeAt',
      'c.revoked_at as revokedAt',
      'c.version',
    ])
    .select(sql<number>`xapi_statements_of(c.id)`.as('statements'))
    .orderBy('c.made_at', 'desc')
    .orderBy('c.id')
    .execute();
