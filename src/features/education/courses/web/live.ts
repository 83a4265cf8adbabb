import type { LiveTable } from '#webkit/live.ts';
import { courseList, oneCourse } from '../contract.ts';
import { ownDiscussion } from '../discussion/contract.ts';
import { ownCourse, ownCourses } from '../own/contract.ts';
import { ownPackage } from '../packages/contract.ts';
import { waitingTasks } from '../tasks/contract.ts';

export const live: LiveTable = [
  { kind: 'course-posts', touches: () => [ownDiscussion] },
  { kind: 'courses', touches: () => [courseList, oneCourse] },
  { kind: 'own-courses', touches: () => [ownCourses, ownCourse, ownPackage] },
  { kind: 'course-tasks', touches: () => [waitingTasks] },
];
