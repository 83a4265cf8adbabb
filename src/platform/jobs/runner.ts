import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import {
  Logger,
  parseCronItems,
  run,
  type JobHelpers,
  type ParsedCronItem,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { County } from '#platform/county/county.ts';
import { typeParsers } from '#platform/db/types.ts';
import { TryLater } from './queue.ts';
import { JobStopped, runJob, type JobHandler } from './jobs.ts';

/** A task without a visible row: sweeps, listeners of events. The payload is what `add_job` was given. */
export type TaskHandler = (county: County, payload: Readonly<Record<string, unknown>>) => Promise<void>;

export interface JobsOptions {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly tasks: Readonly<Record<string, TaskHandler>>;
  /** By kind of job: what is done at once when one has failed or was cancelled. */
  readonly settles?: Readonly<Record<string, TaskHandler>>;
  /** Lines of a crontab: '0 3 * * * members.purge'. */
  readonly crontab: string;
  readonly connection: pg.PoolConfig;
  /** So many at a time in each of the two lanes: what people have started and see, and what nobody sees. */
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
 *
 * A visible job gets its attempt back, since the end of the process says nothing about it; how often it was cut off is
 * counted apart. A task does not: it is short, and one that is under way at each of 25 ends is what brings them about.
 */
const freeOrphans = async (
  client: pg.Client,
  schema: string,
  { visible, log }: { readonly visible: readonly string[]; readonly log: County['log'] },
): Promise<void> => {
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
  await client.query(
    `update ${schema}._private_jobs j set locked_at = null, locked_by = null,
       attempts = case when t.identifier = any ($2::text[]) then greatest(j.attempts - 1, 0) else j.attempts end,
       payload = case when t.identifier = any ($2::text[])
         then (j.payload::jsonb || jsonb_build_object('cutOff', coalesce((j.payload ->> 'cutOff')::int4, 0) + 1))::json
         else j.payload end
     from ${schema}._private_tasks t where t.id = j.task_id and j.locked_by = any ($1::text[])`,
    [dead, visible],
  );
};

/** The queue's sentence without the error's own words, which may quote a row. */
const headOf = (message: string): string => (message.split(/ with error |\n/)[0] ?? '').slice(0, 300);

/** The process stops under a job, which goes back into the queue as if it had not been tried; at the worst that costs an attempt. */
const giveBack = async (schema: string, { job, withPgClient }: JobHelpers): Promise<void> => {
  const text = `update ${schema}._private_jobs set attempts = greatest(attempts - 1, 0) where id = $1`;
  await withPgClient((client) => client.query(text, [job.id])).catch(() => undefined);
};

/**
 * Two lanes that never wait for each other: visible jobs, which may take minutes, and tasks, which deliver notices and sweep. An
 * import keeps nobody from being told.
 */
const lanesOf = (county: County, options: JobsOptions, signal: AbortSignal): readonly TaskList[] => {
  const [jobs, tasks]: [TaskList, TaskList] = [{}, {}];
  for (const [kind, handler] of Object.entries(options.handlers)) {
    jobs[kind] = async (payload, helpers) => {
      const { jobId, cutOff } = payload as { jobId: string; cutOff?: number };
      const attempt = { attempts: helpers.job.attempts, signal, ...(cutOff === undefined ? {} : { cutOff }) };
      const ended = await runJob(county, jobId, handler, attempt).catch(async (error: unknown) => {
        if (error instanceof JobStopped) await giveBack(county.entry.jobSchema, helpers);
        throw error;
      });
      if (ended === 'failed' || ended === 'cancelled') await options.settles?.[kind]?.(county, { jobId });
    };
  }
  for (const [name, task] of Object.entries(options.tasks)) {
    tasks[name] = async (payload) => task(county, (payload ?? {}) as Record<string, unknown>);
  }
  return [jobs, tasks].filter((lane) => Object.keys(lane).length > 0);
};

/** Milliseconds in which what is under way may come to its end. What does not is cut off, and begins anew later. */
const grace = 15_000;

/** Whether the work ended in time. */
const endsWithin = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), ms);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
};

/** Stops taking jobs and waits for those under way, also where the queue has begun to stop by itself. */
const endRunner = async (runner: Runner, log: County['log']): Promise<void> => {
  const ended = Promise.allSettled([runner.stop(), runner.promise]);
  if (await endsWithin(grace, ended)) return;
  log.warn({}, 'jobs under way are cut off and begin anew later');
  await endsWithin(2_000, runner.kill());
};

interface Guard {
  readonly client: pg.Client;
  /** Resolves when the connection breaks. */
  readonly lost: Promise<void>;
}

/** The connection that holds the runner's advisory lock. */
const openGuard = (connection: pg.PoolConfig): Guard => {
  const client = new pg.Client({
    ...connection,
    types: typeParsers,
    application_name: 'zhibu jobs guard',
    connectionTimeoutMillis: 5_000,
  });
  const lost = new Promise<void>((done) => {
    client.on('error', () => done());
    client.on('end', () => done());
  });
  return { client, lost };
};

const openPool = ({ connection, concurrency = 2 }: JobsOptions, lanes: number): pg.Pool => {
  const pool = new pg.Pool({ ...connection, max: (concurrency + 2) * lanes, application_name: 'zhibu jobs' });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

const isFault = (error: unknown): boolean => !(error instanceof JobStopped) && !(error instanceof TryLater);

/** Tells of errors; that a job goes back into the queue because the process stops, or to wait, is none. */
const errorsInto = (log: County['log']): Logger =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error' && isFault(meta?.['error']))
      log.error({ jobs: headOf(message), err: meta?.['error'] }, 'job queue');
  });

/** Works off jobs until the connection is lost, the queue ends by itself, or somebody asks for the end. */
const workOnce = async (
  county: County,
  options: JobsOptions,
  lanes: readonly TaskList[],
  ending: { readonly signal: AbortSignal; readonly asked: Promise<void> },
): Promise<void> => {
  const { jobSchema: schema } = county.entry;
  const guard = openGuard(options.connection);
  let pool: pg.Pool | undefined;
  const runners: Runner[] = [];
  let sweep: NodeJS.Timeout | undefined;
  try {
    await guard.client.connect();
    const orphans = { visible: Object.keys(options.handlers), log: county.log };
    await freeOrphans(guard.client, schema, orphans);
    if (ending.signal.aborted) return;
    const events: WorkerEvents = new EventEmitter();
    // Jobs are locked in the name of the worker pool; the advisory lock carries the same name.
    events.on('pool:create', ({ workerPool }) => {
      void guard.client.query('select pg_advisory_lock(330324, $1)', [lockKey(workerPool.id)]).catch(() => undefined);
    });
    // The channel is the whole database's: the new queue of another county would end this one, and the process with code 57.
    events.on('pool:listen:notification', ({ message }) => {
      if (message.channel === 'worker:migrate') message.channel = 'worker:migrate of any queue';
    });
    pool = openPool(options, lanes.length);
    const schedule = scheduleOf(options.crontab);
    // The pool must outlive the start of the queue: one that is ended under it is reported on the console.
    for (const taskList of lanes)
      runners.push(
        await run({
          pgPool: pool,
          schema,
          taskList,
          // A lane keeps the schedule of its own tasks.
          parsedCronItems: schedule.filter(({ task }) => task in taskList),
          concurrency: options.concurrency ?? 2,
          pollInterval: 1_000,
          // Without a batch, an end of a job that cannot be written because the database is gone would end the process.
          preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
          noHandleSignals: true,
          noPreparedStatements: false,
          logger: errorsInto(county.log),
          events,
        }),
      );
    sweep = setInterval(() => void freeOrphans(guard.client, schema, orphans).catch(() => undefined), 5_000);
    const ended = runners.map((runner) => runner.promise.catch(() => undefined));
    await Promise.race([guard.lost, ...ended, ending.asked]);
  } finally {
    clearInterval(sweep);
    await Promise.all(runners.map((runner) => endRunner(runner, county.log)));
    if (pool !== undefined) await endsWithin(2_000, pool.end());
    await endsWithin(2_000, guard.client.end());
  }
};

/** Works off the jobs of a county until it is stopped; takes up again whatever was lost. Stopping takes seconds. */
export const startJobs = (county: County, options: JobsOptions): JobRunner => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const asked = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  const lanes = lanesOf(county, options, signal);
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await workOnce(county, options, lanes, { signal, asked });
      } catch (error) {
        const { code, message } = error as { code?: string; message?: string };
        if (!signal.aborted) county.log.warn({ code, reason: message }, 'job queue not available');
      }
      if (!signal.aborted) await endsWithin(1_000, asked);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
};
