import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Contribution } from '../contributions/contract.ts';

const count = z.number().int();

export const TopicEvidence = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** Questions answered for the first time, before anybody told what is right. */
  firsts: count,
  /** Weeks in which something of it was answered. */
  weeks: count,
  /** Questions that came again, and how many of them were still known the last time. */
  again: count,
  kept: count,
  /** The share of the topic that is known at the least, beyond guessing; null while it could be guessed. */
  knownAtLeast: z.number().nullable(),
});
export type TopicEvidence = z.infer<typeof TopicEvidence>;

/** Done at a place for a course, and confirmed by the branch. */
export const TaskDone = z.object({
  id: z.uuid(),
  title: z.string(),
  courseTitle: z.string(),
  on: z.string(),
  /** Who confirmed it. */
  actor: z.string(),
});
export type TaskDone = z.infer<typeof TaskDone>;

/** A formal exam: practice and self-check are taken as often as anybody likes, and show nothing. */
export const ExamPassed = z.object({ examId: z.uuid(), title: z.string(), unitName: z.string(), on: z.string() });
export type ExamPassed = z.infer<typeof ExamPassed>;

export const ownEvidence = query({
  name: 'own.evidence',
  path: '/own/evidence',
  access: 'own.recall',
  summary: '我的学习证据：没有时长，没有积分 / evidence of the own learning, without minutes or points',
  reply: z.object({
    topics: z.array(TopicEvidence),
    tasks: z.array(TaskDone),
    exams: z.array(ExamPassed),
    contributions: z.array(Contribution),
    /** What a contribution can be about. */
    offered: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })),
  }),
});
