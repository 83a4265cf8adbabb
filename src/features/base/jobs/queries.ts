import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Job as JobTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { Job } from './contract.ts';

/** Jobs are seen by whoever started them. */
export const visibleJobs = (db: Db, scope: Scope) => db.selectFrom('job').where('account_id', '=', scope.accountId);

export const jobView = (row: Selectable<JobTable>): z.input<typeof Job> => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  state: row.state,
  phase: row.phase,
  done: row.done,
  total: row.total,
  error: row.error as { code: string; message: string } | null,
  result: row.result as Record<string, unknown> | null,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  canCancel: (row.state === 'waiting' || row.state === 'running') && !row.cancel_asked,
});

export const recentJobs = async (db: Db, scope: Scope) => {
  const rows = await visibleJobs(db, scope).selectAll().orderBy('created_at', 'desc').limit(50).execute();
  return { items: rows.map(jobView) };
};

export const jobOf = async (db: Db, scope: Scope, id: string) => {
  const row = await visibleJobs(db, scope).selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return jobView(row);
};
