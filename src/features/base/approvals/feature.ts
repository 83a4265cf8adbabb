import type { Feature } from '#platform/feature.ts';
import { expireApprovals } from './jobs.ts';
import { approvalRoutes } from './routes.ts';

export const approvals: Feature = {
  name: 'approvals',
  routes: approvalRoutes,
  tasks: { 'approvals.expire': expireApprovals },
  crontab: ['*/10 * * * * approvals.expire'],
};
