import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useCounty } from '#test/harness/county.ts';
import { startJob, type JobHandler } from './jobs.ts';
import { startJobs, type JobRunner } from './runner.ts';

const place = useCounty();

const begin = (crontab = '', handlers: Readonly<Record<string, JobHandler>> = {}): JobRunner => {
  const { county, admin, entry } = place.current;
  const { host, port, database } = admin;
  const tasks = { 'sweep.rest': async () => undefined };
  return startJobs(county, { handlers, tasks, crontab, connection: { host, port, database, user: entry.runRole } });
};

const guards = async (): Promise<number> => {
  const { rows } = await place.current.county.database.pool.query<{ n: number }>(
    `select count(*)::int4 as n from pg_stat_activity where datname = current_database() and application_name like 'zhibu jobs%'`,
  );
  return rows[0]?.n ?? -1;
};

const known = async (): Promise<string[]> => {
  const { jobSchema } = place.current.entry;
  const { rows } = await place.current.county.database.pool.query<{ identifier: string }>(
    `select identifier from ${jobSchema}._private_known_crontabs`,
  );
  return rows.map((row) => row.identifier);
};

describe('a queue', () => {
  // What the queue's package has to complain of it says on the console.
  const said: unknown[] = [];
  beforeEach(() => {
    for (const name of ['error', 'trace', 'warn'] as const)
      vi.spyOn(console, name).mockImplementation((...all: unknown[]) => void said.push(all));
  });
  afterEach(() => said.splice(0));

  test.each([0, 2, 5, 10, 15, 20, 30, 60, 150, 400])(
    'stops %i ms after its start, leaves no connection and says nothing',
    async (ms) => {
      const runner = begin('*/10 * * * * sweep.rest');
      await pause(ms);
      await runner.stop();
      await expect.poll(guards).toBe(0);
      expect(said).toEqual([]);
    },
  );

  test('has a schedule that may name tasks with a dot', async () => {
    const runner = begin('*/10 * * * * sweep.rest');
    await expect.poll(known).toEqual(['sweep.rest']);
    await runner.stop();
  });
});

describe('a job under way when the process stops', () => {
  const stateOf = async (id: string) => {
    const db = place.current.read(systemScope(place.current.entry.code, 'test', { guard: 'jobs' }));
    return db.selectFrom('job').select(['state', 'result']).where('id', '=', id).executeTakeFirst();
  };
  const start = (kind: string): Promise<string> =>
    place.current.write((tx) => startJob(tx, place.current.county, place.current.system, { kind }));

  test('goes back into the queue and is done by the next process', async () => {
    let turns = 0;
    let isFirst = true;
    const long: JobHandler = async (run) => {
      for (let done = 0; isFirst; done += 1) {
        turns += 1;
        await run.progress({ done });
        await pause(5);
      }
      return { turns };
    };
    const first = begin('', { 'test.long': long });
    const id = await start('test.long');
    await expect.poll(() => turns).toBeGreaterThan(3);
    await first.stop();
    expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
    isFirst = false;
    const second = begin('', { 'test.long': long });
    await expect.poll(() => stateOf(id)).toEqual({ state: 'done', result: { turns } });
    await second.stop();
  });

  test('is waited for where it is about to end', async () => {
    const under = { way: false };
    const runner = begin('', {
      'test.short': async () => {
        under.way = true;
        await pause(300);
        return { ended: true };
      },
    });
    const id = await start('test.short');
    await expect.poll(() => under.way).toBe(true);
    await runner.stop();
    expect(await stateOf(id)).toEqual({ state: 'done', result: { ended: true } });
  });
});
