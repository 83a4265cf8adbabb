import { z } from 'zod';
import { organisationTypes } from '#features/base/organisations/rules.ts';
import { AnswerShape, OptionShape } from '#features/education/bank/contract.ts';
import { oneLine } from '#shared/body.ts';
import { command, query } from '#shared/endpoint.ts';
import { ContentGiven, ContentKept } from './content/contract.ts';
import { audiencePosts, courseStates, stages, stepKinds } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
const line = (max: number) => z.string().trim().max(max);

export const AudienceShape = z.object({
  stages: z.array(z.enum(stages)).max(stages.length),
  posts: z.array(z.enum(audiencePosts)).max(audiencePosts.length),
  types: z.array(z.enum(organisationTypes)).max(organisationTypes.length),
});

export const CourseLine = z.object({
  id,
  title: z.string(),
  providerName: z.string(),
  state: z.enum(courseStates),
  topics: z.array(z.string()),
  /** The edition that members are offered; null where none is. */
  edition: count.nullable(),
  expiresOn: z.string().nullable(),
  writer: z.string(),
  changedAt: z.string(),
});
export type CourseLine = z.infer<typeof CourseLine>;

/** `mine`: what waits for the reader to review it. */
export const courseShows = ['all', 'mine', ...courseStates] as const;

export const courseList = query({
  name: 'courses.list',
  path: '/courses',
  access: 'courses.read',
  summary: '课程列表，最近修改的在前 / courses of the range, those changed last first',
  query: z.object({
    show: z.enum(courseShows).default('all'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(CourseLine), next: z.string().nullable(), total: count }),
});

export const CourseStep = z.object({
  at: z.string(),
  kind: z.enum(stepKinds),
  actor: z.string(),
  note: z.string().nullable(),
});

export const CourseFile = z.object({
  file: id,
  kind: z.enum(['document', 'slides', 'video', 'captions', 'picture', 'package']),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  source: z.string(),
  licence: z.string(),
  /** A video that is still on its way is not. */
  whole: z.boolean(),
});
export type CourseFile = z.infer<typeof CourseFile>;

/** A question of the bank as a writer of courses sees it. */
export const PoolItem = z.object({
  id,
  kind: z.enum(['single', 'multiple', 'judge', 'blank']),
  stem: z.string(),
  topic: z.string(),
  /** How likely somebody who knows nothing answers it right. */
  chance: z.number(),
});
export type PoolItem = z.infer<typeof PoolItem>;

/** What is right in a question. */
export const PoolKey = z.object({
  id,
  options: z.array(OptionShape),
  answer: AnswerShape,
  explanation: z.string(),
});
export type PoolKey = z.infer<typeof PoolKey>;

const fields = {
  title: z.string().overwrite(oneLine).min(1).max(60),
  summary: line(300).default(''),
  topics: z.array(z.string().max(30)).min(1).max(5),
  audience: AudienceShape,
  hours: z.number().min(0.5).max(80).multipleOf(0.5).nullable(),
  expiresOn: z.iso.date().nullable(),
};

export const CourseView = CourseLine.extend({
  version,
  summary: z.string(),
  audience: AudienceShape,
  hours: z.number().nullable(),
  content: ContentKept,
  files: z.array(CourseFile),
  /** The questions that its quizzes draw from, and may be asked. */
  pool: z.array(PoolItem),
  /** What is right in them: for whoever reviews it now, and nobody else. */
  keys: z.array(PoolKey),
  /** What keeps it from being submitted: keys of the messages. */
  faults: z.array(z.string()),
  /** Titles of the quizzes that `courses.quiz_guess` means. */
  easyQuizzes: z.array(z.string()),
  steps: z.array(CourseStep),
  /** Members of the whole county who took it, and those who finished: null where they are fewer than five. Null where it was never published. */
  taken: z.object({ begun: count.nullable(), finished: count.nullable() }).nullable(),
  can: z.object({
    save: z.boolean(),
    submit: z.boolean(),
    takeBack: z.boolean(),
    review: z.boolean(),
    withdraw: z.boolean(),
    remove: z.boolean(),
  }),
  /** It waits for a second person, which the reader is not. */
  otherPerson: z.boolean(),
});
export type CourseView = z.infer<typeof CourseView>;

/** All that a writer sets, as it is read: the view has it, the newer state of a stale edit, and the form. */
export type CourseFields = Pick<CourseView, keyof typeof fields | 'content'>;

export const oneCourse = query({
  name: 'courses.one',
  path: '/courses/:id',
  access: 'courses.read',
  summary: '一门课程 / one course',
  params: one,
  reply: CourseView,
});

export const ChangedCourse = z.object({ id, version, state: z.enum(courseStates) });

export const createCourse = command({
  name: 'courses.create',
  path: '/courses',
  access: 'courses.write',
  summary: '新建课程 / begin a course of the own unit',
  body: z.object({ title: fields.title, topics: fields.topics }),
  reply: ChangedCourse,
});

export const saveCourse = command({
  name: 'courses.save',
  path: '/courses/:id',
  method: 'PUT',
  access: 'courses.write',
  summary: '保存课程；学员看到的不变，直到再次发布 / keep what was written; members see it once it is published',
  params: one,
  body: z.object({ version, ...fields, content: ContentGiven }),
  reply: ChangedCourse,
});

export const submitCourse = command({
  name: 'courses.submit',
  path: '/courses/:id/submit',
  access: 'courses.write',
  summary: '送审 / submit a course for review',
  params: one,
  body: z.object({ version }),
  reply: ChangedCourse,
});

export const takeBackCourse = command({
  name: 'courses.takeBack',
  path: '/courses/:id/take-back',
  access: 'courses.write',
  summary:
    '撤回送审，须由参与编写或送审的人在审核前办理 / take it back before it is decided, as somebody who wrote or submitted it',
  params: one,
  body: z.object({ version }),
  reply: ChangedCourse,
});

export const reviewCourse = command({
  name: 'courses.review',
  path: '/courses/:id/review',
  access: 'courses.review',
  summary: '审核：发布或退回，须由未参与编写的人办理 / publish or return it, as somebody who wrote none of it',
  params: one,
  body: z
    .object({ version, decision: z.enum(['publish', 'return']), note: line(500).optional() })
    .refine(({ decision, note }) => decision === 'publish' || (note ?? '') !== '', {
      path: ['note'],
      error: 'courses.note',
    }),
  reply: ChangedCourse,
});

export const withdrawCourse = command({
  name: 'courses.withdraw',
  path: '/courses/:id/withdraw',
  access: 'courses.review',
  summary: '撤下课程；已有的学习记录保留 / offer it no more; what was learnt stays',
  params: one,
  body: z.object({ version, reason: line(500).min(1) }),
  reply: ChangedCourse,
});

/** A draft that was never published goes with its files. */
export const removeCourse = command({
  name: 'courses.remove',
  path: '/courses/:id/remove',
  access: 'courses.write',
  summary: '删除从未发布的课程草稿 / delete a draft that was never published',
  params: one,
  body: z.object({ version }),
  reply: z.object({ id }),
});

export const poolItems = query({
  name: 'courses.pool',
  path: '/courses/pool',
  access: 'courses.write',
  summary: '题库中可用的题目 / questions that a quiz may draw from',
  query: z.object({ topic: z.string().max(30).optional(), words: z.string().trim().max(50).optional() }),
  reply: z.object({ items: z.array(PoolItem), more: z.boolean() }),
});
