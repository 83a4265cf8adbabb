import type { Feature } from '#platform/feature.ts';
import { open311 } from './open311/routes.ts';
import { exchangeRoutes } from './routes.ts';

export const exchange: Feature = { name: 'exchange', routes: exchangeRoutes, mounts: [open311] };
