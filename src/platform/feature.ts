import type { JobHandler } from '#platform/jobs/jobs.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import type { OutboxListener } from '#platform/outbox/dispatcher.ts';
import type { Route } from '#platform/http/route.ts';

/** What a feature adds to the platform. The list of all of them answers "what can it do?" (`src/apps/features.ts`). */
export interface Feature {
  readonly name: string;
  readonly routes?: readonly Route[];
  /** Jobs that people see, by kind. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** What is done at once when a job of that kind has failed or was cancelled; it may be done twice. */
  readonly settles?: Readonly<Record<string, TaskHandler>>;
  /** Jobs that nobody sees: sweeps and listeners. */
  readonly tasks?: Readonly<Record<string, TaskHandler>>;
  readonly listeners?: readonly OutboxListener[];
  /** Lines of a crontab naming tasks: '0 3 * * * members.purge'. Times are UTC. */
  readonly crontab?: readonly string[];
}
