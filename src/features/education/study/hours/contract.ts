import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Reference, Why } from '#features/base/organisations/contract.ts';
import { audiences } from '../rules.ts';
import { modes, reasons, sources, trainings } from './rules.ts';

const id = z.uuid();
const count = z.number().int();
/** The rules are in force from 2014 on, and a year looks back at the one before it. */
export const Year = z.coerce.number().int().min(2015).max(2099);
const inYear = z.object({ year: Year.optional() });

/** One thing attended: what it was, the hours that it gives, and why so many. */
export const HourLine = z.object({
  source: z.enum(sources),
  ref: id,
  on: z.string(),
  until: z.string().nullable(),
  kind: z.string(),
  /** Null where it was held by another branch, and the reader is not the member. */
  title: z.string().nullable(),
  unit: z.string().nullable(),
  topics: z.array(z.string()),
  /** Study hours (学时) by the rule, half of one at least. */
  credit: z.number(),
  mode: z.enum(modes),
  reason: z.enum(reasons),
  ruleId: z.string().nullable(),
});
export type HourLine = z.infer<typeof HourLine>;

export const Training = z.object({
  kind: z.enum(trainings),
  dueOn: z.string(),
  doneOn: z.string().nullable(),
  overdue: z.boolean(),
  why: Why,
});
export type Training = z.infer<typeof Training>;

const sums = {
  /** Collective hours, which the requirement counts. */
  hours: z.number(),
  /** Self-study, beside them. */
  alone: z.number(),
  needed: z.number(),
  missing: z.number(),
  audience: z.enum(audiences),
  /** Old or ill: asked, not required. */
  exempt: z.boolean(),
};

export const StudyYear = z.object({
  ...sums,
  year: count,
  years: z.array(count),
  name: z.string(),
  branchName: z.string(),
  why: Why,
  lines: z.array(HourLine),
  trainings: z.array(Training),
  /** The rules that the lines name. */
  rules: z.array(Why),
});
export type StudyYear = z.infer<typeof StudyYear>;

export const ownStudyHours = query({
  name: 'own.studyHours',
  path: '/own/study/hours',
  access: 'own.study',
  summary: '我的学时，逐条说明 / own study hours of a year, each line explained',
  query: inYear,
  reply: StudyYear,
});

export const BranchLine = z.object({
  ...sums,
  personId: id,
  name: z.string(),
  trainings: z.array(Training.omit({ why: true })),
});
export type BranchLine = z.infer<typeof BranchLine>;

export const branchHours = query({
  name: 'study.branch',
  path: '/study/branch/hours',
  access: 'study.keep',
  summary: '本支部党员的学时，谁还差多少 / hours of the members of the own branch, and what is missing for whom',
  query: inYear,
  reply: z.object({
    branch: Reference,
    year: count,
    years: z.array(count),
    items: z.array(BranchLine),
    met: count,
    required: count,
  }),
});

export const personHours = query({
  name: 'study.person',
  path: '/study/people/:id/hours',
  access: 'study.keep',
  summary: '本支部一名党员的学时，逐条说明 / hours of one member of the own branch, each line explained',
  params: z.object({ id }),
  query: inYear,
  reply: StudyYear,
});
