import type { Feature } from '#platform/feature.ts';
import { dutyRoutes } from './routes.ts';
import { remindOfDuties } from './telling/jobs.ts';
import { dutyNotices } from './telling/messages.ts';
import { dutyTodos } from './todos/queries.ts';

export const duties: Feature = {
  name: 'duties',
  routes: dutyRoutes,
  notices: dutyNotices,
  todos: dutyTodos,
  tasks: { 'duties.remind': remindOfDuties },
  // In the morning in China.
  crontab: ['40 0 * * * duties.remind'],
};
