import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { useCounty } from '#test/harness/county.ts';
import { startJobs, type JobRunner } from './runner.ts';

const place = useCounty();

const begin = (crontab = ''): JobRunner => {
  const { county, admin, entry } = place.current;
  const { host, port, database } = admin;
  const tasks = { 'sweep.rest': async () => undefined };
  return startJobs(county, { handlers: {}, tasks, crontab, connection: { host, port, database, user: entry.runRole } });
};

const guards = async (): Promise<number> => {
  const { rows } = await place.current.county.database.pool.query<{ n: number }>(
    `select count(*)::int4 as n from pg_stat_activity where datname = current_database() and application_name like 'zhibu jobs%'`,
  );
  return rows[0]?.n ?? -1;
};

const untilNone = async (): Promise<number> => {
  for (let tries = 0; tries < 50 && (await guards()) > 0; tries += 1) await pause(50);
  return guards();
};

test.each([0, 5, 20, 60, 150, 400])('a queue stops %i ms after its start and leaves no connection', async (ms) => {
  const runner = begin();
  await pause(ms);
  await runner.stop();
  expect(await untilNone()).toBe(0);
});

test('a schedule may name tasks with a dot', async () => {
  const runner = begin('*/10 * * * * sweep.rest');
  const known = async (): Promise<string[]> => {
    const { jobSchema } = place.current.entry;
    const { rows } = await place.current.county.database.pool.query<{ identifier: string }>(
      `select identifier from ${jobSchema}._private_known_crontabs`,
    );
    return rows.map((row) => row.identifier);
  };
  for (let tries = 0; tries < 100 && (await known()).length === 0; tries += 1) await pause(50);
  expect(await known()).toEqual(['sweep.rest']);
  await runner.stop();
});
