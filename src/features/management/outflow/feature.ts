import type { Feature } from '#platform/feature.ts';
import { outflowRoutes } from './routes.ts';
import { remindOfContacts } from './telling/jobs.ts';
import { outflowNotices } from './telling/messages.ts';
import { outflowTodos } from './todos/queries.ts';

export const outflow: Feature = {
  name: 'outflow',
  routes: outflowRoutes,
  notices: outflowNotices,
  todos: outflowTodos,
  tasks: { 'outflow.remind': remindOfContacts },
  crontab: ['45 0 * * * outflow.remind'],
};
