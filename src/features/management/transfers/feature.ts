import type { Feature } from '#platform/feature.ts';
import { expireLetters } from './jobs.ts';
import { transferRoutes } from './routes.ts';
import { transferNotices } from './telling/messages.ts';
import { waitingTransfers } from './todos/queries.ts';

export const transfers: Feature = {
  name: 'transfers',
  routes: transferRoutes,
  notices: transferNotices,
  todos: [waitingTransfers],
  tasks: { 'transfers.expire': expireLetters },
  // Shortly after midnight in China.
  crontab: ['10 16 * * * transfers.expire'],
};
