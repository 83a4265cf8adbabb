import type { Feature } from '#platform/feature.ts';
import { administrationRoutes } from './administration/routes.ts';
import { drillRoutes } from './drills/routes.ts';
import { sweepSessions } from './jobs.ts';
import { sessionRoutes } from './sessions/routes.ts';

export const accounts: Feature = {
  name: 'accounts',
  routes: [...sessionRoutes, ...administrationRoutes, ...drillRoutes],
  tasks: { 'accounts.sweep': sweepSessions },
  crontab: ['40 18 * * * accounts.sweep'],
};
