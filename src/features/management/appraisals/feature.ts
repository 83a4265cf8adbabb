import type { Feature } from '#platform/feature.ts';
import { appraisalNotices } from './messages.ts';
import { appraisalRoutes } from './routes.ts';
import { appraisalTodos } from './todos/queries.ts';

export const appraisals: Feature = {
  name: 'appraisals',
  routes: appraisalRoutes,
  todos: appraisalTodos,
  notices: appraisalNotices,
};
