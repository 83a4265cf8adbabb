/** Entry of a thread that does one heavy job. The build bundles this file to `job-thread.mjs` beside the server's bundle. */
import { serveThread } from '#platform/jobs/threads.ts';
import { heavyJobs } from './heavy-jobs.ts';

await serveThread(heavyJobs);
