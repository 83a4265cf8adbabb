import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { testServer, useCounty } from '#test/harness/county.ts';
import { startJob } from './jobs.ts';
import { startJobs } from './runner.ts';

const made = useCounty();

/** Ends every connection to the county's database, and lets none in for a while. */
const goAway = async (ms: number): Promise<void> => {
  const { database } = made.current.admin;
  const server = await testServer();
  const letIn = (yes: boolean): Promise<unknown> =>
    asAdmin(server, (client) => client.query(`alter database ${database} allow_connections ${yes}`));
  await letIn(false);
  await asAdmin(server, (client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]),
  );
  setTimeout(() => void letIn(true), ms);
};

const stateOf = async (id: string): Promise<unknown> => {
  const db = made.current.read(systemScope(made.current.entry.code, 'test', { guard: 'jobs' }));
  return db
    .selectFrom('job')
    .select(['state', 'result'])
    .where('id', '=', id)
    .executeTakeFirst()
    .catch(() => undefined);
};

test('a job is run again when the database went away under it and could not even be told so', async () => {
  const { county, entry, admin } = made.current;
  let attempts = 0;
  const runner = startJobs(county, {
    handlers: {
      'test.work': async (run) => {
        attempts += 1;
        if (attempts === 1) {
          await goAway(400);
          await pause(50);
          await run.county.read(run.scope).selectFrom('organisation').select('id').execute();
        }
        return { attempts };
      },
    },
    tasks: {},
    crontab: '',
    connection: {
      host: admin.host ?? '',
      port: admin.port ?? 0,
      user: entry.runRole,
      database: admin.database ?? '',
    },
  });
  try {
    const id = await made.current.write((tx) => startJob(tx, county, made.current.system, { kind: 'test.work' }));
    await expect.poll(() => stateOf(id)).toEqual({ state: 'done', result: { attempts: 2 } });
  } finally {
    await runner.stop();
  }
});

test('the new queue of another county in the same database ends neither this one nor the process', async () => {
  const { county, entry, admin } = made.current;
  const before = process.exitCode;
  let cutOff = false;
  const runner = startJobs(county, {
    handlers: {
      'test.work': async (run) => {
        const payload = JSON.stringify({ breaking: true, migrationNumber: 1 });
        await asAdmin(admin, (client) => client.query('select pg_notify($1, $2)', ['worker:migrate', payload]));
        await pause(500);
        cutOff = run.signal.aborted;
        return {};
      },
    },
    tasks: {},
    crontab: '',
    connection: { host: admin.host ?? '', port: admin.port ?? 0, user: entry.runRole, database: admin.database ?? '' },
  });
  try {
    const id = await made.current.write((tx) => startJob(tx, county, made.current.system, { kind: 'test.work' }));
    await expect.poll(() => stateOf(id), { timeout: 10_000 }).toEqual({ state: 'done', result: {} });
    expect([cutOff, process.exitCode]).toEqual([false, before]);
  } finally {
    process.exitCode = before;
    await runner.stop();
  }
});
