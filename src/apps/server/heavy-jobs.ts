import type { JobHandler } from '#platform/jobs/jobs.ts';
import { inThread } from '#platform/jobs/threads.ts';

/** Jobs that keep a core busy for long, here or in the database, by kind: each runs in a thread of its own, which loads nothing else. */
export const heavyJobs: Readonly<Record<string, () => Promise<JobHandler>>> = {
  'members.import': async () => (await import('#features/base/members/import/reading/jobs.ts')).readImport,
  'members.import.commit': async () => (await import('#features/base/members/import/commit/jobs.ts')).commitBatch,
  'members.import.undo': async () => (await import('#features/base/members/import/commit/jobs.ts')).undoCommitted,
  'members.export': async () => (await import('#features/base/members/export/jobs.ts')).exportJob,
  'requests.learn': async () => (await import('#features/service/requests/learning/jobs.ts')).learningJob,
};

/**
 * Where the thread starts. In a release `job-thread.mjs` lies beside the bundle that holds this module; from sources a
 * starter beside this file loads the TypeScript.
 */
const entry = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('./job-thread-from-source.mjs', import.meta.url)
    : new URL('./job-thread.mjs', import.meta.url);

/** The handlers with the heavy ones moved into threads. */
export const withThreads = (handlers: Readonly<Record<string, JobHandler>>): Record<string, JobHandler> =>
  Object.fromEntries(
    Object.entries(handlers).map(([kind, handler]) => [
      kind,
      kind in heavyJobs ? inThread(entry(), kind, handler) : handler,
    ]),
  );
