import type { Feature } from '#platform/feature.ts';
import { electionRoutes } from './routes.ts';

export const elections: Feature = { name: 'elections', routes: electionRoutes };
