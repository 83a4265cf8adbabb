import { z } from 'zod';
import { oneLine } from '#shared/body.ts';
import { command, query } from '#shared/endpoint.ts';
import { acts, branchTypes, examKinds, examStates, itemKinds, phases, stages } from './rules.ts';

const id = z.uuid();
export const one = z.object({ id });
export const version = z.number().int().min(1);
const count = z.number().int();

export const BlueprintLine = z.object({
  category: z.string().max(30),
  kind: z.enum(itemKinds),
  level: z.number().int().min(1).max(3).nullable(),
  count: z.number().int().min(1).max(100),
  points: z.number().min(0.5).max(100),
});
export const PickedItem = z.object({ id, points: z.number().min(0.5).max(100) });

/** What the office says of an exam; `rules` of the whole are in the command, which knows the bank. */
export const ExamFields = z.object({
  title: z.string().overwrite(oneLine).min(1).max(80),
  kind: z.enum(examKinds),
  opensAt: z.iso.datetime({ offset: true }),
  closesAt: z.iso.datetime({ offset: true }),
  minutes: z.number().int().min(1).max(600),
  spreadSeconds: z.number().int().min(0).max(1_800).default(0),
  attempts: z.number().int().min(1).max(20).default(1),
  audienceId: id,
  stages: z.array(z.enum(stages)).min(1).max(stages.length),
  /** Members of such branches alone; none named: of all. */
  branchTypes: z.array(z.enum(branchTypes)).max(branchTypes.length).default([]),
  shuffle: z.boolean().default(true),
  halves: z.boolean().default(true),
  passShare: z.number().int().min(0).max(100).default(60),
  lateMinutes: z.number().int().min(0).max(2_880).default(120),
  readingGap: z.number().min(0).max(50).default(2),
  forms: z.number().int().min(1).max(50).default(1),
  bound: z.number().min(0.005).max(0.2).default(0.03),
  blueprint: z.array(BlueprintLine).max(40).default([]),
  picked: z.array(PickedItem).max(200).default([]),
});

/** Letters that a reason has at the least. */
export const leastReason = 2;

const Counts = z.object({ seated: count, begun: count, handedIn: count, marked: count, waiting: count });

export const ExamLine = z.object({
  id,
  title: z.string(),
  kind: z.enum(examKinds),
  state: z.enum(examStates),
  phase: z.enum(phases),
  unitName: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  minutes: count,
  begun: count,
});
export type ExamLine = z.infer<typeof ExamLine>;

export const examList = query({
  name: 'exams.list',
  path: '/exams',
  access: 'exams.read',
  summary:
    '考试列表：进行中、即将开始、未发布、已结束 / exams of the own unit and those below it: open, coming, drafts, past',
  query: z.object({
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(ExamLine), next: z.string().nullable() }),
});

/** An item as the office reads it, with what is right. */
export const OfficeItem = z.object({
  n: count,
  kind: z.enum(itemKinds),
  category: z.string(),
  topic: z.string(),
  difficulty: z.number(),
  points: z.number(),
  stem: z.string(),
  options: z.array(z.object({ key: z.string(), text: z.string() })),
  right: z.array(z.string()),
  explanation: z.string(),
});
export type OfficeItem = z.infer<typeof OfficeItem>;

export const ExamView = z.object({
  ...ExamFields.shape,
  id,
  version,
  state: z.enum(examStates),
  unitName: z.string(),
  audienceName: z.string(),
  publishedAt: z.string().nullable(),
  releasedAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  /** The papers as drawn: how many items each has and how difficult it is. */
  papers: z.array(z.object({ items: count, points: z.number(), difficulty: z.number() })),
  items: z.array(OfficeItem),
  counts: Counts,
  can: z.object({
    change: z.boolean(),
    remove: z.boolean(),
    publish: z.boolean(),
    withdraw: z.boolean(),
    release: z.boolean(),
    read: z.boolean(),
  }),
});
export type ExamView = z.infer<typeof ExamView>;

export const oneExam = query({
  name: 'exams.one',
  path: '/exams/:id',
  access: 'exams.read',
  summary: '一场考试 / one exam with its papers',
  params: one,
  reply: ExamView,
});

export const HandledExam = z.object({ id, version, state: z.enum(examStates) });

export const createExam = command({
  name: 'exams.create',
  path: '/exams',
  access: 'exams.edit',
  summary: '新建考试 / write an exam',
  body: ExamFields,
  reply: HandledExam,
});

export const changeExam = command({
  name: 'exams.change',
  path: '/exams/:id',
  method: 'PUT',
  access: 'exams.edit',
  summary: '修改未发布的考试 / change an exam that has not been published',
  params: one,
  body: ExamFields.extend({ version }),
  reply: HandledExam,
});

export const removeExam = command({
  name: 'exams.remove',
  path: '/exams/:id/remove',
  access: 'exams.edit',
  summary: '删除未发布的考试 / delete an exam that has not been published',
  params: one,
  body: z.object({ version }),
  reply: z.object({ id }),
});

/** Publishing draws and freezes the papers; releasing tells the results. A withdrawal says why to those who were asked. */
export const stepExam = command({
  name: 'exams.step',
  path: '/exams/:id/step',
  access: 'exams.edit',
  summary: '发布、撤销或公布成绩 / publish, withdraw, or release the results',
  params: one,
  body: z
    .object({ version, act: z.enum(acts).exclude(['change', 'remove']), reason: z.string().trim().max(200).optional() })
    .refine(({ act, reason = '' }) => act !== 'withdraw' || reason.length >= leastReason, {
      path: ['reason'],
      error: 'exams.reason_missing',
    }),
  reply: HandledExam,
});

export const PoolItem = z.object({
  id,
  category: z.string(),
  kind: z.enum(itemKinds),
  level: count,
  difficulty: z.number(),
  stem: z.string(),
});
export type PoolItem = z.infer<typeof PoolItem>;

/** What the bank has for papers: published questions, and how many there are of each sort. */
export const examPool = query({
  name: 'exams.pool',
  path: '/exams/pool',
  access: 'exams.edit',
  summary: '可用的题目 / published questions to choose from',
  query: z.object({
    category: z.string().max(30).optional(),
    kind: z.enum(itemKinds).optional(),
    words: z.string().trim().max(40).optional(),
  }),
  reply: z.object({
    items: z.array(PoolItem),
    /** There are more than are told. */
    more: z.boolean(),
    categories: z.array(z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() })),
    stock: z.array(z.object({ category: z.string(), kind: z.enum(itemKinds), level: count, count })),
  }),
});

/** Which parts of the tree an exam may be for: the own and what lies below at any depth, by name or pinyin. */
export const examAudiences = query({
  name: 'exams.audiences',
  path: '/exams/audiences',
  access: 'exams.edit',
  summary: '可选的考试范围 / parts of the tree that an exam may be for',
  query: z.object({ q: z.string().trim().max(40).optional() }),
  reply: z.object({
    items: z.array(z.object({ id, name: z.string(), parentName: z.string().nullable() })),
    /** There are more than are told. */
    more: z.boolean(),
  }),
});

export const AttemptLine = z.object({
  id,
  name: z.string(),
  branchName: z.string(),
  round: count,
  channel: z.enum(['phone', 'paper']),
  begunAt: z.string().nullable(),
  handedInAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  points: z.number().nullable(),
  most: z.number().nullable(),
  passed: z.boolean().nullable(),
  /** Answers that came in after the end and count by their journal. */
  late: count,
  sittings: count,
});
export type AttemptLine = z.infer<typeof AttemptLine>;

export const examAttempts = query({
  name: 'exams.attempts',
  path: '/exams/:id/attempts',
  access: 'exams.edit',
  summary: '答卷和成绩（只有组织考试的单位看得到） / attempts and results, for the office that holds the exam',
  params: one,
  query: z.object({
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ items: z.array(AttemptLine), next: z.string().nullable(), total: count }),
});

export const ItemFigure = z.object({
  n: count,
  kind: z.enum(itemKinds),
  stem: z.string(),
  /** Figures are null below five answers: they would tell of one person. */
  answers: count.nullable(),
  /** The share of points that was won. */
  won: z.number().nullable(),
  discrimination: z.number().nullable(),
  options: z.array(z.object({ key: z.string(), text: z.string(), right: z.boolean(), chosen: count.nullable() })),
});
export type ItemFigure = z.infer<typeof ItemFigure>;

export const examAnalysis = query({
  name: 'exams.analysis',
  path: '/exams/:id/analysis',
  access: 'exams.edit',
  summary: '试题分析 / how each item was answered',
  params: one,
  reply: z.object({ items: z.array(ItemFigure) }),
});

/** What a branch learns: topics, answered by five or more, the least known first. */
export const examTopics = query({
  name: 'exams.topics',
  path: '/exams/topics',
  access: 'exams.topics',
  summary: '下一步学什么：按主题，不到人 / what to teach next, by topic and not by person',
  reply: z.object({
    items: z.array(
      z.object({ topic: z.string(), nameZh: z.string(), nameEn: z.string(), people: count, share: z.number() }),
    ),
  }),
});
