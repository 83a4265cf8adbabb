import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';

export interface Task {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Two tasks of one key are one. */
  readonly key: string;
  /** Not before. With a key that waits already, the earlier moment stays. */
  readonly at?: Date;
}

/** Puts tasks that nobody sees in the queue: they exist if and only if the transaction is committed. */
export const enqueue = async (tx: Tx, county: County, tasks: readonly Task[]): Promise<void> => {
  if (tasks.length === 0) return;
  const rows = tasks.map(({ key, ...task }) => ({ ...task, key: `${task.task}:${key}` }));
  await sql`select ${sql.id(county.entry.jobSchema)}.add_job(t.task, t.payload, job_key := t.key,
      job_key_mode := 'preserve_run_at', run_at := t.at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (task text, payload json, key text, at timestamptz)`.execute(
    tx,
  );
};

/** Thrown by a task that has done nothing wrong and wants to be called again, each time after a longer pause. */
export class TryLater extends Error {}
