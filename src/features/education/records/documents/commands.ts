import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { homePageOf } from '../clients/queries.ts';
import { Refused } from '../refusals/rules.ts';
import type { Hand } from '../statements/commands.ts';
import { type Content, openContent, sealContent } from '../statements/kept/queries.ts';
import { learnerIn } from '../statements/rules.ts';
import { agentHash, documentsOf, etagOf, merged } from './queries.ts';
import { checkConditions, type Conditions, type Context } from './rules.ts';

/** Sealed with the rest of the statement; what is larger belongs into a file. */
export const largestDocument = 2 * 1_048_576;

/** One write of a context at a time, so that what was looked at is what is written over. */
const locked = (tx: Tx, { county, client }: Hand, { kind, activity, identity }: Context): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${[client.id, kind, activity, agentHash(county, identity).toString('hex')].join(' ')}, 0))`.execute(
    tx,
  );

const present = (tx: Tx, hand: Hand, context: Context) =>
  documentsOf(tx, hand, context)
    .select(['d.id', 'd.etag', 'd.sealed'])
    .where('d.name', '=', context.name ?? '')
    .where(sql<boolean>`d.registration is not distinct from ${context.registration ?? null}::uuid`)
    .executeTakeFirst();

const personOf = async (tx: Tx, { county }: Hand, { agent }: Context): Promise<string | null> => {
  const name = learnerIn(agent, homePageOf(county));
  if (name === undefined) return null;
  const { rows } = await sql<{ person_id: string }>`select person_id from xapi_learners(array[${name}::uuid])`.execute(
    tx,
  );
  return rows[0]?.person_id ?? null;
};

const note = (tx: Tx, { client, scope }: Hand, action: 'records.writeDocument' | 'records.deleteDocuments'): void =>
  audit(tx, { action, entity: 'xapi_client', entityId: client.id, path: scope.path });

interface Written {
  readonly content: Content;
  readonly conditions: Conditions;
  readonly way: 'PUT' | 'POST';
}

/** Replaces a document, or merges what was posted into it. @throws Refused 400, 409, 412, 413 */
export const writeDocument = async (
  tx: Tx,
  hand: Hand,
  context: Context,
  { content, conditions, way }: Written,
): Promise<void> => {
  if (content.bytes.length > largestDocument) throw new Refused(413, `a document has at most ${largestDocument} bytes`);
  await locked(tx, hand, context);
  const row = await present(tx, hand, context);
  checkConditions(conditions, row?.etag, { blind: way === 'PUT' && context.kind !== 'state' });
  const { county, client } = hand;
  const next = way === 'PUT' ? content : merged(row && openContent(county, row.sealed), content);
  const values = { etag: etagOf(next.bytes), updated: county.now().toISOString(), ...sealContent(county, next) };
  if (row !== undefined) await tx.updateTable('xapi_document').set(values).where('id', '=', row.id).execute();
  else
    await tx
      .insertInto('xapi_document')
      .values({
        id: newId(),
        client_id: client.id,
        person_id: await personOf(tx, hand, context),
        kind: context.kind,
        activity: context.activity,
        agent: agentHash(county, context.identity),
        registration: context.registration ?? null,
        name: context.name ?? '',
        ...values,
      })
      .execute();
  note(tx, hand, 'records.writeDocument');
};

/** One document, or all of the state of a context. What is not there is deleted already. @throws Refused 412 */
export const deleteDocuments = async (tx: Tx, hand: Hand, context: Context, conditions: Conditions): Promise<void> => {
  await locked(tx, hand, context);
  if (context.name === undefined) {
    const rows = await documentsOf(tx, hand, context).select('d.id').execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await tx.deleteFrom('xapi_document').where('id', 'in', ids).execute();
  } else {
    const row = await present(tx, hand, context);
    checkConditions(conditions, row?.etag, { blind: false });
    if (row !== undefined) await tx.deleteFrom('xapi_document').where('id', '=', row.id).execute();
  }
  note(tx, hand, 'records.deleteDocuments');
};
