import type { Feature } from '#platform/feature.ts';
import { outflowRoutes } from './routes.ts';
import { outflowTodos } from './todos/queries.ts';

export const outflow: Feature = { name: 'outflow', routes: outflowRoutes, todos: outflowTodos };
