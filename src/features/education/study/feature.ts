import type { Feature } from '#platform/feature.ts';
import { studyRoutes } from './routes.ts';

export const study: Feature = {
  name: 'study',
  routes: studyRoutes,
};
