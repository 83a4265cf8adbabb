import type { Feature } from '#platform/feature.ts';
import { markEnded } from './marking/jobs.ts';
import { examRoutes } from './routes.ts';
import { tellTask } from './telling/commands.ts';
import { tellOfExam } from './telling/jobs.ts';
import { examNotices } from './telling/messages.ts';
import { examTodos } from './todos/queries.ts';

export const exams: Feature = {
  name: 'exams',
  routes: examRoutes,
  notices: examNotices,
  todos: examTodos,
  tasks: { 'exams.mark': markEnded, [tellTask]: tellOfExam },
  crontab: ['* * * * * exams.mark'],
};
