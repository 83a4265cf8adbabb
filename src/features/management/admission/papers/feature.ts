import type { Feature } from '#platform/feature.ts';
import { quotaRoutes } from '../quotas/routes.ts';
import { paperRoutes } from './routes.ts';

export const admissionPapers: Feature = { name: 'admissionPapers', routes: [...paperRoutes, ...quotaRoutes] };
