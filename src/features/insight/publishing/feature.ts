import type { Feature } from '#platform/feature.ts';
import { publishingPortal } from './portal/index.ts';
import { publishingRoutes } from './routes.ts';

export const publishing: Feature = {
  name: 'publishing',
  routes: publishingRoutes,
  portal: publishingPortal,
};
