import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { authorityOf, type Client, homePageOf } from '../clients/queries.ts';
import { Refused } from '../refusals/rules.ts';
import type { Statement } from '../shapes/rules.ts';
import type { Props } from '../shapes/values/rules.ts';
import { openKept, sealAttachment, sealKept } from './kept/queries.ts';
import { definitionsOf, keysOf, learnerIn, saysTheSame } from './rules.ts';

/** A statement that was read and checked, with what goes with it. */
export interface Taken {
  readonly id: string;
  readonly statement: Statement;
  /** As it is kept. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

export interface Attachment {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Hand {
  readonly county: County;
  readonly scope: Scope;
  readonly client: Client;
}

/** Rows of one statement of SQL: a batch may hold thousands, and the protocol has places for 65,535 values. */
const rowsAtOnce = 1_000;

const pieces = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, n) =>
    rows.slice(n * rowsAtOnce, (n + 1) * rowsAtOnce),
  );

/** Whom the statements are about, by the name of the account. */
const learnersOf = async (tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    person_id: string;
  }>`select * from xapi_learners(${[...new Set(names)]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, person_id: person }) => [id, person]));
};

const insertRows = async (tx: Tx, hand: Hand, taken: readonly Taken[]): Promise<ReadonlyMap<string, string | null>> => {
  const { county, client } = hand;
  const authority: unknown = JSON.parse(authorityOf(county, client));
  const homePage = homePageOf(county);
  const named = new Map(taken.map(({ id, statement }) => [id, learnerIn(statement.actor, homePage)]));
  const learners = await learnersOf(
    tx,
    [...named.values()].filter((name) => name !== undefined),
  );
  const hashes = new Map<string, Buffer>();
  // The same few agents stand in every statement of a batch.
  const hashOf = (identity: string): Buffer => {
    const hash = hashes.get(identity) ?? county.crypto.hash('xapi agent', identity);
    hashes.set(identity, hash);
    return hash;
  };
  const kept = new Map<string, string | null>();
  for (const piece of pieces(taken)) {
    const values = piece.map(({ id, statement, text }) => {
      const keys = keysOf(statement, authority);
      return {
        id,
        client_id: client.id,
        person_id: learners.get(named.get(id) ?? '') ?? null,
        verb: keys.verb,
        activity: keys.activity,
        activities: [...keys.activities],
        actor: keys.agents.length === 1 ? hashOf(keys.agents[0] ?? '') : null,
        agents: keys.agents.map(hashOf),
        all_agents: keys.allAgents.map(hashOf),
        registration: keys.registration,
        target_id: keys.targetId,
        voids: keys.voids,
        ...sealKept(county, text),
      };
    });
    const rows = await tx
      .insertInto('xapi_statement')
      .values(values)
      .onConflict((on) => on.column('id').doNothing())
      .returning(['id', 'person_id'])
      .execute();
    for (const { id, person_id: person } of rows) kept.set(id, person);
  }
  return kept;
};

/** What is there already must say the same (Communication 2.1.2). @throws Refused 409 */
const compareKept = async (tx: Tx, { county }: Hand, taken: readonly Taken[]): Promise<void> => {
  const ids = taken.map(({ id }) => id);
  const rows = await tx.selectFrom('xapi_statement').select(['id', 'sealed']).where('id', 'in', ids).execute();
  const texts = new Map(rows.map(({ id, sealed }) => [id, openKept(county, sealed)]));
  for (const { id, text } of taken) {
    const before = texts.get(id);
    if (before === undefined || !saysTheSame(JSON.parse(before) as Props, JSON.parse(text) as Props))
      throw new Refused(409, `statement ${id}: another statement has this id`);
  }
};

const insertAttachments = async (
  tx: Tx,
  { county, client }: Hand,
  taken: readonly Taken[],
  persons: ReadonlyMap<string, string | null>,
): Promise<void> => {
  for (const { id, attachments } of taken)
    for (const attachment of attachments)
      await tx
        .insertInto('xapi_attachment')
        .values({
          id: newId(),
          statement_id: id,
          client_id: client.id,
          person_id: persons.get(id) ?? null,
          digest: attachment.digest,
          ...sealAttachment(county, attachment),
        })
        .onConflict((on) => on.columns(['statement_id', 'digest']).doNothing())
        .execute();
};

/** The last word of a program on what an activity is; what it does not say again stays. What is known already is locked by nobody. */
const insertDefinitions = async (tx: Tx, { client }: Hand, taken: readonly Taken[]): Promise<void> => {
  if (!client.scopes.has('define')) return;
  const told = new Map(taken.flatMap(({ statement }) => [...definitionsOf(statement)]));
  const rows = [...told].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const piece of pieces(rows))
    await sql`insert into xapi_activity (client_id, iri, definition)
      select ${client.id}::uuid, t.iri, t.definition
      from unnest(${piece.map(([iri]) => iri)}::text[], ${piece.map(([, definition]) => JSON.stringify(definition))}::text[]) as t(iri, definition)
      where not exists (select from xapi_activity a where a.client_id = ${client.id}::uuid and a.iri = t.iri
        and a.definition::jsonb @> t.definition::jsonb)
      order by t.iri
      on conflict (client_id, iri) do update set definition = (xapi_activity.definition::jsonb || excluded.definition::jsonb)::text`.execute(
      tx,
    );
};

/** Stores all of them or none; what is there already changes nothing. @throws Refused 409 */
export const storeStatements = async (tx: Tx, hand: Hand, taken: readonly Taken[]): Promise<void> => {
  const persons = await insertRows(tx, hand, taken);
  const fresh = taken.filter(({ id }) => persons.has(id));
  if (fresh.length < taken.length)
    await compareKept(
      tx,
      hand,
      taken.filter(({ id }) => !persons.has(id)),
    );
  if (fresh.length === 0) return;
  await insertAttachments(tx, hand, fresh, persons);
  await insertDefinitions(tx, hand, fresh);
  audit(tx, {
    action: 'records.takeStatements',
    entity: 'xapi_client',
    entityId: hand.client.id,
    path: hand.scope.path,
  });
};
