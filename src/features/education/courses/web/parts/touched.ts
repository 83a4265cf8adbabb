import { courseList, oneCourse } from '../../contract.ts';

/** What every act on a course changes. */
export const touchedByCourse = [courseList, oneCourse] as const;
