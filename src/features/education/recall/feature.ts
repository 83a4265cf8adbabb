import type { Feature } from '#platform/feature.ts';
import { recallRoutes } from './routes.ts';

export const recall: Feature = { name: 'recall', routes: recallRoutes };
