import type { Vault } from '#webkit/offline/vault.ts';
import type { AnsweredQuiz, OwnCourse, OwnCourseLine } from '../../own/contract.ts';

/** A course as it was taken along. */
export interface CourseCopy {
  readonly course: OwnCourse;
  readonly takenAt: number;
}

const courses = 'copy:course:';
const results = 'copy:course-result:';

export const laneOf = (id: string): string => `course:${id}`;
export const idOf = (lane: string): string => lane.slice('course:'.length);

export const keepCourse = (vault: Vault, course: OwnCourse): Promise<void> =>
  vault.put(`${courses}${course.id}`, { course, takenAt: Date.now() } satisfies CourseCopy);
export const keptCourse = (vault: Vault, id: string): Promise<CourseCopy | undefined> => vault.get(`${courses}${id}`);
export const keptCourses = (vault: Vault): Promise<readonly CourseCopy[]> => vault.all(courses);
export const dropCourse = (vault: Vault, id: string): Promise<void> => vault.drop(`${courses}${id}`);

/** What the server said of answers that were sent when nobody waited for them. */
export interface KeptResult extends AnsweredQuiz {
  readonly stems: Readonly<Record<string, string>>;
}
export const keepResult = (vault: Vault, result: KeptResult): Promise<void> =>
  vault.put(`${results}${result.unitId}`, result);
export const keptResult = (vault: Vault, unitId: string): Promise<KeptResult | undefined> =>
  vault.get(`${results}${unitId}`);
export const dropResult = (vault: Vault, unitId: string): Promise<void> => vault.drop(`${results}${unitId}`);

export const lineOf = ({ course }: CourseCopy): OwnCourseLine => course;
