import type { Feature } from '#platform/feature.ts';
import { admissionNotices } from './messages.ts';
import { admissionRoutes } from './routes.ts';
import { admissionTodos } from './todos/queries.ts';

export const admission: Feature = {
  name: 'admission',
  routes: admissionRoutes,
  todos: admissionTodos,
  notices: admissionNotices,
};
