/**
 * Jobs that compute for long run in a thread of their own, so that requests are answered meanwhile. The thread opens the
 * county by itself and works under the scope of whoever asked; the runner's side shows its progress and ends it.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { mintScope, type Scope } from '#platform/access/scope.ts';
import type { CountySeed } from '#platform/county/county.ts';
import { openFromSeed } from '#platform/county/seed.ts';
import { openLog } from '#platform/log/log.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '#shared/errors.ts';
import { yieldAsThread } from '#platform/priority/priority.ts';
import { JobCancelled, JobStopped, toldEvery, type JobHandler, type JobRun } from './jobs.ts';

interface Task {
  readonly seed: CountySeed;
  readonly kind: string;
  readonly id: string;
  readonly scope: Omit<Scope, never>;
  readonly payload: JobRun['payload'];
}

type Progress = Parameters<JobRun['progress']>[0];

type Said =
  | { readonly said: 'progress'; readonly at: Progress }
  | { readonly said: 'done'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly said: 'cancelled' }
  | { readonly said: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly said: 'failed'; readonly message: string; readonly code: string | undefined };

/**
 * Megabytes of JavaScript heap of such a thread. A roster of 100,000 rows keeps about 100 of them alive; the engine lets
 * garbage lie in whatever is left, so that a higher bound would only make the process larger.
 */
const heapMb = 140;

const faultOf = ({ message, code }: Extract<Said, { said: 'failed' }>): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

/** A handler that runs the job of that kind in a new thread started at `entry`; inline where the county has no seed. */
export const inThread =
  (entry: URL, kind: string, inline: JobHandler): JobHandler =>
  (run) => {
    const { seed } = run.county;
    if (seed === undefined) return inline(run);
    const task: Task = { seed: seed(), kind, id: run.id, scope: { ...run.scope }, payload: run.payload };
    return new Promise((resolve, reject) => {
      const worker = new Worker(entry, {
        workerData: task,
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 24 },
      });
      const settle = (said: Exclude<Said, { said: 'progress' }>): void => {
        if (said.said === 'done') resolve(said.result);
        else if (said.said === 'cancelled') reject(new JobCancelled());
        else reject(said.said === 'refused' ? new AppError(said.code, said.details) : faultOf(said));
      };
      const tell = (at: Progress): void => {
        run.progress(at).then(
          () => worker.postMessage('go'),
          // Progress that could not be written is no reason to stop; a cancel is.
          (error: unknown) => worker.postMessage(error instanceof JobCancelled ? 'cancel' : 'go'),
        );
      };
      worker.on('message', (said: Said) => {
        if (said.said === 'progress') tell(said.at);
        else settle(said);
      });
      // Whatever it was writing is rolled back with its connection.
      const stop = (): void => {
        reject(new JobStopped());
        worker.terminate().catch(() => undefined);
      };
      run.signal.addEventListener('abort', stop, { once: true });
      worker.on('error', reject);
      worker.on('exit', () => {
        run.signal.removeEventListener('abort', stop);
        reject(new Error(`the thread of ${kind} ended without a word`));
      });
    });
  };

const outcomeOf = (error: unknown): Exclude<Said, { said: 'progress' | 'done' }> => {
  if (error instanceof JobCancelled) return { said: 'cancelled' };
  if (error instanceof AppError) return { said: 'refused', code: error.code, details: error.details };
  const { message, code } = error as { message?: string; code?: string };
  return { said: 'failed', message: message ?? String(error), code };
};

/** The thread's side: does the one job that it was started for. */
export const serveThread = async (handlers: Readonly<Record<string, () => Promise<JobHandler>>>): Promise<void> => {
  const port = parentPort;
  if (port === null) throw new Error('not a thread');
  yieldAsThread();
  const { seed, kind, id, scope, payload } = workerData as Task;
  const county = openFromSeed(seed, openLog({ level: 'warn', toStandardError: true }));
  const say = (said: Said): void => port.postMessage(said);
  let told = 0;
  const run: JobRun = {
    id,
    county,
    scope: mintScope(scope),
    payload,
    // The other side ends the thread.
    signal: new AbortController().signal,
    progress: async (at) => {
      const now = performance.now();
      if (now - told < toldEvery && at.phase === undefined) return;
      told = now;
      await new Promise<void>((resolve, reject) => {
        port.once('message', (word) => (word === 'cancel' ? reject(new JobCancelled()) : resolve()));
        say({ said: 'progress', at });
      });
    },
  };
  try {
    const handler = await handlers[kind]?.();
    if (handler === undefined) throw new Error(`no thread does ${kind}`);
    const result = await handler(run);
    say({ said: 'done', result: result ?? {} });
  } catch (error) {
    say(outcomeOf(error));
  } finally {
    await county.close();
    port.close();
  }
};
