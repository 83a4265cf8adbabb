import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { analyseSchema, asAdmin } from '#platform/db/counties.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import { testServer } from '../harness/county.ts';
import { matrix } from './matrix.ts';
import { openExaminer, type Examiner } from './run.ts';
import { openWorld, type World } from './world.ts';

const endpoints: readonly Endpoint[] = features.flatMap((feature) =>
  (feature.routes ?? []).map((route) => route.endpoint),
);
const cases = endpoints.map((endpoint) => [endpoint.name, endpoint] as const);

let world: World;
let examiner: Examiner;
beforeAll(async () => {
  world = await openWorld(await testServer());
  examiner = openExaminer(world);
});
afterAll(() => world.close());

let begun = 0;
/**
 * Each question brings people and things along, thousands in a minute, and nobody has told the planner: a list of them
 * planned as for one takes seconds. Told at the 8th, the 16th, the 32nd and so on, it is never wrong by more than twofold.
 */
beforeEach(async () => {
  begun += 1;
  if (begun >= 8 && Number.isInteger(Math.log2(begun)))
    await asAdmin(world.admin, (admin) => analyseSchema(admin, world.county.entry.schema));
});

test('the matrix names no endpoint that is not there', () => {
  const names = new Set(endpoints.map(({ name }) => name));
  expect(Object.keys(matrix).filter((name) => !names.has(name))).toEqual([]);
});

test.each(cases)(
  '%s answers every role at every relation as the matrix says',
  { timeout: 300_000 },
  async (_name, endpoint) => {
    const { cells, mismatches } = await examiner.examine(endpoint);
    expect(mismatches).toEqual([]);
    expect(cells).toBeGreaterThan(10);
  },
);
