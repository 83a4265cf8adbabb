import { z } from 'zod';
import { GivenShape, OptionShape } from '#features/education/bank/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { ContentKept } from '../content/contract.ts';
import { CourseFile } from '../contract.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();

export const OwnCourseLine = z.object({
  id,
  title: z.string(),
  summary: z.string(),
  providerName: z.string(),
  topics: z.array(z.string()),
  hours: z.number().nullable(),
  expiresOn: z.string().nullable(),
  /** Named for posts or stages that the reader holds: for somebody in particular. */
  meant: z.boolean(),
  begunOn: z.string().nullable(),
  finishedOn: z.string().nullable(),
  /** Units with evidence: those that are done, and all. */
  done: count,
  needed: count,
});
export type OwnCourseLine = z.infer<typeof OwnCourseLine>;

export const ownCourses = query({
  name: 'own.courses',
  path: '/own/courses',
  access: 'own.courses',
  summary: '我的课程 / courses for the reader, those begun first',
  reply: z.object({ items: z.array(OwnCourseLine) }),
});

/** A question without what is right. */
export const AskedItem = z.object({
  id,
  kind: z.enum(['single', 'multiple', 'judge', 'blank']),
  stem: z.string(),
  options: z.array(OptionShape),
});
export type AskedItem = z.infer<typeof AskedItem>;

/** The questions of the next try; they change with each. */
export const Paper = z.object({
  unitId: id,
  items: z.array(AskedItem),
  pass: count,
  /** Tries that are left today. */
  left: count,
});
export type Paper = z.infer<typeof Paper>;

export const OwnUnit = z.object({ unitId: id, state: z.enum(['asked', 'done', 'returned']), on: z.string() });

export const OwnCourse = z.object({
  ...OwnCourseLine.shape,
  edition: count,
  content: ContentKept,
  files: z.array(CourseFile.pick({ file: true, name: true, mediaType: true, size: true, source: true, licence: true })),
  papers: z.array(Paper),
  units: z.array(OwnUnit),
});
export type OwnCourse = z.infer<typeof OwnCourse>;

export const ownCourse = query({
  name: 'own.course',
  path: '/own/courses/:id',
  access: 'own.courses',
  summary: '一门课程的全部内容，可带着学 / a whole course, which can be taken along',
  params: one,
  reply: OwnCourse,
});

const onUnit = z.object({ id, unit: id });

export const Marked = z.object({
  itemId: id,
  right: z.boolean(),
  /** Told once it has been answered. */
  explanation: z.string(),
});

export const AnsweredQuiz = z.object({
  attemptId: id,
  unitId: id,
  passed: z.boolean(),
  right: count,
  asked: count,
  pass: count,
  marks: z.array(Marked),
  /** Nothing of the course is missing any more. */
  finished: z.boolean(),
});
export type AnsweredQuiz = z.infer<typeof AnsweredQuiz>;

/** The id comes from the device: however often it is sent, it is one try. */
export const answerQuiz = command({
  name: 'own.answerQuiz',
  path: '/own/courses/:id/quizzes/:unit',
  access: 'own.courses',
  summary: '提交自测答案 / answer the questions of a unit',
  params: onUnit,
  body: z.object({
    attemptId: id,
    answers: z
      .array(z.object({ itemId: id, given: GivenShape }))
      .min(1)
      .max(50),
  }),
  reply: AnsweredQuiz,
});

export const saidTask = command({
  name: 'own.saidTask',
  path: '/own/courses/:id/tasks/:unit',
  access: 'own.courses',
  summary: '现场教学已完成，请支部确认 / say that a task was done on site; the branch confirms it',
  params: onUnit,
  reply: OwnUnit,
});

export const ownCourseFile = query({
  name: 'own.courseFile',
  path: '/own/courses/:id/files/:file',
  access: 'own.courses',
  summary: '课程文件 / a file of a course, whole or a range of it',
  params: z.object({ id, file: id }),
  reply: z.unknown(),
});
