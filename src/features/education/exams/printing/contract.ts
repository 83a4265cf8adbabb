import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { one } from '../contract.ts';
import { Answer, PaperItem } from '../seat/contract.ts';

const id = z.uuid();
/** As printed: ten digits. */
const byCode = z.object({ code: z.string().regex(/^\d{10}$/) });

export const findTakers = query({
  name: 'exams.takers',
  path: '/exams/:id/takers',
  access: 'exams.edit',
  summary: '按姓名找考试范围内的人 / people of that name whom the exam asks',
  params: one,
  query: z.object({ words: z.string().trim().min(1).max(40) }),
  reply: z.object({ items: z.array(z.object({ personId: id, name: z.string(), branchName: z.string() })) }),
});

export const printPaper = command({
  name: 'exams.printPaper',
  path: '/exams/:id/papers',
  access: 'exams.edit',
  summary: '为一人准备纸质试卷 / a paper with a code, for one person',
  params: one,
  body: z.object({ personId: id }),
  reply: z.object({ attemptId: id, code: z.string() }),
});

export const paperSheet = query({
  name: 'exams.paperSheet',
  path: '/exams/papers/:code/sheet',
  access: 'exams.edit',
  summary: '纸质试卷 PDF / the paper to print',
  params: byCode,
  reply: z.unknown(),
});

export const paperItems = query({
  name: 'exams.paperItems',
  path: '/exams/papers/:code',
  access: 'exams.edit',
  summary: '凭编号打开要录入的答卷 / the paper of a code, in its order, to be entered',
  params: byCode,
  reply: z.object({ name: z.string(), items: z.array(PaperItem) }),
});

export const enterPaper = command({
  name: 'exams.enterPaper',
  path: '/exams/papers/:code',
  access: 'exams.edit',
  summary: '录入纸质答卷 / enter what was answered on paper',
  params: byCode,
  body: z.object({ answers: z.array(z.object({ item: z.number().int().min(1), answer: Answer })).max(200) }),
  reply: z.object({ attemptId: id, answered: z.number().int() }),
});
