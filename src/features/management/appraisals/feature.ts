import type { Feature } from '#platform/feature.ts';
import { appraisalNotices } from './messages.ts';
import { appraisalRoutes } from './routes.ts';
import { remindOfAppraisals } from './telling/jobs.ts';
import { appraisalTodos } from './todos/queries.ts';

export const appraisals: Feature = {
  name: 'appraisals',
  routes: appraisalRoutes,
  todos: appraisalTodos,
  notices: appraisalNotices,
  tasks: { 'appraisals.remind': remindOfAppraisals },
  crontab: ['0 1 * * * appraisals.remind'],
};
