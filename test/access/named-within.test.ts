/**
 * Ids that a request names beside the thing it is about: the member to merge with, the holder of a post, the rows of a bulk
 * change. One that lies out of sight gets the answer of one that does not exist. (Organisations of the county are no secret.)
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/features.ts';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import { newId } from '#shared/ids.ts';
import { testServer } from '../harness/county.ts';
import { plantMember } from '../harness/tree.ts';
import { matrix } from './matrix.ts';
import { samples, type Request } from './samples.ts';
import { makeTarget, type Target } from './targets.ts';
import { openWorld, type World } from './world.ts';

interface Schema {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}
type Path = readonly string[];

/** Where a schema takes ids; `0` is the first of a list. */
const idsIn = ({ format, properties = {}, items, anyOf = [] }: Schema, at: Path = []): Path[] => [
  ...(format === 'uuid' ? [at] : []),
  ...Object.entries(properties).flatMap(([name, schema]) => idsIn(schema, [...at, name])),
  ...anyOf.flatMap((schema) => idsIn(schema, at)),
  ...(items ? idsIn(items, [...at, '0']) : []),
];

const withId = (value: unknown, [name, ...rest]: Path, id: string): unknown => {
  if (name === undefined) return id;
  if (name === '0') return [withId(Array.isArray(value) ? value[0] : undefined, rest, id)];
  const parts = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { ...parts, [name]: withId(parts[name], rest, id) };
};

/** Nobody's id, next to that one: where two rows are locked, the order of their ids decides which refusal comes first. */
const missing = (id: string): string => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;

/** Ids that the device makes for what it sends: they name nothing before. */
const made = new Set(['own.answerQuiz body.attemptId']);

const cases = features
  .flatMap(({ routes = [] }) => routes.map(({ endpoint }) => endpoint))
  .flatMap((endpoint) =>
    (['query', 'body'] as const).flatMap((part) =>
      idsIn(z.toJSONSchema(endpoint[part], { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema).map(
        (path) => [`${endpoint.name} ${part}.${path.join('.')}`, endpoint, part, path] as const,
      ),
    ),
  )
  .filter(([name]) => !made.has(name));

const ofCounty = 'a member of another township';
let world: World;
let hidden: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await openWorld(await testServer());
  const outside = await world.write((tx) => plantMember(tx, world.tree.branchB1));
  const foreign = await world.write((tx) => plantMember(tx, world.foreign.branchA1), { of: world.neighbour });
  hidden = {
    [ofCounty]: outside.id,
    'a member of another county': foreign.id,
    'an organisation of another county': world.foreign.branchA1.id,
    'an account': (await world.enter('system_admin')).accountId,
  };
});
afterAll(() => world.close());

test('there are such requests', () => expect(cases.length).toBeGreaterThan(10));

test.each(cases)('%s tells nothing of what is out of sight', async (_, endpoint, part, path) => {
  const line = matrix[endpoint.name];
  const sample = samples[endpoint.name];
  const served = roles.filter((each) => line?.yes[each] !== undefined);
  const role = served.find((each) => each !== 'county_officer') ?? served[0];
  if (line === undefined || sample === undefined || role === undefined) throw new Error(`${endpoint.name}: no line`);
  const actor = await world.enter(role);
  const nowhere: Target = { id: newId(), of: newId(), node: actor.place, name: '' };
  const relation = line.yes[role]?.includes('own') ? 'own' : 'self';
  const target = line.on === 'nothing' ? null : await makeTarget(world, line.on, actor, relation);
  const request: Request = sample(target ?? nowhere, actor);
  const answerTo = async (id: string): Promise<unknown> => {
    const asked = { ...request, [part]: withId(request[part] ?? {}, path, id) };
    const { status, body } = await actor.client.raw(endpoint, asked);
    return [
      status,
      JSON.parse(JSON.stringify((body as { error?: unknown } | undefined)?.error ?? null).replaceAll(id, 'it')),
    ];
  };
  for (const [what, id] of Object.entries(hidden)) {
    // The county officer's range leaves no member of the county out of sight.
    if (role === 'county_officer' && what === ofCounty) continue;
    expect([what, await answerTo(id)]).toEqual([what, await answerTo(missing(id))]);
  }
});
