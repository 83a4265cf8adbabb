import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { topicCode } from '#features/education/courses/topics/contract.ts';

const id = z.uuid();
const version = z.number().int().min(1);

export const OwnNeed = z.object({
  id,
  version,
  topic: topicCode,
  words: z.string(),
  askedOn: z.string(),
  /** Where the branch entered it from a sheet. */
  paper: z.object({ enteredOn: z.string(), enteredBy: z.string() }).nullable(),
});
export type OwnNeed = z.infer<typeof OwnNeed>;

export const ownNeeds = query({
  name: 'own.studyNeeds',
  path: '/own/study/needs',
  access: 'own.study',
  summary: '我想学什么 / what the member wants to learn',
  reply: z.object({ items: z.array(OwnNeed) }),
});

export const askStudy = command({
  name: 'own.askStudy',
  path: '/own/study/needs',
  access: 'own.study',
  summary: '提学习需求 / say what one wants to learn',
  body: z.object({ topic: topicCode, words: z.string().trim().max(200).default('') }),
  reply: z.object({ id, version }),
});

export const dropNeed = command({
  name: 'own.dropStudyNeed',
  path: '/own/study/needs/:id/drop',
  access: 'own.study',
  summary: '撤回学习需求 / take it back',
  params: z.object({ id }),
  body: z.object({ version }),
  reply: z.object({ id, version }),
});
