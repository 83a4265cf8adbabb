import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const version = z.number().int().min(1);

/** Never changed once given: courses, questions and plans carry it. */
export const topicCode = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/, 'courses.topic_code');

const fields = {
  nameZh: z.string().trim().min(1).max(20),
  nameEn: z.string().trim().min(1).max(60),
  position: z.number().int().min(1).max(999),
};

export const Topic = z.object({
  code: z.string(),
  version,
  nameZh: z.string(),
  nameEn: z.string(),
  position: z.number().int(),
  retiredOn: z.string().nullable(),
});
export type Topic = z.infer<typeof Topic>;

export const topicList = query({
  name: 'education.topics',
  path: '/education/topics',
  access: 'signed-in',
  summary: '学习主题，含已停用的 / topics of study, those that are retired too',
  reply: z.object({ items: z.array(Topic) }),
});

const Kept = z.object({ code: z.string(), version });

export const addTopic = command({
  name: 'education.addTopic',
  path: '/education/topics',
  access: 'courses.topics',
  summary: '新增学习主题 / add a topic',
  body: z.object({ code: topicCode, ...fields }),
  reply: Kept,
});

export const editTopic = command({
  name: 'education.editTopic',
  path: '/education/topics/:code',
  method: 'PATCH',
  access: 'courses.topics',
  summary: '修改学习主题 / rename or move a topic',
  params: z.object({ code: z.string().max(60) }),
  body: z.object({ version, ...fields }),
  reply: Kept,
});

/** What carries it keeps it; it is offered for nothing new. */
export const retireTopic = command({
  name: 'education.retireTopic',
  path: '/education/topics/:code/retired',
  access: 'courses.topics',
  summary: '停用或恢复学习主题 / retire a topic, or take it up again',
  params: z.object({ code: z.string().max(60) }),
  body: z.object({ version, retired: z.boolean() }),
  reply: Kept,
});
