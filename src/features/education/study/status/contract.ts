import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Reference, Why } from '#features/base/organisations/contract.ts';
import { Year } from '../hours/contract.ts';
import { verdicts } from '../learnt/rules.ts';
import { figureNames, suggestionReasons } from './rules.ts';

const id = z.uuid();
const count = z.number().int();

/** Null where it would tell of fewer than five people: of those counted, of the others, or of a neighbour's. */
export const FigureSet = z.record(z.enum(figureNames), count.nullable());
export type FigureSet = z.infer<typeof FigureSet>;

export const StatusRow = z.object({ organisation: Reference, figures: FigureSet });
export type StatusRow = z.infer<typeof StatusRow>;

const part = z.number().min(0).max(1);
/** How much of a topic is answered right in exams and recall: the latest answer of each person to each question. */
export const Mastery = z.object({ people: count, answers: count, part, low: part, high: part });
export type Mastery = z.infer<typeof Mastery>;

export const MissedItem = z.object({ itemId: id, topic: z.string(), stem: z.string(), people: count, missed: part });
export type MissedItem = z.infer<typeof MissedItem>;

/** Whether those who finished a course answer its topics better than before, in the whole county. Numbers where ten or more tell of it. */
export const CourseEffect = z.object({
  courseId: id,
  title: z.string(),
  topics: z.array(z.string()),
  verdict: z.enum(verdicts),
  people: count.nullable(),
  before: part.nullable(),
  after: part.nullable(),
  /** Of the difference. */
  low: z.number().min(-1).max(1).nullable(),
  high: z.number().min(-1).max(1).nullable(),
});
export type CourseEffect = z.infer<typeof CourseEffect>;

export const SuggestedCourse = z.object({ courseId: id, title: z.string(), helped: z.boolean() });
export type SuggestedCourse = z.infer<typeof SuggestedCourse>;

export const TopicStatus = z.object({
  topic: z.string(),
  /** Sessions held, and branches that held one. */
  sessions: count,
  branches: count,
  /** Members who want to learn it; null where fewer than five do, and the reader stands above the branch. */
  asked: count.nullable(),
  /** Null where fewer than five have answered, and where the number would tell of a neighbour that is left out. */
  mastery: Mastery.nullable(),
  /** Members who spoke about courses of it; null likewise. */
  discussed: count.nullable(),
});
export type TopicStatus = z.infer<typeof TopicStatus>;

export const studyStatus = query({
  name: 'study.status',
  path: '/study/status',
  access: 'study.status',
  summary:
    '学习状况：学时达标、主题覆盖和掌握、常错的题、课程效果、学习需求 / hours, topics covered and mastered, items missed, courses that help, needs',
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
    suggestions: z.array(
      z.object({
        topic: z.string(),
        reasons: z.array(z.enum(suggestionReasons)),
        courses: z.array(SuggestedCourse),
      }),
    ),
    /** Questions most often missed; of the reader's own place alone. */
    missed: z.array(MissedItem),
    courses: z.array(CourseEffect),
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
