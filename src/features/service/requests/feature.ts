import type { Feature } from '#platform/feature.ts';
import { requestRoutes } from './routes.ts';
import { requestNotices } from './telling/messages.ts';
import { requestTodos } from './todos/queries.ts';

export const requests: Feature = {
  name: 'requests',
  routes: requestRoutes,
  notices: requestNotices,
  todos: requestTodos,
};
