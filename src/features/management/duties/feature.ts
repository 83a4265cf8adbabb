import type { Feature } from '#platform/feature.ts';
import { dutyRoutes } from './routes.ts';

export const duties: Feature = { name: 'duties', routes: dutyRoutes };
