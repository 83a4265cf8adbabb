import { sql } from 'kysely';
import { mintScope, systemScope, withSource, type Scope, type ScopeFacts } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { isConnectionLost } from '#platform/db/database.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';

/** What a running job may do: work under the scope of whoever asked, show how far it is, notice a cancel. */
export interface JobRun {
  readonly id: string;
  readonly county: County;
  readonly scope: Scope;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Aborted when this process stops. */
  readonly signal: AbortSignal;
  /**
   * At most four times a second reach the browser. @throws JobCancelled when the person has cancelled, JobStopped when
   * this process stops: the job begins anew when the platform runs again.
   */
  progress(at: { readonly done?: number; readonly total?: number; readonly phase?: string }): Promise<void>;
}

/** Handlers are idempotent: after a kill the same job runs again from its start. */
export type JobHandler = (run: JobRun) => Promise<Readonly<Record<string, unknown>> | void>;

export class JobCancelled extends Error {}

/** The process stops, not the job: it goes back into the queue. */
export class JobStopped extends Error {}

interface StartOptions {
  readonly kind: string;
  /** What the person sees: a file's name, a list's title. */
  readonly subject?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Attempts after which a fault ends a job, and after which a lost connection does. An attempt that was cut off is given back. */
const faultsEndAt = 5;
const lossesEndAt = 25;

/** So often the end of a process may cut a job off. One that was under way at every end may be what brings it about. */
const mostCutOff = 100;

/** The queue gives no job up by itself: nobody would be told. `runJob` ends it where whoever asked sees it. */
const attemptsOfQueue = 32_767;

const scopeFacts = (scope: Scope): string =>
  JSON.stringify({ ...scope, permissions: [...scope.permissions], drills: [...scope.drills] });

/** Puts a visible job in the queue, in the transaction of the command. Returns its id. */
export const startJob = async (
  tx: Tx,
  county: County,
  scope: Scope,
  { kind, subject = '', payload = {} }: StartOptions,
): Promise<string> => {
  const id = newId();
  await tx
    .insertInto('job')
    .values({
      id,
      kind,
      subject,
      account_id: scope.accountId,
      org_path: scope.path,
      scope: scopeFacts(scope),
      payload: JSON.stringify(payload),
    })
    .execute();
  await sql`select ${sql.id(county.entry.jobSchema)}.add_job(${kind}, ${JSON.stringify({ jobId: id })}::json, job_key := ${id}, max_attempts := ${attemptsOfQueue})`.execute(
    tx,
  );
  if (scope.accountId !== null) touch(tx, 'jobs', { account: scope.accountId });
  return id;
};

const jobScope = (county: County): Scope => systemScope(county.entry.code, 'jobs', { guard: 'jobs' });

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly account_id: string | null;
  readonly scope: unknown;
  readonly payload: unknown;
  readonly state: string;
  readonly cancel_asked: boolean;
}

const setJob = async (
  county: County,
  job: Pick<JobRow, 'id' | 'account_id'>,
  values: Record<string, unknown>,
): Promise<boolean> =>
  county.write(jobScope(county), async (tx) => {
    const row = await tx
      .updateTable('job')
      .set(values)
      .where('id', '=', job.id)
      .returning('cancel_asked')
      .executeTakeFirst();
    if (job.account_id !== null) touch(tx, `job:${job.id}`, { account: job.account_id });
    return row?.cancel_asked ?? false;
  });

/** Milliseconds between two words about the progress of one phase. */
export const toldEvery = 250;

const openRun = (county: County, job: JobRow, signal: AbortSignal): JobRun => {
  // Jobs of an earlier version know of no drills.
  const stored = job.scope as Omit<ScopeFacts, 'permissions' | 'drills'> & { permissions: string[]; drills?: string[] };
  const scope = withSource(
    mintScope({ ...stored, permissions: new Set(stored.permissions), drills: new Set(stored.drills) }),
    `job:${job.kind}:${job.id}`,
  );
  let told = 0;
  return {
    id: job.id,
    county,
    scope,
    payload: job.payload as Record<string, unknown>,
    signal,
    async progress(at) {
      if (signal.aborted) throw new JobStopped();
      const now = performance.now();
      if (now - told < toldEvery && at.phase === undefined) return;
      told = now;
      if (await setJob(county, job, { ...at })) throw new JobCancelled();
    },
  };
};

const errorView = (error: unknown): { code: string; message: string } =>
  error instanceof AppError ? { code: error.code, message: error.message } : { code: 'internal', message: 'internal' };

/** A lost connection is no fault of the job: it may be cut off more often than it may fail. */
const isSpent = (error: unknown, attempts: number): boolean =>
  attempts >= (isConnectionLost(error) ? lossesEndAt : faultsEndAt);

/** The attempt of the queue in which a job runs, and the end of the process in which it does. */
export interface Attempt {
  readonly attempts: number;
  /** How often it was cut off before by the end of a process, which counts as no attempt. */
  readonly cutOff?: number;
  readonly signal: AbortSignal;
}

/** How a job is over; `gone` where there is none. */
export type Ended = 'done' | 'failed' | 'cancelled' | 'gone';

/** A refusal is an answer to whoever asked for the job; only a fault calls the operator. */
const tellEnd = ({ log }: County, { id, kind }: JobRow, error: unknown): void => {
  if (error instanceof AppError && error.status < 500) log.info({ job: id, kind, code: error.code }, 'job refused');
  else log.error({ job: id, kind, err: error }, 'job failed');
};

/** Runs one attempt. A refusal (AppError) ends the job; a fault is thrown on, so that the queue tries again. */
export const runJob = async (
  county: County,
  jobId: string,
  handler: JobHandler,
  { attempts, cutOff = 0, signal }: Attempt,
): Promise<Ended> => {
  if (signal.aborted) throw new JobStopped();
  const job = await county
    .read(jobScope(county))
    .selectFrom('job')
    .selectAll()
    .where('id', '=', jobId)
    .executeTakeFirst();
  if (!job) return 'gone';
  if (job.state === 'done' || job.state === 'failed' || job.state === 'cancelled') return job.state;
  if (await setJob(county, job, { state: 'running', started_at: county.now().toISOString() })) {
    await setJob(county, job, { state: 'cancelled', finished_at: county.now().toISOString() });
    return 'cancelled';
  }
  try {
    if (cutOff >= mostCutOff) throw new AppError('internal', { message: 'job_cut_off' });
    const result = await handler(openRun(county, job, signal));
    await setJob(county, job, {
      state: 'done',
      result: JSON.stringify(result ?? {}),
      finished_at: county.now().toISOString(),
    });
    return 'done';
  } catch (error) {
    const finished_at = county.now().toISOString();
    if (error instanceof JobStopped) {
      await setJob(county, job, { state: 'waiting', started_at: null });
      throw error;
    }
    if (error instanceof JobCancelled) {
      await setJob(county, job, { state: 'cancelled', finished_at });
      return 'cancelled';
    }
    if (!(error instanceof AppError) && !isSpent(error, attempts)) throw error;
    tellEnd(county, job, error);
    await setJob(county, job, { state: 'failed', error: JSON.stringify(errorView(error)), finished_at });
    return 'failed';
  }
};
