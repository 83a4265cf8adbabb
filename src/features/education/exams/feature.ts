import type { Feature } from '#platform/feature.ts';
import { markEnded } from './marking/jobs.ts';
import { examRoutes } from './routes.ts';

export const exams: Feature = {
  name: 'exams',
  routes: examRoutes,
  tasks: { 'exams.mark': markEnded },
  crontab: ['* * * * * exams.mark'],
};
