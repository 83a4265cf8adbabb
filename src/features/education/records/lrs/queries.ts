import { etagOf } from '../documents/queries.ts';
import { identityOf } from '../shapes/actors/rules.ts';
import { agent } from '../shapes/actors/rules.ts';
import { isRecord, iri, record } from '../shapes/values/rules.ts';
import { malformed } from '../refusals/rules.ts';
import { agentIn, refuseOthers } from '../statements/asking/rules.ts';
import type { Hand } from '../statements/commands.ts';
import { definitionsFor } from '../statements/queries.ts';
import { type Answer, type Call, json, versions } from './calls/queries.ts';

const tagged = (value: unknown): Answer => {
  const body = JSON.stringify(value);
  return json(body, { etag: `"${etagOf(Buffer.from(body))}"` });
};

/** What everybody may ask, in whatever version (Communication 2.8). */
export const about = ({ params }: Call): Answer => {
  refuseOthers(params, []);
  return json({ version: versions });
};

/** Only what was asked with: the store knows no second identifier of anybody (Communication 2.4). */
export const person = async (_hand: Hand, { params }: Call): Promise<Answer> => {
  refuseOthers(params, ['agent']);
  const asked = agentIn(params, 'agent', agent);
  if (asked === undefined || identityOf(asked) === undefined) throw malformed('parameter agent', 'is missing');
  const { objectType: _, ...held } = record(asked, 'agent');
  return tagged({
    objectType: 'Person',
    ...Object.fromEntries(Object.entries(held).map(([name, value]) => [name, [value]])),
  });
};

/** The activity with what the program has last said of it (Communication 2.5). */
export const activity = async ({ county, scope, client }: Hand, { params }: Call): Promise<Answer> => {
  refuseOthers(params, ['activityId']);
  const { activityId } = params;
  iri(activityId, 'parameter activityId');
  const id = activityId ?? '';
  const known = (await definitionsFor(county.read(scope), client.id, [id])).get(id);
  return tagged({ objectType: 'Activity', id, ...(isRecord(known) ? { definition: known } : {}) });
};
