import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { CourseFile } from '../../contract.ts';

const id = z.uuid();

export const reuseKinds = ['document', 'slides', 'video', 'captions'] as const;
export type ReuseKind = (typeof reuseKinds)[number];

export const ReusableFile = CourseFile.omit({ whole: true }).extend({
  /** The course that it is of. */
  from: id,
  courseTitle: z.string(),
});
export type ReusableFile = z.infer<typeof ReusableFile>;

/** Files of courses that are offered, whoever's they are, and of those of the range. */
export const reusableFiles = query({
  name: 'courses.reusable',
  path: '/courses/reusable',
  access: 'courses.write',
  summary: '其他课程里可以再用的文件 / files of other courses that can be used again',
  query: z.object({ kind: z.enum(reuseKinds), words: z.string().trim().max(50).optional() }),
  reply: z.object({ items: z.array(ReusableFile), more: z.boolean() }),
});

/** A copy with the source and the licence of the first: each course keeps its own files, and loses none when another is deleted. */
export const reuseFile = command({
  name: 'courses.reuseFile',
  path: '/courses/:id/files/reuse',
  access: 'courses.write',
  summary: '再用其他课程的文件，来源和许可照抄 / use a file of another course again, with its source and licence',
  params: z.object({ id }),
  body: z.object({ from: id, file: id }),
  reply: CourseFile,
});
