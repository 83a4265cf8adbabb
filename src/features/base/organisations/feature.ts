import type { Feature } from '#platform/feature.ts';
import { organisationRoutes } from './routes.ts';
import { endingTerms } from './todos/queries.ts';

export const organisations: Feature = { name: 'organisations', routes: organisationRoutes, todos: [endingTerms] };
