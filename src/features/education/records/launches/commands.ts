import type { Scope } from '#platform/access/scope.ts';
import { accessChanged } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { actorOf, type Client, hashOfKey } from '../clients/queries.ts';
import { type ClientScope, scopes } from '../clients/rules.ts';
import { writeDocument } from '../documents/commands.ts';
import { identityOf } from '../shapes/actors/rules.ts';
import { checkStatement } from '../shapes/rules.ts';
import type { Props } from '../shapes/values/rules.ts';
import { learnerIdOf } from '../learners/queries.ts';
import { storeStatements } from '../statements/commands.ts';
import { keptText } from '../statements/rules.ts';

interface Opening {
  readonly registration: string;
  /** Of this time: the key of the time before ends with it. */
  readonly session: string;
  readonly personId: string;
  /** Of the program. */
  readonly name: string;
}

const granted: readonly ClientScope[] = scopes;

/** A program that speaks for one learner, in one registration. @returns what stands behind `Basic` */
export const openLaunch = async (
  tx: Tx,
  county: County,
  { registration, session, personId, name }: Opening,
): Promise<string> => {
  const learner = learnerIdOf(county, personId);
  await tx
    .insertInto('xapi_learner')
    .values({ id: learner, person_id: personId })
    .onConflict((on) => on.doNothing())
    .execute();
  const key = county.crypto.hash('xapi launch', `${registration} ${session}`).toString('base64url');
  const key_hash = hashOfKey(county, registration, key);
  await tx
    .insertInto('xapi_client')
    .values({ id: registration, name, contact: '', scopes: [...granted], key_hash, learner_id: learner })
    .onConflict((on) => on.column('id').doUpdateSet({ key_hash }))
    .execute();
  accessChanged(tx, registration);
  return Buffer.from(`${registration}:${key}`).toString('base64');
};

interface Beginning {
  readonly registration: string;
  readonly activityId: string;
  readonly personId: string;
  /** What the program reads as the state `LMS.LaunchData`. */
  readonly data: object;
  readonly statement: object;
}

/** What lies ready for a program that was opened, written in its own name under a scope of the platform. */
export const noteLaunch = async (
  tx: Tx,
  county: County,
  scope: Scope,
  { registration, activityId, personId, data, statement }: Beginning,
): Promise<void> => {
  const agent = actorOf(county, personId);
  const client: Client = { id: registration, name: '支部平台', scopes: new Set(granted) };
  const hand = { county, scope, client };
  await writeDocument(
    tx,
    hand,
    {
      kind: 'state',
      activity: activityId,
      agent,
      identity: identityOf(agent),
      registration,
      name: 'LMS.LaunchData',
      since: undefined,
    },
    {
      content: { mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(data)) },
      conditions: { match: undefined, noneMatch: undefined },
      way: 'PUT',
    },
  );
  const value = statement as Props;
  const id = newId();
  await storeStatements(tx, hand, [
    { id, statement: checkStatement(value), text: keptText(JSON.stringify(value), id), attachments: [] },
  ]);
};

/** What the platform says of a launched program, however often it is told to. */
export const sayOnce = async (
  tx: Tx,
  county: County,
  scope: Scope,
  { registration, statement }: { readonly registration: string; readonly statement: object },
): Promise<void> => {
  const value = statement as Props;
  const hex = county.crypto.hash('xapi once', `${registration} ${JSON.stringify(value['verb'])}`).toString('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  const client: Client = { id: registration, name: '支部平台', scopes: new Set(granted) };
  const taken = { id, statement: checkStatement(value), text: keptText(JSON.stringify(value), id), attachments: [] };
  await storeStatements(tx, { county, scope, client }, [taken]);
};
