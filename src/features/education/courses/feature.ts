import type { Feature } from '#platform/feature.ts';
import { courseRoutes } from './routes.ts';

export const courses: Feature = { name: 'courses', routes: courseRoutes };
