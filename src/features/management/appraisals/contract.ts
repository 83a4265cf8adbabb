import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Why } from '#features/base/rules/contract.ts';
import { Reference } from '#features/base/organisations/contract.ts';
import { measures } from './follow/rules.ts';
import { appraisalStates, deciders, excuses, grades, mutualForms, parts, responses, steps } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const ofPerson = z.object({ id, personId: id });
const day = z.iso.date();
const count = z.number().int();
const number = z.number().int().min(0).max(100_000);
const version = z.number().int().min(1);
const words = (max: number) => z.string().trim().normalize('NFC').min(2).max(max);
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const year = z.coerce.number().int().min(2019).max(2100);

export const GradeCounts = z.object({ excellent: count, qualified: count, basic: count, unqualified: count });

export const AppraisalLine = z.object({
  id,
  organisation: Reference,
  year: count,
  state: z.enum(appraisalStates),
  /** The step that waits. */
  next: z.enum(steps).nullable(),
  rollOn: day,
  version,
});
export type AppraisalLine = z.infer<typeof AppraisalLine>;

export const FollowUp = z.object({
  investigatedOn: day.nullable(),
  researchedOn: day.nullable(),
  filedOn: day.nullable(),
  measure: z.enum(measures).nullable(),
  decidedOn: day.nullable(),
  untilOn: day.nullable(),
  finishedOn: day.nullable(),
  note: z.string().nullable(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** A member on the roll. What the reader need not know is null. */
export const Appraised = z.object({
  personId: id,
  name: z.string(),
  category: z.enum(['full', 'probationary']),
  part: z.enum(parts),
  excuse: z.enum(excuses).nullable(),
  excuseNote: z.string().nullable(),
  self: z.string().nullable(),
  selfHow: z.enum(['phone', 'paper']).nullable(),
  votes: GradeCounts.nullable(),
  /** Grades in front in the test. */
  leaders: z.array(z.enum(grades)),
  grade: z.enum(grades).nullable(),
  reason: z.string().nullable(),
  toldAt: z.string().nullable(),
  response: z.enum(responses).nullable(),
  words: z.string().nullable(),
  answer: z.string().nullable(),
  talkOn: day.nullable(),
  talkNote: z.string().nullable(),
  followUp: FollowUp.nullable(),
});
export type Appraised = z.infer<typeof Appraised>;

export const Appraisal = AppraisalLine.extend({
  meeting: z.object({ id, title: z.string(), heldOn: day.nullable() }).nullable(),
  studiedOn: day.nullable(),
  mutualOn: day.nullable(),
  mutualForm: z.enum(mutualForms).nullable(),
  mutualSummary: z.string().nullable(),
  testedOn: day.nullable(),
  decidedBy: z.enum(deciders).nullable(),
  decidedOn: day.nullable(),
  toldAt: z.string().nullable(),
  closedOn: day.nullable(),
  closedBy: z.string().nullable(),
  cancelledWhy: z.string().nullable(),
  counts: z.object({
    graded: count,
    ungraded: count,
    excused: count,
    voters: count,
    selfWritten: count,
    told: count,
    responded: count,
    objected: count,
  }),
  grades: GradeCounts,
  /** How many may be excellent. */
  most: count,
  why: Why,
  tally: z
    .object({
      issued: count.nullable(),
      returned: count.nullable(),
      valid: count.nullable(),
      invalid: count.nullable(),
      enterer: z.string(),
      enteredAt: z.string(),
      confirmer: z.string().nullable(),
      confirmedAt: z.string().nullable(),
    })
    .nullable(),
  sight: z.enum(['all', 'act', 'counts']),
  people: z.array(Appraised),
  can: z.object({
    prepare: z.boolean(),
    roll: z.boolean(),
    excuse: z.boolean(),
    count: z.boolean(),
    confirm: z.boolean(),
    grade: z.boolean(),
    tell: z.boolean(),
    follow: z.boolean(),
    close: z.boolean(),
    cancel: z.boolean(),
  }),
});
export type Appraisal = z.infer<typeof Appraisal>;

export const appraisalList = query({
  name: 'appraisals.list',
  path: '/appraisals',
  access: 'appraisals.read',
  summary: '民主评议党员 / appraisals of the range, the newest first',
  query: z.object({
    year: year.optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(AppraisalLine), next: z.string().nullable() }),
});

export const appraisalById = query({
  name: 'appraisals.one',
  path: '/appraisals/:id',
  access: 'appraisals.read',
  summary: '一次民主评议 / one appraisal: roll, steps, test, grades',
  params: one,
  reply: Appraisal,
});

/** What a step answers: the appraisal is read anew. */
const Step = z.object({ id, version });

export const createAppraisal = command({
  name: 'appraisals.create',
  path: '/appraisals',
  access: 'appraisals.keep',
  summary: '开始年度民主评议，名册取自当日花名册 / start the appraisal of a year with the roster of the day',
  body: z.object({ year: z.number().int().min(2019).max(2100), rollOn: day, meetingId: id.nullable().default(null) }),
  reply: Step,
});

export const editAppraisal = command({
  name: 'appraisals.edit',
  path: '/appraisals/:id',
  method: 'PATCH',
  access: 'appraisals.keep',
  summary: '登记学习、互评和关联的会议 / note study, mutual appraisal and the meeting',
  params: one,
  body: z.object({
    version,
    meetingId: id.nullable(),
    studiedOn: day.nullable(),
    mutualOn: day.nullable(),
    mutualForm: z.enum(mutualForms).nullable(),
    /** Without names: what members said of each other is not attributed. */
    mutualSummary: text(4000).nullable(),
  }),
  reply: Step,
});

export const takeRoll = command({
  name: 'appraisals.takeRoll',
  path: '/appraisals/:id/roll',
  access: 'appraisals.keep',
  summary: '按花名册重新生成评议名册 / take the roll anew',
  params: one,
  body: z.object({ version, rollOn: day }),
  reply: Step,
});

export const excuseMember = command({
  name: 'appraisals.excuse',
  path: '/appraisals/:id/people/:personId',
  method: 'PUT',
  access: 'appraisals.keep',
  summary: '登记不参加评议的党员 / enter or clear why somebody does not take part',
  params: ofPerson,
  body: z.object({ version, excuse: z.enum(excuses).nullable(), note: text(200).nullable().default(null) }),
  reply: Step,
});

export const enterSelf = command({
  name: 'appraisals.self',
  path: '/appraisals/:id/people/:personId/self',
  method: 'PUT',
  access: 'appraisals.keep',
  summary: '代录纸质个人自评 / enter a self-appraisal from paper',
  params: ofPerson,
  body: z.object({ version, text: words(2000) }),
  reply: Step,
});

const sheet = {
  version,
  issued: number,
  returned: number,
  valid: number,
  invalid: number,
  lines: z
    .array(z.object({ personId: id, excellent: number, qualified: number, basic: number, unqualified: number }))
    .min(1)
    .max(400),
};

export const enterTally = command({
  name: 'appraisals.count',
  path: '/appraisals/:id/count',
  access: 'appraisals.keep',
  summary: '录入纸质测评统计 / enter the sums of the paper forms',
  params: one,
  body: z.object({ ...sheet, testedOn: day }),
  reply: Step,
});

export const confirmTally = command({
  name: 'appraisals.confirm',
  path: '/appraisals/:id/confirm',
  access: 'appraisals.confirm',
  summary: '另一人独立录入，两次一致即生效 / a second person enters the sums; equal sums stand',
  params: one,
  body: z.object(sheet),
  reply: Step,
});

export const gradeAppraisal = command({
  name: 'appraisals.grade',
  path: '/appraisals/:id/grades',
  access: 'appraisals.keep',
  summary: '登记综合评定等次 / enter the grades that the branch gave',
  params: one,
  body: z.object({
    version,
    decidedBy: z.enum(deciders),
    decidedOn: day,
    grades: z
      .array(z.object({ personId: id, grade: z.enum(grades), reason: text(500).nullable().default(null) }))
      .min(1)
      .max(400),
  }),
  reply: Step,
});

export const tellAppraisal = command({
  name: 'appraisals.tell',
  path: '/appraisals/:id/tell',
  access: 'appraisals.keep',
  summary: '向本人反馈等次 / tell each member the own grade',
  params: one,
  body: z.object({ version }),
  reply: Step,
});

export const answerObjection = command({
  name: 'appraisals.answer',
  path: '/appraisals/:id/people/:personId/answer',
  access: 'appraisals.keep',
  summary: '答复本人意见 / answer an objection',
  params: ofPerson,
  body: z.object({ version, answer: words(1000) }),
  reply: Step,
});

export const recordTalk = command({
  name: 'appraisals.talk',
  path: '/appraisals/:id/people/:personId/talk',
  access: 'appraisals.keep',
  summary: '登记教育谈话 / enter the talk that 基本合格 asks for',
  params: ofPerson,
  body: z.object({ version, talkOn: day, note: words(1000) }),
  reply: Step,
});

export const recordFollowUp = command({
  name: 'appraisals.follow',
  path: '/appraisals/:id/people/:personId/follow-up',
  method: 'PUT',
  access: 'appraisals.keep',
  summary: '登记不合格党员处置的各步 / enter the steps that follow 不合格',
  params: ofPerson,
  body: z.object({ version, ...FollowUp.shape, note: text(1000).nullable().default(null) }),
  reply: Step,
});

export const closeAppraisal = command({
  name: 'appraisals.close',
  path: '/appraisals/:id/close',
  access: 'appraisals.keep',
  summary: '报送上级，评议办结 / report upward; the appraisal is finished',
  params: one,
  body: z.object({ version }),
  reply: Step,
});

export const cancelAppraisal = command({
  name: 'appraisals.cancel',
  path: '/appraisals/:id/cancel',
  access: 'appraisals.keep',
  summary: '取消未复核的评议 / call off an appraisal that was not counted',
  params: one,
  body: z.object({ version, reason: words(500) }),
  reply: Step,
});

export const appraisalForm = query({
  name: 'appraisals.form',
  path: '/appraisals/:id/form',
  access: 'appraisals.keep',
  summary: '民主测评表（DOCX） / the secret form to print',
  params: one,
  reply: z.unknown(),
});

export const appraisalReport = query({
  name: 'appraisals.report',
  path: '/appraisals/:id/report',
  access: 'appraisals.keep',
  summary: '评议情况报告（DOCX） / the report upward, numbers only',
  params: one,
  reply: z.unknown(),
});
