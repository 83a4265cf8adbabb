import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import {
  Logger,
  parseCronItems,
  run,
  type ParsedCronItem,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { County } from '#platform/county/county.ts';
import { typeParsers } from '#platform/db/types.ts';
import { runJob, type JobHandler } from './jobs.ts';

/** A task without a visible row: sweeps, listeners of events. The payload is what `add_job` was given. */
export type TaskHandler = (county: County, payload: Readonly<Record<string, unknown>>) => Promise<void>;

export interface JobsOptions {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly tasks: Readonly<Record<string, TaskHandler>>;
  /** Lines of a crontab: '0 3 * * * members.purge'. */
  readonly crontab: string;
  readonly connection: pg.PoolConfig;
  readonly concurrency?: number;
}

export interface JobRunner {
  stop(): Promise<void>;
}

const lockKey = (poolId: string): number => createHash('sha256').update(poolId).digest().readInt32BE();

/** The queue's own crontab reader takes no dot in a task's name. */
const scheduleOf = (crontab: string): ParsedCronItem[] =>
  parseCronItems(
    crontab
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const parts = line.trim().split(/\s+/);
        return { match: parts.slice(0, 5).join(' '), task: parts.slice(5).join(' ') };
      }),
  );

/**
 * Jobs locked by a worker that died are freed at once: each runner holds an advisory lock named after itself
 * for as long as its connection lives, and whoever starts or looks sees which names are no longer held.
 */
const freeOrphans = async (client: pg.Client, schema: string, log: County['log']): Promise<void> => {
  const { rows } = await client.query<{ locked_by: string }>(
    `select distinct locked_by from ${schema}._private_jobs where locked_by is not null`,
  );
  const { rows: held } = await client.query<{ objid: number }>(
    "select objid::int8 as objid from pg_locks where locktype = 'advisory' and classid = 330324",
  );
  const alive = new Set(held.map((row) => row.objid | 0));
  const dead = rows.map((row) => row.locked_by).filter((id) => !alive.has(lockKey(id) | 0));
  if (dead.length === 0) return;
  log.info({ workers: dead.length }, 'freeing jobs of workers that are gone');
  await client.query(`select ${schema}.force_unlock_workers($1::text[])`, [dead]);
};

/** The queue's sentence without the error's own words, which may quote a row. */
const headOf = (message: string): string => (message.split(/ with error |\n/)[0] ?? '').slice(0, 300);

const tasksOf = (county: County, options: JobsOptions): TaskList => {
  const taskList: TaskList = {};
  for (const [kind, handler] of Object.entries(options.handlers)) {
    taskList[kind] = async (payload, { job }) => {
      await runJob(county, (payload as { jobId: string }).jobId, handler, job.attempts);
    };
  }
  for (const [name, task] of Object.entries(options.tasks)) {
    taskList[name] = async (payload) => task(county, (payload ?? {}) as Record<string, unknown>);
  }
  return taskList;
};

export const startJobs = (county: County, options: JobsOptions): JobRunner => {
  const { jobSchema: schema } = county.entry;
  const taskList = tasksOf(county, options);

  let stopped = false;
  let runner: Runner | null = null;
  let pool: pg.Pool | null = null;
  let guard: pg.Client | null = null;
  let sweep: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearInterval(sweep);
    await runner?.stop().catch(() => undefined);
    await pool?.end().catch(() => undefined);
    await guard?.end().catch(() => undefined);
    runner = pool = guard = null;
  };

  const begin = async (): Promise<void> => {
    const nextGuard = new pg.Client({
      ...options.connection,
      types: typeParsers,
      application_name: 'zhibu jobs guard',
    });
    const lost = new Promise<void>((done) => {
      nextGuard.on('error', () => done());
      nextGuard.on('end', () => done());
    });
    await nextGuard.connect();
    guard = nextGuard;
    await freeOrphans(nextGuard, schema, county.log);
    const events: WorkerEvents = new EventEmitter();
    // Jobs are locked in the name of the worker pool; the advisory lock carries the same name.
    events.on('pool:create', ({ workerPool }) => {
      void nextGuard.query('select pg_advisory_lock(330324, $1)', [lockKey(workerPool.id)]).catch(() => undefined);
    });
    pool = new pg.Pool({ ...options.connection, max: (options.concurrency ?? 2) + 2, application_name: 'zhibu jobs' });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    runner = await run({
      pgPool: pool,
      schema,
      taskList,
      parsedCronItems: scheduleOf(options.crontab),
      concurrency: options.concurrency ?? 2,
      pollInterval: 1_000,
      // Without a batch, an end of a job that cannot be written because the database is gone would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      noHandleSignals: true,
      noPreparedStatements: false,
      logger: new Logger(() => (level, message, meta) => {
        if (level === 'error') county.log.error({ jobs: headOf(message), err: meta?.['error'] }, 'job queue');
      }),
      events,
    });
    // Asked to stop while it was starting: the loop ends what has been begun.
    if (stopped) return;
    sweep = setInterval(() => void freeOrphans(nextGuard, schema, county.log).catch(() => undefined), 5_000);
    await Promise.race([lost, runner.promise.catch(() => undefined)]);
  };

  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        await begin();
      } catch (error) {
        if (!stopped)
          county.log.warn(
            { code: (error as { code?: string }).code, reason: (error as Error).message },
            'job queue not available',
          );
      }
      await end();
      if (!stopped) await new Promise((wait) => setTimeout(wait, 1_000));
    }
  };
  const running = loop();

  return {
    async stop() {
      stopped = true;
      await end();
      await running;
    },
  };
};
