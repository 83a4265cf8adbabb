import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { CourseFile } from '../contract.ts';
import { uploadedKinds } from './rules.ts';

const id = z.uuid();
const told = z.string().trim().min(1).max(60);

export const addFile = command({
  name: 'courses.addFile',
  path: '/courses/:id/files',
  access: 'courses.write',
  summary: '上传课程文件，写明来源和许可 / add a file to a course, with its source and licence',
  params: z.object({ id }),
  query: z.object({ kind: z.enum(uploadedKinds), source: told, licence: told }),
  reply: CourseFile,
});

export const courseFile = query({
  name: 'courses.file',
  path: '/courses/:id/files/:file',
  access: 'courses.read',
  summary: '打开课程文件 / open a file of a course',
  params: z.object({ id, file: id }),
  reply: z.unknown(),
});
