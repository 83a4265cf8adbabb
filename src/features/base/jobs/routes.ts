import { audit, touch } from '#platform/audit/audit.ts';
import { route, type Route } from '#platform/http/route.ts';
import { AppError } from '#shared/errors.ts';
import { cancelJob, jobById, jobList } from './contract.ts';
import { jobOf, recentJobs } from './queries.ts';

export const jobRoutes: readonly Route[] = [
  route.query(jobList, (db, scope) => recentJobs(db, scope)),
  route.query(jobById, (db, scope, { params }) => jobOf(db, scope, params.id)),
  route.command(cancelJob, async (tx, scope, { params }) => {
    const job = await jobOf(tx, scope, params.id);
    if (!job.canCancel) throw new AppError('conflict', { message: 'job.finished' });
    await tx.updateTable('job').set({ cancel_asked: true }).where('id', '=', params.id).execute();
    audit(tx, { action: 'jobs.cancel', entity: 'job', entityId: params.id, path: scope.path });
    if (scope.accountId !== null) touch(tx, `job:${params.id}`, { account: scope.accountId });
    return { ...job, canCancel: false };
  }),
];
