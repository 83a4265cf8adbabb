import type { Feature } from '#platform/feature.ts';
import { videoMount } from './files/video/routes.ts';
import { courseRoutes } from './routes.ts';
import { courseTodos } from './todos/queries.ts';

export const courses: Feature = { name: 'courses', routes: courseRoutes, mounts: [videoMount], todos: courseTodos };
