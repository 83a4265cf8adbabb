import type { Feature } from '#platform/feature.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { exportJob, sweepExports } from './export/jobs.ts';
import { exportRoutes } from './export/routes.ts';
import { filterRoutes } from './filters/routes.ts';
import { ownRoutes } from './own/routes.ts';
import { revealRoutes } from './reveal/routes.ts';
import { memberRoutes } from './routes.ts';

export const members: Feature = {
  name: 'members',
  routes: [...memberRoutes, ...revealRoutes, ...ownRoutes, ...correctionRoutes, ...filterRoutes, ...exportRoutes],
  jobs: { 'members.export': exportJob },
  tasks: { 'members.sweepExports': sweepExports },
  crontab: ['17 * * * * members.sweepExports'],
};
