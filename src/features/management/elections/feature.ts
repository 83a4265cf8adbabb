import type { Feature } from '#platform/feature.ts';
import { electionRoutes } from './routes.ts';
import { remindOfElections } from './telling/jobs.ts';
import { electionNotices } from './telling/messages.ts';
import { endingTerms, openElections } from './todos/queries.ts';

export const elections: Feature = {
  name: 'elections',
  routes: electionRoutes,
  notices: electionNotices,
  todos: [endingTerms, openElections],
  tasks: { 'elections.remind': remindOfElections },
  crontab: ['55 0 * * * elections.remind'],
};
