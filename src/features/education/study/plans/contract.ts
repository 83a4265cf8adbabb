import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { topicCode } from '#features/education/courses/topics/contract.ts';
import { Year } from '../hours/contract.ts';
import { planForms } from '../packs/study-kinds.ts';
import { audiences } from '../rules.ts';
import { planStates } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const count = z.number().int();
const version = count.min(1);

export const PlanLine = z.object({
  month: count.min(1).max(12),
  topic: topicCode,
  form: z.enum(planForms),
  hours: z.number().min(0.5).max(80).multipleOf(0.5),
  words: z.string().trim().max(120).default(''),
});
export type PlanLine = z.infer<typeof PlanLine>;

export const Plan = z.object({
  id,
  version,
  organisationName: z.string(),
  /** Made by an organisation above: it is for those below. */
  above: z.boolean(),
  year: count,
  audience: z.enum(audiences),
  state: z.enum(planStates),
  title: z.string(),
  details: z.string(),
  lines: z.array(
    PlanLine.extend({
      /** Of a branch: it has held it, or all of its people for whom it is have done it. */
      done: z.boolean(),
      /** Of a branch, where each has to do it: how many, of those for whom it is. */
      people: z.object({ did: count, of: count }).nullable(),
      /** For whoever has branches below: how many have, of those where it is for somebody; `did` is null where it would tell of few. */
      branches: z.object({ did: count.nullable(), of: count }).nullable(),
    }),
  ),
  /** Of all lines, and what the rule asks for; null where the audience has no yearly hours. */
  planned: z.number(),
  needed: z.number().nullable(),
  can: z.object({ change: z.boolean(), issue: z.boolean(), end: z.boolean() }),
});
export type Plan = z.infer<typeof Plan>;

export const planList = query({
  name: 'study.plans',
  path: '/study/plans',
  access: 'study.read',
  summary: '学习计划：本级的，和上级下发的 / plans of the own organisation, and those of organisations above',
  query: z.object({ year: Year.optional() }),
  reply: z.object({
    items: z.array(Plan),
    year: count,
    years: z.array(count),
  }),
});

const fields = {
  year: count.min(2015).max(2099),
  audience: z.enum(audiences),
  title: z.string().trim().min(2).max(60),
  details: z.string().trim().max(1_000).default(''),
  lines: z.array(PlanLine).min(1).max(60),
};
const Kept = z.object({ id, version });

export const createPlan = command({
  name: 'study.createPlan',
  path: '/study/plans',
  access: 'study.plan',
  summary: '制定学习计划 / make a plan of the own organisation',
  body: z.object(fields),
  reply: Kept,
});

export const changePlan = command({
  name: 'study.changePlan',
  path: '/study/plans/:id',
  method: 'PUT',
  access: 'study.plan',
  summary: '修改学习计划 / change a plan',
  params: one,
  body: z.object({ version, ...fields }),
  reply: Kept,
});

export const issuePlan = command({
  name: 'study.issuePlan',
  path: '/study/plans/:id/issue',
  access: 'study.plan',
  summary: '下发学习计划 / issue a plan to all below',
  params: one,
  body: z.object({ version }),
  reply: Kept,
});

export const endPlan = command({
  name: 'study.endPlan',
  path: '/study/plans/:id/end',
  access: 'study.plan',
  summary: '停用学习计划 / end a plan',
  params: one,
  body: z.object({ version }),
  reply: Kept,
});
