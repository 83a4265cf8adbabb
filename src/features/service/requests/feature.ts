import type { Feature } from '#platform/feature.ts';
import { learningJob } from './learning/jobs.ts';
import { learningKind } from './learning/queries.ts';
import { requestPortal } from './portal/index.ts';
import { publicationTodos } from './published/todos/queries.ts';
import { requestRoutes } from './routes.ts';
import { requestNotices } from './telling/messages.ts';
import { requestTodos } from './todos/queries.ts';

export const requests: Feature = {
  name: 'requests',
  routes: requestRoutes,
  portal: requestPortal,
  notices: requestNotices,
  todos: [...requestTodos, publicationTodos],
  jobs: { [learningKind]: learningJob },
};
