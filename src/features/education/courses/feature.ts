import type { Feature } from '#platform/feature.ts';
import { videoMount } from './files/video/routes.ts';
import { sweepCourseUploads } from './files/jobs.ts';
import { courseRoutes } from './routes.ts';
import { courseTodos } from './todos/queries.ts';

export const courses: Feature = {
  name: 'courses',
  routes: courseRoutes,
  mounts: [videoMount],
  todos: courseTodos,
  tasks: { 'courses.sweepUploads': sweepCourseUploads },
  crontab: ['20 19 * * * courses.sweepUploads'],
};
