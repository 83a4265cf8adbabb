import fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { openLog } from '#platform/log/log.ts';
import { answerFailures } from './failures.ts';
import { refuseOverload, type OverloadLimits } from './overload.ts';

const made = useCounty({ poolSize: 1 });
const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const generous: OverloadLimits = {
  waited: 600_000,
  waitingPerConnection: 1_000,
  loopDelay: 60_000,
  looks: 1,
  lookEvery: 20,
};

const serverWith = (limits: Partial<OverloadLimits>): FastifyInstance => {
  const app = fastify();
  open.push(app);
  answerFailures(app, openLog({ level: 'silent' }));
  refuseOverload(app, () => [made.current.county], { ...generous, ...limits });
  for (const url of ['/api/things', '/api/health', '/page', '/portal', '/portal/things'])
    app.get(url, async () => ({ ok: true }));
  return app;
};

/** Keeps the thread from its work. */
const block = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const statusOf = async (app: FastifyInstance, url = '/api/things'): Promise<number> =>
  (await app.inject(url)).statusCode;

test('requests are refused while too many wait for the database, and served again after', async () => {
  const app = serverWith({ waitingPerConnection: 3 });
  const slow = (): Promise<unknown> => sql`select pg_sleep(0.3)`.execute(made.current.read());
  const waiting = Array.from({ length: 6 }, slow);
  const refused = await app.inject('/api/things');
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
  expect(refused.json()).toMatchObject({ error: { code: 'overloaded' } });
  expect([await statusOf(app, '/api/health'), await statusOf(app, '/page')]).toEqual([200, 200]);
  expect([await statusOf(app, '/portal'), await statusOf(app, '/portal/things')]).toEqual([503, 503]);
  await Promise.all(waiting);
  expect(await statusOf(app)).toBe(200);
});

test('requests are refused while the first in the line has waited too long, however few wait', async () => {
  const app = serverWith({ waited: 20 });
  let release = (): void => undefined;
  const held = made.current.write(() => new Promise<void>((done) => (release = done)));
  // Until it has its connection, which the first test to run opens anew, it is itself the first in the line.
  await expect.poll(() => made.current.county.database.load().reads.waiting).toBe(0);
  expect(await statusOf(app)).toBe(200);
  const waiting = sql`select 1`.execute(made.current.read());
  await expect.poll(() => statusOf(app)).toBe(503);
  release();
  await Promise.all([held, waiting]);
  expect(await statusOf(app)).toBe(200);
});

test('requests are refused while the event loop keeps coming late, and served again after', async () => {
  const app = serverWith({ loopDelay: 250, looks: 2 });
  let busy = true;
  const work = (): void => {
    block(400);
    if (busy) setImmediate(work);
  };
  work();
  await expect.poll(() => statusOf(app)).toBe(503);
  expect(await statusOf(app, '/api/health')).toBe(200);
  busy = false;
  await expect.poll(() => statusOf(app)).toBe(200);
});

test('one long pause is no overload', async () => {
  const app = serverWith({ loopDelay: 2_000, looks: 2 });
  block(2_500);
  await new Promise((wait) => setTimeout(wait, 100));
  expect(await statusOf(app)).toBe(200);
});
