import type { Feature } from '#platform/feature.ts';
import { lrs } from './lrs/routes.ts';
import { recordsRoutes } from './routes.ts';

export const records: Feature = { name: 'records', routes: recordsRoutes, mounts: [lrs] };
