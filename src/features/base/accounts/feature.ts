import type { Feature } from '#platform/feature.ts';
import { sessionRoutes } from './sessions/routes.ts';

export const accounts: Feature = { name: 'accounts', routes: sessionRoutes };
