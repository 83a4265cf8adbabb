import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { CaseFile, Contradiction } from '../contract.ts';
import { contradictionRules } from '../rules/contradictions/rules.ts';
import { states } from '../rules.ts';
import { outcomes, stages, stepIds } from '../steps.ts';

const id = z.uuid();
const count = z.number().int();
const day = z.iso.date().refine((value) => value >= '1949-10-01' && value < '2101-01-01', { message: 'day_range' });
const name = z.string().trim().min(1).max(60);
const few = z.number().int().min(0).max(9_999);

/** One line of the checker: what contradicts what, in whose case. */
export const ContradictionLine = Contradiction.extend({
  key: z.string(),
  caseId: id,
  name: z.string(),
  branchId: id,
  branch: z.string(),
  stage: z.enum(stages),
  state: z.enum(states),
});
export type ContradictionLine = z.infer<typeof ContradictionLine>;

export const contradictionList = query({
  name: 'admission.contradictions',
  path: '/admission/contradictions',
  access: 'admission.read',
  summary: '发展党员材料日期核对 / contradictions in the dates of cases of the range',
  query: z.object({
    rule: z.enum(contradictionRules).optional(),
    /** A subtree of the own range. */
    organisationId: id.optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(ContradictionLine),
    next: z.string().nullable(),
    /** Of the rule that was asked for, or of all. */
    total: count,
    counts: z.array(z.object({ rule: z.enum(contradictionRules), count })),
    cases: z.object({ read: count, found: count }),
  }),
});

/** A dated fact out of old papers: what one knows of it. */
export const PaperFact = z.object({
  step: z.enum(stepIds),
  on: day,
  until: day.optional(),
  outcome: z.enum(outcomes),
  hours: z.number().int().min(0).max(500).optional(),
  days: z.number().int().min(0).max(100).optional(),
  months: z.number().int().min(1).max(24).optional(),
  special: z.boolean().optional(),
  names: z.array(name).max(4).optional(),
  entitled: few.optional(),
  present: few.optional(),
  yes: few.optional(),
  no: few.optional(),
  abstain: few.optional(),
  writtenOpinions: few.optional(),
  secret: z.boolean().optional(),
  concludedBy: name.optional(),
  receivedOn: day.optional(),
});
export type PaperFact = z.infer<typeof PaperFact>;

export const takeOverPapers = command({
  name: 'admission.takeOver',
  path: '/admission/taken-over',
  access: 'admission.committee',
  summary: '补录历史材料：一次登记一人各阶段的日期 / take over a case begun on paper, with the days one knows',
  body: z
    .object({
      branchId: id,
      personId: id.optional(),
      name: name.optional(),
      idNumber: z.string().trim().min(15).max(20).optional(),
      phone: z.string().trim().max(20).optional(),
      begunOn: day,
      transferredIn: z.boolean().default(false),
      facts: z.array(PaperFact).max(60),
    })
    .refine(({ personId, name: given }) => personId !== undefined || given !== undefined, {
      path: ['name'],
      message: 'admission.name_missing',
    })
    .refine(({ personId, idNumber }) => personId !== undefined || idNumber !== undefined, {
      path: ['idNumber'],
      message: 'admission.id_missing',
    }),
  reply: CaseFile,
});
