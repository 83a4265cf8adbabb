import type { Feature } from '#platform/feature.ts';
import { requestPortal } from './portal/index.ts';
import { requestRoutes } from './routes.ts';
import { requestNotices } from './telling/messages.ts';
import { requestTodos } from './todos/queries.ts';
import { workNotices } from './work/messages.ts';
import { returnTodos } from './work/returns/queries.ts';
import { taskTodos } from './work/tasks/queries.ts';

export const requests: Feature = {
  name: 'requests',
  routes: requestRoutes,
  portal: requestPortal,
  notices: { ...requestNotices, ...workNotices },
  todos: [...requestTodos, taskTodos, returnTodos],
};
