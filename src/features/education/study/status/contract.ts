import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Reference, Why } from '#features/base/organisations/contract.ts';
import { Year } from '../hours/contract.ts';
import { figureNames, suggestionReasons } from './rules.ts';

const id = z.uuid();
const count = z.number().int();

/** Null where it would tell of fewer than five people. */
export const FigureSet = z.record(z.enum(figureNames), count.nullable());
export type FigureSet = z.infer<typeof FigureSet>;

export const StatusRow = z.object({ organisation: Reference, figures: FigureSet });
export type StatusRow = z.infer<typeof StatusRow>;

export const TopicStatus = z.object({
  topic: z.string(),
  /** Sessions held, and branches that held one. */
  sessions: count,
  branches: count,
  /** Members who want to learn it; null where fewer than five do, and the reader stands above the branch. */
  asked: count.nullable(),
});
export type TopicStatus = z.infer<typeof TopicStatus>;

export const studyStatus = query({
  name: 'study.status',
  path: '/study/status',
  access: 'study.status',
  summary:
    '学习状况：学时达标、主题覆盖、学习需求 / hours against the requirement, topics covered, what members ask for',
  query: z.object({ organisationId: id.optional(), year: Year.optional() }),
  reply: z.object({
    organisation: Reference,
    ancestors: z.array(Reference),
    year: count,
    years: z.array(count),
    /** The reader's own branch: nothing is left out. */
    own: z.boolean(),
    branches: count,
    total: FigureSet,
    rows: z.array(StatusRow),
    topics: z.array(TopicStatus),
    /** The words of members of the own branch, without a name. */
    words: z.array(z.object({ topic: z.string(), words: z.string() })),
    suggestions: z.array(z.object({ topic: z.string(), reasons: z.array(z.enum(suggestionReasons)) })),
    rules: z.array(Why),
  }),
});
export type StudyStatus = z.infer<typeof studyStatus.reply>;

export const trainingTable = query({
  name: 'study.trainingTable',
  path: '/study/status/table',
  access: 'study.status',
  summary: '年度统计教育培训表（XLSX） / the training table of the annual statistics',
  query: z.object({ organisationId: id.optional(), year: Year.optional() }),
  reply: z.unknown(),
});
