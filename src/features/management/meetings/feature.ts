import type { Feature } from '#platform/feature.ts';
import { meetingRoutes } from './routes.ts';
import { remindOfMeetings } from './telling/jobs.ts';
import { meetingNotices } from './telling/messages.ts';
import { meetingTodos } from './todo/queries.ts';

export const meetings: Feature = {
  name: 'meetings',
  routes: meetingRoutes,
  notices: meetingNotices,
  todos: meetingTodos,
  tasks: { 'meetings.remind': remindOfMeetings },
  // In the morning in China.
  crontab: ['30 0 * * * meetings.remind'],
};
