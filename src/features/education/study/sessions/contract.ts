import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { topicCode } from '#features/education/courses/topics/contract.ts';
import { Year } from '../hours/contract.ts';

const id = z.uuid();
const count = z.number().int();

export const topicCodes = z.array(topicCode).min(1).max(6);

/** A closed meeting of the branch that is, or could be, study. */
export const StudySession = z.object({
  meetingId: id,
  /** 0 where no topic has been noted yet. */
  version: count,
  on: z.string(),
  kind: z.string(),
  title: z.string(),
  topics: z.array(z.string()),
  /** It is study by its kind, and nobody has noted what was studied. */
  lacksTopic: z.boolean(),
  lecturer: z.string().nullable(),
  statedHours: z.number().nullable(),
  present: count,
  /** What each of those present gets; null where the branch has to note a topic first. */
  credit: z.number().nullable(),
});
export type StudySession = z.infer<typeof StudySession>;

export const sessionList = query({
  name: 'study.sessions',
  path: '/study/sessions',
  access: 'study.keep',
  summary: '本支部的集中学习，从会议得来 / collective study of the own branch, as its meetings say',
  query: z.object({ year: Year.optional() }),
  reply: z.object({ items: z.array(StudySession), year: count, years: z.array(count), unnoted: count }),
});

export const noteSession = command({
  name: 'study.noteSession',
  path: '/study/sessions/:id',
  method: 'PUT',
  access: 'study.keep',
  summary: '记学习主题和授课人 / note what a meeting taught, who taught, and how much of it was study',
  params: z.object({ id }),
  body: z.object({
    version: count.min(0),
    topics: topicCodes,
    lecturer: z.string().trim().max(60).optional(),
    /** Where not all of it was study. */
    hours: z.number().min(0.5).max(8).multipleOf(0.5).nullable().default(null),
  }),
  reply: z.object({ id, version: count }),
});
