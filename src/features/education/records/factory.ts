import { publicScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { hashOfKey, homePageOf, keyOf } from './clients/queries.ts';
import { scopes } from './clients/rules.ts';
import { learnerIdOf } from './learners/queries.ts';
import { checkStatement } from './shapes/rules.ts';
import type { Props } from './shapes/values/rules.ts';
import { storeStatements } from './statements/commands.ts';
import { keptText } from './statements/rules.ts';

export interface PlantedProgram {
  readonly id: string;
  readonly name: string;
}

/** A program with every right, as if it had been entered. */
export const plantProgram = async (tx: Tx, county: County, name = '外来课件'): Promise<PlantedProgram> => {
  const id = newId();
  const key_hash = hashOfKey(county, id, keyOf(county, id));
  await tx
    .insertInto('xapi_client')
    .values({ id, name, contact: '县委党校信息科', scopes: [...scopes], key_hash })
    .execute();
  return { id, name };
};

/** What a program says of a learner, under a scope that may write there. */
export const plantStatements = async (
  tx: Tx,
  county: County,
  {
    program,
    personId,
    said,
  }: { readonly program: PlantedProgram; readonly personId: string; readonly said: readonly Props[] },
): Promise<void> => {
  const name = learnerIdOf(county, personId);
  await tx
    .insertInto('xapi_learner')
    .values({ id: name, person_id: personId })
    .onConflict((on) => on.doNothing())
    .execute();
  const actor = { objectType: 'Agent', account: { homePage: homePageOf(county), name } };
  const taken = said.map((one) => {
    const [id, value] = [newId(), { actor, ...one }];
    return { id, statement: checkStatement(value), text: keptText(JSON.stringify(value), id), attachments: [] };
  });
  const client = { ...program, scopes: new Set(scopes) };
  const scope = { ...publicScope(county.entry.code, 'factory'), path: '/' };
  await storeStatements(tx, { county, scope, client }, taken);
};
