import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useCounty } from '#test/harness/county.ts';
import { startJob, type JobHandler } from './jobs.ts';
import { startJobs } from './runner.ts';

const place = useCounty();

const kind = 'test.long';

const ask = async <T extends object>(text: string, values: readonly unknown[]): Promise<T[]> => {
  const { county, entry } = place.current;
  const { rows } = await county.database.pool.query<T>(text.replaceAll('jobs.', `${entry.jobSchema}._private_`), [
    ...values,
  ]);
  return rows;
};

const start = (): Promise<string> =>
  place.current.write((tx) => startJob(tx, place.current.county, place.current.system, { kind }));

const jobOf = (id: string) =>
  place.current
    .read(systemScope(place.current.entry.code, 'test', { guard: 'jobs' }))
    .selectFrom('job')
    .select(['state', 'result', 'error'])
    .where('id', '=', id)
    .executeTakeFirst();

interface Queued {
  readonly attempts: number;
  readonly cut: number;
  readonly taken: boolean;
}

const inQueue = async (id: string): Promise<Queued | undefined> =>
  (
    await ask<Queued>(
      `select attempts::int4 as attempts, coalesce((payload ->> 'cutOff')::int4, 0) as cut, locked_by is not null as taken
       from jobs.jobs where key = $1`,
      [id],
    )
  )[0];

const begin = (handler: JobHandler) => {
  const { county, admin, entry } = place.current;
  const { host, port, database } = admin;
  const settled: unknown[] = [];
  const { stop } = startJobs(county, {
    handlers: { [kind]: handler },
    tasks: {},
    settles: { [kind]: async (_, { jobId }) => void settled.push(jobId) },
    crontab: '',
    connection: { host, port, database, user: entry.runRole },
  });
  return { settled, stop };
};

/** Leaves a job as a process does that is killed under it; the next one finds it, and is killed before it takes it. */
const killUnder = async (id: string): Promise<void> => {
  await ask(
    `update jobs.jobs set attempts = attempts + 1, locked_at = now(), locked_by = 'gone', run_at = now() + interval '1 day'
     where key = $1`,
    [id],
  );
  const next = begin(async () => undefined);
  await expect.poll(() => inQueue(id)).toMatchObject({ taken: false });
  await next.stop();
};

const dueNow = (id: string): Promise<unknown> => ask('update jobs.jobs set run_at = now() where key = $1', [id]);

test('a job that is cut off by the end of its process loses no attempt', async () => {
  const id = await start();
  for (let n = 0; n < 5; n += 1) await killUnder(id);
  expect(await inQueue(id)).toEqual({ attempts: 0, cut: 5, taken: false });
  await dueNow(id);
  // Its first fault is not its end, as a fifth one would be.
  const failing = begin(async () => {
    throw new RangeError('out of bounds');
  });
  await expect.poll(() => inQueue(id)).toEqual({ attempts: 1, cut: 5, taken: false });
  await failing.stop();
  expect(await jobOf(id)).toMatchObject({ state: 'running', error: null });
  await dueNow(id);
  const working = begin(async () => ({ whole: true }));
  await expect.poll(() => jobOf(id)).toMatchObject({ state: 'done', result: { whole: true } });
  await working.stop();
});

test('a job under way at a hundred ends of its process is no longer tried, and says so', async () => {
  const id = await start();
  await ask(`update jobs.jobs set payload = (payload::jsonb || '{"cutOff": 99}')::json where key = $1`, [id]);
  await killUnder(id);
  await dueNow(id);
  let tried = 0;
  const runner = begin(async () => {
    tried += 1;
  });
  await expect.poll(() => jobOf(id)).toMatchObject({ state: 'failed', error: { message: 'job_cut_off' } });
  await expect.poll(() => runner.settled).toEqual([id]);
  await runner.stop();
  expect(tried).toBe(0);
});

test('a job that stops with its process keeps its attempts, and waits no longer each time', async () => {
  const id = await start();
  for (let n = 0; n < 3; n += 1) {
    await dueNow(id);
    let under = false;
    const runner = begin(async (run) => {
      under = true;
      for (;;) {
        await run.progress({ done: n });
        await pause(5);
      }
    });
    await expect.poll(() => under).toBe(true);
    await runner.stop();
    expect(await inQueue(id)).toEqual({ attempts: 0, cut: 0, taken: false });
  }
});
