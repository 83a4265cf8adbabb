import type { Feature } from '#platform/feature.ts';
import { duesRoutes } from './routes.ts';

export const dues: Feature = { name: 'dues', routes: duesRoutes };
