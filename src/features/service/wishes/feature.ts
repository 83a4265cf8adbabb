import type { Feature } from '#platform/feature.ts';
import { wishPortal } from './portal/index.ts';
import { wishRoutes } from './routes.ts';
import { wishNotices } from './telling/messages.ts';
import { wishTodos } from './todos/queries.ts';

export const wishes: Feature = {
  name: 'wishes',
  routes: wishRoutes,
  portal: wishPortal,
  notices: wishNotices,
  todos: wishTodos,
};
