import type { Feature } from '#platform/feature.ts';
import type { Scenes } from './access.ts';
import { practiceRoutes } from './routes.ts';
import { practiceTodos } from './todos/queries.ts';

/** What is prepared and looked at touches features that this one may not know: `src/apps/drills/` brings it. */
export const practiceWith = (scenes: Scenes): Feature => ({
  name: 'practice',
  routes: practiceRoutes(scenes),
  todos: practiceTodos,
});
