import type { Feature } from '#platform/feature.ts';
import { expireLetters, remindOfTransfers } from './jobs.ts';
import { transferRoutes } from './routes.ts';
import { startedTransfers } from './started/queries.ts';
import { transferNotices } from './telling/messages.ts';
import { waitingTransfers } from './todos/queries.ts';

export const transfers: Feature = {
  name: 'transfers',
  routes: transferRoutes,
  notices: transferNotices,
  todos: [waitingTransfers],
  started: [startedTransfers],
  tasks: { 'transfers.expire': expireLetters, 'transfers.remind': remindOfTransfers },
  // Letters shortly after midnight in China, reminders in the morning.
  crontab: ['10 16 * * * transfers.expire', '50 0 * * * transfers.remind'],
};
