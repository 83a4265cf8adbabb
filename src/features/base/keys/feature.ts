import type { Feature } from '#platform/feature.ts';
import { rotationJob } from './jobs.ts';
import { rotationKind } from './queries.ts';
import { keyRoutes } from './routes.ts';

export const keys: Feature = { name: 'keys', routes: keyRoutes, jobs: { [rotationKind]: rotationJob } };
