import type { Feature } from '#platform/feature.ts';
import { careRoutes } from './routes.ts';
import { careTodos } from './todos/queries.ts';

export const care: Feature = {
  name: 'care',
  routes: careRoutes,
  todos: careTodos,
};
