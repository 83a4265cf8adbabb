import type { Feature } from '#platform/feature.ts';
import { expireApprovals } from './jobs.ts';
import { approvalRoutes } from './routes.ts';
import { askedApprovals } from './started/queries.ts';
import { waitingApprovals } from './todos/queries.ts';

export const approvals: Feature = {
  name: 'approvals',
  routes: approvalRoutes,
  todos: [waitingApprovals],
  started: [askedApprovals],
  tasks: { 'approvals.expire': expireApprovals },
  crontab: ['*/10 * * * * approvals.expire'],
};
