/** Every field of every endpoint is given what no form would send; the answer may be a refusal, never a fault. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/features.ts';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { matrix } from '../access/matrix.ts';
import { samples, type Request } from '../access/samples.ts';
import { makeTarget, type Target } from '../access/targets.ts';
import { openWorld, type Actor, type World } from '../access/world.ts';
import { testServer } from '../harness/county.ts';

const endpoints: readonly Endpoint[] = features.flatMap((feature) => (feature.routes ?? []).map((r) => r.endpoint));
const cases = endpoints.map((endpoint) => [endpoint.name, endpoint] as const);

let world: World;
beforeAll(async () => {
  world = await openWorld(await testServer());
});
afterAll(() => world.close());

const deep = (levels: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

/** What breaks parsers, databases and serialisers: characters, lengths, and words that a database takes for a date. */
const texts: readonly unknown[] = [
  'a\u0000b',
  '\ud800',
  "\u202e%_\\' or 1=1 --",
  'x'.repeat(50_000),
  '2026-02-30',
  'infinity',
  '../../etc/passwd',
];
const numbers: readonly unknown[] = [-1, 2_147_483_648, Number.MAX_SAFE_INTEGER, 1e308, 0.5];
/** Other kinds than the field's own. */
const shapes: readonly unknown[] = [null, ['x'], { $ne: null, constructor: { prototype: 1 } }, deep(2_000)];

type Parts = Record<string, unknown>;
type Path = readonly string[];
const isParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Field {
  readonly path: Path;
  readonly isNumber: boolean;
}

/** All fields, those of the contract that the sample leaves out as well. */
const fieldsOf = (schema: unknown, sample: unknown, at: Path = []): Field[] => {
  const { properties = {} } = (schema ?? {}) as { properties?: Parts };
  const given = isParts(sample) ? sample : {};
  const names = new Set([...Object.keys(properties), ...Object.keys(given)]);
  return [...names].flatMap((name) => {
    const path = [...at, name];
    const isNumber = /"(integer|number)"/.test(JSON.stringify(properties[name] ?? typeof given[name]));
    return [{ path, isNumber }, ...fieldsOf(properties[name], given[name], path)];
  });
};

const replaced = (value: unknown, [name, ...rest]: Path, by: unknown): unknown => {
  if (name === undefined) return by;
  const parts = isParts(value) ? value : {};
  return { ...parts, [name]: replaced(parts[name], rest, by) };
};

const schemaOf = (shape: z.ZodType): unknown => z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });

const askerOf = async (endpoint: Endpoint): Promise<Actor> => {
  const served = matrix[endpoint.name]?.yes ?? {};
  return world.enter(roles.find((role) => served[role] !== undefined && served[role] !== '') ?? 'member');
};

const nowhere = (): Target => ({
  id: world.tree.branchA1.id,
  of: world.tree.branchA1.id,
  node: world.tree.branchA1,
  name: '',
});

const codeOf = async (actor: Actor, endpoint: Endpoint, request: Request): Promise<string> => {
  const reply = await actor.client.raw(endpoint, request);
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  return reply.status < 400 ? 'served' : (error?.code ?? `status ${reply.status}`);
};

test.each(cases)(
  '%s is brought down by nothing that its fields can hold',
  { timeout: 300_000 },
  async (name, endpoint) => {
    const line = matrix[name];
    const sample = samples[name];
    if (line === undefined || sample === undefined) throw new Error(`${name} has no sample`);
    let actor = await askerOf(endpoint);
    const target = line.on === 'nothing' ? nowhere() : ((await makeTarget(world, line.on, actor, 'own')) ?? nowhere());
    const request = sample(target, actor);
    const faults: string[] = [];
    const attempt = async (changed: Request, what: string): Promise<void> => {
      if (line.alone === true) actor = await world.enter(actor.role);
      const code = await codeOf(actor, endpoint, changed);
      if (code === 'internal' || code.startsWith('status 5')) faults.push(`${what}: ${code}`);
    };
    for (const part of ['params', 'query', 'body'] as const) {
      const given = request[part] ?? {};
      for (const { path, isNumber } of fieldsOf(schemaOf(endpoint[part]), given)) {
        for (const [place, value] of [...(isNumber ? numbers : texts), ...shapes].entries()) {
          // An address holds texts, and no halves of characters.
          if (part !== 'body' && (typeof value === 'object' || value === '\ud800')) continue;
          await attempt(
            { ...request, [part]: replaced(given, path, value) },
            `${part}.${path.join('.')}, value ${place}`,
          );
        }
      }
    }
    expect(faults).toEqual([]);
  },
);
