import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { CourseFile } from '../../contract.ts';
import { partType } from './rules.ts';

const id = z.uuid();
const told = z.string().trim().min(1).max(60);
const part = z
  .string()
  .max(100)
  .refine((name) => partType(name) !== null, { error: 'courses.part_name' });

/** Begins a set, or goes on with the one of that name: what has arrived of it stays. */
export const beginSet = command({
  name: 'courses.beginSet',
  path: '/courses/:id/sets',
  access: 'courses.write',
  summary: '开始或继续上传分段视频（HLS） / begin a video that is a set of files, or go on with it',
  params: z.object({ id }),
  body: z.object({ name: part, source: told, licence: told }),
  reply: z.object({ file: id, parts: z.array(z.object({ part: z.string(), size: z.number() })) }),
});

export const addPart = command({
  name: 'courses.addPart',
  path: '/courses/:id/sets/:file/parts',
  access: 'courses.write',
  summary: '上传一个分段 / send one file of a set',
  params: z.object({ id, file: id }),
  query: z.object({ part }),
  reply: z.object({ part: z.string(), size: z.number() }),
});

/** Whole once everything that its playlists name has arrived. */
export const closeSet = command({
  name: 'courses.closeSet',
  path: '/courses/:id/sets/:file/close',
  access: 'courses.write',
  summary: '分段视频上传完毕 / say that a set is whole',
  params: z.object({ id, file: id }),
  reply: CourseFile,
});

export const coursePart = query({
  name: 'courses.part',
  path: '/courses/:id/files/:file/:part',
  access: 'courses.read',
  summary: '分段视频的一个文件 / one file of a set',
  params: z.object({ id, file: id, part }),
  reply: z.unknown(),
});

export const ownCoursePart = query({
  name: 'own.coursePart',
  path: '/own/courses/:id/files/:file/:part',
  access: 'own.courses',
  summary: '课程分段视频的一个文件 / one file of a set, for whoever takes the course',
  params: z.object({ id, file: id, part }),
  reply: z.unknown(),
});
