import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { one } from '../contract.ts';

const id = z.uuid();
const Helpers = z.object({ items: z.array(z.object({ unitId: id, name: z.string() })) });

export const examHelpers = query({
  name: 'exams.helpers',
  path: '/exams/:id/helpers',
  access: 'exams.edit',
  summary: '可以录入答卷的其他单位 / other units that may enter papers of this exam',
  params: one,
  reply: Helpers,
});

export const setHelpers = command({
  name: 'exams.setHelpers',
  path: '/exams/:id/helpers',
  method: 'PUT',
  access: 'exams.edit',
  summary: '指定录入单位，成绩公布后失效 / name the units that may enter papers, until the results are released',
  params: one,
  body: z.object({ units: z.array(id).max(100) }),
  reply: Helpers,
});

export const helpedExams = query({
  name: 'exams.helping',
  path: '/exams/helping',
  access: 'exams.edit',
  summary: '委托本单位录入答卷的考试 / exams that have named the own unit to enter papers',
  reply: z.object({
    items: z.array(z.object({ id, title: z.string(), unitName: z.string(), closesAt: z.string() })),
  }),
});
