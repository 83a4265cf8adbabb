import { z } from 'zod';
import { topicCode } from '#features/education/courses/topics/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { mostNeeds } from '../rules.ts';

const id = z.uuid();
/** As printed: ten digits. */
const byCode = z.object({ code: z.string().regex(/^\d{10}$/) });

export const askedPeople = ['no_account', 'all', 'chosen'] as const;

export const needsPeople = query({
  name: 'study.needsPeople',
  path: '/study/needs/papers',
  access: 'study.keep',
  summary: '问卷可以打印给谁：本支部党员 / members of the branch, for whom a sheet can be printed',
  reply: z.object({
    items: z.array(z.object({ personId: id, name: z.string() })),
    withoutAccount: z.number().int(),
    /** With a sheet that has not been entered. */
    out: z.number().int(),
  }),
});

export const printNeeds = command({
  name: 'study.printNeeds',
  path: '/study/needs/papers',
  access: 'study.keep',
  summary: '准备学习需求问卷，一人一份一个编号 / sheets with a code, one a member',
  body: z.object({ who: z.enum(askedPeople), personIds: z.array(id).max(500).default([]) }),
  reply: z.object({ id, sheets: z.number().int() }),
});

export const needsSheets = query({
  name: 'study.needsSheets',
  path: '/study/needs/printings/:id',
  access: 'study.keep',
  summary: '学习需求问卷 PDF / the sheets to print',
  params: z.object({ id }),
  reply: z.unknown(),
});

export const needsPaper = query({
  name: 'study.needsPaper',
  path: '/study/needs/papers/:code',
  access: 'study.keep',
  summary: '凭编号打开要录入的问卷 / the sheet of a code, to be entered',
  params: byCode,
  reply: z.object({ name: z.string(), printedOn: z.string() }),
});

export const enterNeeds = command({
  name: 'study.enterNeeds',
  path: '/study/needs/papers/:code',
  access: 'study.keep',
  summary: '录入学习需求问卷，一份一次 / enter what was ticked, once',
  params: byCode,
  body: z.object({
    topics: z.array(topicCode).min(1).max(mostNeeds),
    /** They are kept with the first of the topics. */
    words: z.string().trim().max(200).default(''),
  }),
  /** How many of the topics the member had not asked for before. */
  reply: z.object({ id, added: z.number().int() }),
});
