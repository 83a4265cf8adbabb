import type { Feature } from '#platform/feature.ts';
import { electionRoutes } from './routes.ts';
import { remindOfElections } from './telling/jobs.ts';
import { electionNotices } from './telling/messages.ts';
import { endingTerms, openElections, unenteredResults } from './todos/queries.ts';

export const elections: Feature = {
  name: 'elections',
  routes: electionRoutes,
  notices: electionNotices,
  todos: [endingTerms, openElections, unenteredResults],
  tasks: { 'elections.remind': remindOfElections },
  crontab: ['55 0 * * * elections.remind'],
};
