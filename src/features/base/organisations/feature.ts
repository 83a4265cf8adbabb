import type { Feature } from '#platform/feature.ts';
import { organisationRoutes } from './routes.ts';

export const organisations: Feature = { name: 'organisations', routes: organisationRoutes };
