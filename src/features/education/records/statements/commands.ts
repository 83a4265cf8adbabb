import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { columnNames, openArrayRows } from '#platform/db/array-rows.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { type Client, homePageOf } from '../clients/queries.ts';
import { Refused } from '../refusals/rules.ts';
import type { Statement } from '../shapes/rules.ts';
import type { Props } from '../shapes/values/rules.ts';
import { insertDefinitions } from './defining/commands.ts';
import { openKept, sealAttachment, sealKept } from './kept/queries.ts';
import { columns, hashing } from './rows/queries.ts';
import { keysOf, learnerIn, saysTheSame } from './rules.ts';

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

/** Whom the statements are about, by the name of the account. */
const learnersOf = async (tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    person_id: string;
  }>`select * from xapi_learners(${[...new Set(names)]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, person_id: person }) => [id, person]));
};

/**
 * All of them in one statement, which costs a fraction of a place for each value. It tells the ids only where some were there already.
 * @returns what was not, with its learner
 */
const insertRows = async (
  tx: Tx,
  hand: Hand,
  taken: readonly Taken[],
): Promise<ReadonlyMap<string, string | undefined>> => {
  const { county, client } = hand;
  const homePage = homePageOf(county);
  const names = taken.map(({ statement }) => learnerIn(statement.actor, homePage));
  const learners = await learnersOf(
    tx,
    names.filter((name) => name !== undefined),
  );
  const persons = new Map(taken.map(({ id }, n) => [id, learners.get(names[n] ?? '')]));
  const hash = hashing(county);
  const rows = openArrayRows(columns);
  for (const { id, statement, text } of taken)
    rows.add({ id, person: persons.get(id), keys: keysOf(statement), hash, sealed: sealKept(county, text) });
  const told = await sql<{ ids: string[] | null }>`with fresh as (
      insert into xapi_statement (client_id, key_id, ${columnNames(rows.used())})
      select ${client.id}::uuid, ${county.crypto.currentKeyId}::integer, ${rows.values()}
      from rows from (${rows.split()}) as t(${columnNames(rows.used())})
      on conflict (id) do nothing returning id)
    select case when count(*) < ${taken.length}::integer then coalesce(array_agg(id), '{}') end as ids from fresh`.execute(
    tx,
  );
  const ids = told.rows[0]?.ids;
  return ids ? new Map(ids.map((id) => [id, persons.get(id)])) : persons;
};

/** What is there already must say the same (Communication 2.1.2). @throws Refused 409 */
const compareKept = async (tx: Tx, { county }: Hand, taken: readonly Taken[]): Promise<void> => {
  const ids = taken.map(({ id }) => id);
  const rows = await tx
    .selectFrom('xapi_statement')
    .select(['id', 'sealed'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
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
  persons: ReadonlyMap<string, string | undefined>,
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

/** Stores all of them or none; what is there already changes nothing. @returns the ids of the others. @throws Refused 409 */
export const keepStatements = async (tx: Tx, hand: Hand, taken: readonly Taken[]): Promise<ReadonlySet<string>> => {
  const persons = await insertRows(tx, hand, taken);
  const fresh = taken.filter(({ id }) => persons.has(id));
  if (fresh.length < taken.length)
    await compareKept(
      tx,
      hand,
      taken.filter(({ id }) => !persons.has(id)),
    );
  await insertAttachments(tx, hand, fresh, persons);
  await insertDefinitions(
    tx,
    hand,
    fresh.map(({ statement }) => statement),
  );
  return new Set(persons.keys());
};

export const noteStored = (tx: Tx, { scope: { path, requestId }, client }: Hand): void =>
  audit(tx, { action: 'records.takeStatements', entity: 'xapi_client', entityId: client.id, path, requestId });

/** The same, and notes it. @throws Refused 409 */
export const storeStatements = async (tx: Tx, hand: Hand, taken: readonly Taken[]): Promise<void> => {
  const fresh = await keepStatements(tx, hand, taken);
  if (fresh.size > 0) noteStored(tx, hand);
};
