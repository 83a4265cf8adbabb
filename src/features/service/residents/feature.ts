import type { Feature } from '#platform/feature.ts';
import { residentRoutes } from './routes.ts';

export const residents: Feature = { name: 'residents', routes: residentRoutes };
