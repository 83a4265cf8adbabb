import type { Feature } from '#platform/feature.ts';
import { talkNotices } from './messages.ts';
import { talkRoutes } from './routes.ts';
import { talkTodos } from './todos/queries.ts';

export const talks: Feature = {
  name: 'talks',
  routes: talkRoutes,
  notices: talkNotices,
  todos: talkTodos,
};
