import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { AnswerShape, code, GivenShape, OptionShape } from '#features/education/bank/contract.ts';
import { recallKinds, weeklyChoices } from './rules.ts';

const id = z.uuid();
const count = z.number().int();

export const RecallTopic = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** Questions that can be asked. */
  items: count,
});
export type RecallTopic = z.infer<typeof RecallTopic>;

export const RecallQuestion = z.object({
  itemId: id,
  /** How often this person has answered it: the same question twice is not the same answer twice. */
  answered: count,
  topic: z.string(),
  kind: z.enum(recallKinds),
  stem: z.string(),
  /** In an order of this person and this time. */
  options: z.array(OptionShape),
  gaps: count,
});
export type RecallQuestion = z.infer<typeof RecallQuestion>;

export const ownRecall = query({
  name: 'own.recall',
  path: '/own/recall',
  access: 'own.recall',
  summary: '我的间隔复习：本周的下一题 / spaced recall, and the next question of the week',
  reply: z.object({
    isOn: z.boolean(),
    topics: z.array(z.string()),
    /** Topics of courses that are finished are asked as well, without being chosen. */
    withCourses: z.boolean(),
    finished: z.array(z.string()),
    weekly: count,
    /** Questions of this week that are still to come. */
    left: count,
    offered: z.array(RecallTopic),
    next: RecallQuestion.nullable(),
    /** When something comes again, where nothing waits. */
    nextOn: z.string().nullable(),
  }),
});

export const chooseRecall = command({
  name: 'own.chooseRecall',
  path: '/own/recall',
  access: 'own.recall',
  summary: '开启间隔复习，选主题和每周题数 / switch recall on, with topics and questions a week',
  body: z
    .object({
      topics: z.array(code).max(20),
      withCourses: z.boolean().default(true),
      weekly: z.union(weeklyChoices.map((n) => z.literal(n))),
    })
    .refine(({ topics, withCourses }) => topics.length > 0 || withCourses, {
      path: ['topics'],
      message: 'recall.topic_missing',
    }),
  reply: z.object({ isOn: z.boolean() }),
});

/** All that was kept of it goes. */
export const leaveRecall = command({
  name: 'own.leaveRecall',
  path: '/own/recall/leave',
  access: 'own.recall',
  summary: '关闭间隔复习，删除全部记录 / leave recall; everything kept of it is deleted',
  reply: z.object({ isOn: z.boolean() }),
});

export const answerRecall = command({
  name: 'own.answerRecall',
  path: '/own/recall/answers',
  access: 'own.recall',
  summary: '回答一题 / answer the question that is asked now',
  body: z.object({ itemId: id, answered: z.number().int().min(0), given: GivenShape }),
  reply: z.object({
    isRight: z.boolean(),
    answer: AnswerShape,
    explanation: z.string(),
    dueOn: z.string(),
  }),
});
