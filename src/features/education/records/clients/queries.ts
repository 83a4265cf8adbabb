import { sql } from 'kysely';
import { mintScope, publicScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { uuidPattern } from '../shapes/values/rules.ts';
import { learnerIdOf } from '../learners/queries.ts';
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
  /** Set where it reads in the name of a learner: what is about this person, whoever has sent it. */
  readonly personId?: string;
  /** Set where it was opened for one learner, whose account this is: it speaks of nobody else. Its id is the registration. */
  readonly launchedFor?: string;
}

/** The program that shows this id and key; undefined where there is none, or it was revoked. */
export const clientWith = async (
  db: Db,
  county: County,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<Client | undefined> => {
  const row = await db
    .selectFrom('xapi_client')
    .select(['id', 'name', 'scopes', 'learner_id'])
    .where('key_hash', '=', hashOfKey(county, id, key))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      scopes: new Set(scopes.filter((one) => row.scopes.includes(one))),
      ...(row.learner_id === null ? {} : { launchedFor: row.learner_id }),
    }
  );
};

/** A program that shows the key of a learner; undefined where nobody has it. */
export const readerWith = async (
  db: Db,
  county: County,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<Client | undefined> => {
  const { rows } = await sql<{
    id: string;
    person_id: string;
  }>`select * from xapi_reader(${hashOfKey(county, id, key)})`.execute(db);
  const row = rows[0];
  return row && { id: row.id, name: '本人', scopes: new Set(['statements/read/mine']), personId: row.person_id };
};

/** A program sees what it has itself sent, and nobody's range. */
export const scopeOf = (county: County, { id, name, personId }: Client, requestId: string): Scope =>
  mintScope({
    ...publicScope(county.entry.code, requestId),
    actor: name,
    role: 'program',
    personId: personId ?? null,
    path: '/',
    guard: personId === undefined ? `xapi:${id}` : '',
    source: 'xapi',
  });

/** Where accounts of this county are at home: a name that stays, whatever address the county is reached at. */
export const homePageOf = (county: County): string => `https://${county.entry.code}.zhibu.invalid`;

/** The learner as programs know somebody. */
export const actorOf = (county: County, personId: string) => ({
  objectType: 'Agent',
  account: { homePage: homePageOf(county), name: learnerIdOf(county, personId) },
});

/** Who asserts what a program has sent. */
export const authorityOf = (county: County, { id, name }: { readonly id: string; readonly name: string }): string =>
  JSON.stringify({ objectType: 'Agent', name, account: { homePage: `${homePageOf(county)}/xapi`, name: id } });

/** Which program an agent is by its identity, where that is one which asserts. */
export const senderBehind = (county: County, identity: string): string | undefined => {
  const [before, after] = identity.split(JSON.stringify(`${homePageOf(county)}/xapi`));
  const id = before === 'account [' ? /^,"(.*)"\]$/.exec(after ?? '')?.[1] : undefined;
  return id !== undefined && uuidPattern.test(id) ? id : undefined;
};

/** The platform's own statements hang on a program of that id. */
export const platformClient = '00000000-0000-4000-8000-000000000001';

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
    .where('c.id', '<>', platformClient)
    // What was opened for one learner is nobody's to manage.
    .where('c.learner_id', 'is', null)
    .orderBy('c.made_at', 'desc')
    .orderBy('c.id')
    .execute();
