import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import { checks, drills, runStates, standings } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();

export const Finding = z.object({ check: z.enum(checks), passed: z.boolean(), found: count, wanted: count });

export const Run = z.object({
  id,
  drill: z.enum(drills),
  state: z.enum(runStates),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  findings: z.array(Finding),
});
export type Run = z.infer<typeof Run>;

export const DrillLine = z.object({
  drill: z.enum(drills),
  /** The own role needs it: it holds the permission that the drill opens something of. */
  needed: z.boolean(),
  /** Last day of what is held, by a passed drill or an exception. */
  until: z.string().nullable(),
  byException: z.boolean(),
  /** The right ends within a month: time to pass again. */
  soon: z.boolean(),
  /** Prepared and not yet graded. */
  open: Run.nullable(),
  /** The last one that was graded. */
  last: Run.nullable(),
});
export type DrillLine = z.infer<typeof DrillLine>;

const Lesson = z.object({ id, title: z.string(), done: z.boolean() });
/** Courses and exams for the role of the session. */
export const Training = z.object({ courses: z.array(Lesson), exams: z.array(Lesson) });
export type Training = z.infer<typeof Training>;

export const drillList = query({
  name: 'practice.drills',
  path: '/practice/drills',
  access: 'practice.drill',
  summary: '演练与资格 / the drills, and what the own account holds',
  reply: z.object({ items: z.array(DrillLine), ready: z.boolean(), training: Training }),
});

export const runById = query({
  name: 'practice.run',
  path: '/practice/runs/:id',
  access: 'practice.drill',
  summary: '一次演练 / one own run with its findings',
  params: one,
  reply: Run,
});

/** Prepares a scene for this person alone in the practice county. Answers the open run where there is one. */
export const beginDrill = command({
  name: 'practice.begin',
  path: '/practice/runs',
  access: 'practice.drill',
  summary: '开始演练 / prepare a drill in the practice county',
  body: z.object({ drill: z.enum(drills) }),
  reply: Run,
});

/** Puts the own session aside and goes on in the practice county. */
export const enterPractice = command({
  name: 'practice.enter',
  path: '/practice/runs/:id/enter',
  access: 'practice.drill',
  summary: '进入演练县 / go to the practice county',
  params: one,
  reply: z.object({ begins: z.string() }),
});

/** Looks at what the practice county's database holds. A passed drill opens its rights at once. */
export const finishDrill = command({
  name: 'practice.finish',
  path: '/practice/runs/:id/finish',
  access: 'practice.drill',
  summary: '交卷评分 / grade a drill by what the database then holds',
  params: one,
  reply: Run,
});

export const giveUpDrill = command({
  name: 'practice.giveUp',
  path: '/practice/runs/:id/give-up',
  access: 'practice.drill',
  summary: '放弃演练 / give a drill up: another may be begun',
  params: one,
  reply: Run,
});

export const Administered = z.object({
  id,
  name: z.string(),
  parentName: z.string().nullable(),
  standing: z.enum(standings),
  /** Who has a role there, and the drills that this role still lacks. */
  holders: z.array(z.object({ name: z.string(), role: z.enum(roles), lacks: z.array(z.enum(drills)) })),
  /** Who holds a post there, for an organisation without an administrator. */
  candidates: z.array(z.object({ name: z.string(), post: z.string() })),
});
export type Administered = z.infer<typeof Administered>;

export const administratorList = query({
  name: 'practice.administrators',
  path: '/practice/administrators',
  access: 'practice.administrators',
  summary: '各组织的管理员和演练情况 / organisations of the range, with and without an administrator',
  query: z.object({
    standing: z.enum(standings).default('none'),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(Administered),
    next: z.string().nullable(),
    total: count,
    counts: z.object({ none: count, untrained: count, trained: count }),
  }),
});

/** In the practice county: what is asked of the session. Not found anywhere else. */
export const practiceTask = query({
  name: 'practice.task',
  path: '/practice/task',
  access: 'signed-in',
  summary: '演练任务 / the task of the session in the practice county',
  reply: z.object({
    runId: id,
    drill: z.enum(drills),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    hasMaterial: z.boolean(),
  }),
});

export const practiceMaterial = query({
  name: 'practice.material',
  path: '/practice/material',
  access: 'signed-in',
  summary: '下载演练材料 / the file that the drill is about',
  reply: z.unknown(),
});

/** Ends the session in the practice county; the own one comes back. */
export const leavePractice = command({
  name: 'practice.leave',
  path: '/practice/leave',
  access: 'signed-in',
  summary: '离开演练县 / leave the practice county',
  reply: z.object({ left: z.boolean() }),
});
