import type { Feature } from '#platform/feature.ts';
import { expireLetters } from './jobs.ts';
import { transferRoutes } from './routes.ts';

export const transfers: Feature = {
  name: 'transfers',
  routes: transferRoutes,
  tasks: { 'transfers.expire': expireLetters },
  // Shortly after midnight in China.
  crontab: ['10 16 * * * transfers.expire'],
};
