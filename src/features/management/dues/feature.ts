import type { Feature } from '#platform/feature.ts';
import { duesRoutes } from './routes.ts';
import { remindOfArrears } from './telling/jobs.ts';
import { duesNotices } from './telling/messages.ts';
import { openArrears } from './todos/queries.ts';

export const dues: Feature = {
  name: 'dues',
  routes: duesRoutes,
  notices: duesNotices,
  todos: [openArrears],
  tasks: { 'dues.remind': remindOfArrears },
  // The first mornings of a month in China: arrears grow by whole months, and each stage is told once.
  crontab: ['35 0 1-3 * * dues.remind'],
};
