import type { Feature } from '#platform/feature.ts';
import { ruleRoutes } from './routes.ts';

export const rules: Feature = { name: 'rules', routes: ruleRoutes };
