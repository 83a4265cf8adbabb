import { z } from 'zod';
import { Why } from '#features/base/rules/contract.ts';
import { command, query } from '#shared/endpoint.ts';
import { standings } from './rules/clocks/rules.ts';
import { contradictionRules } from './rules/contradictions/rules.ts';
import { actors, flaws, localExtras as extras } from './rules/rules.ts';
import { endings, states } from './rules.ts';
import { outcomes, packs, stages, stepIds } from './steps.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
const reason = z.string().trim().min(2).max(300);
/** Days that a calendar of the platform knows. */
const day = z.iso.date().refine((value) => value >= '1949-10-01' && value < '2101-01-01', { message: 'day_range' });
const name = z.string().trim().min(1).max(60);
const few = z.number().int().min(0).max(9_999);

export const stepStates = ['done', 'open', 'waiting', 'blocked', 'overdue', 'notNeeded'] as const;

export const Votes = z.object({
  entitled: count,
  present: count,
  yes: count,
  no: count,
  abstain: count,
  writtenOpinions: count,
  secret: z.boolean(),
});

export const Fact = z.object({
  id,
  step: z.enum(stepIds),
  on: z.string(),
  until: z.string().nullable(),
  outcome: z.enum(outcomes),
  hours: count.nullable(),
  days: count.nullable(),
  months: count.nullable(),
  special: z.boolean(),
  votes: Votes.nullable(),
  meetingId: id.nullable(),
  /** When the committee received the papers of the meeting. */
  receivedOn: z.string().nullable(),
  names: z.array(z.string()),
  concludedBy: z.string().nullable(),
  note: z.string().nullable(),
  /** Taken over from papers that are older than the case here. */
  fromPapers: z.boolean(),
  recorder: z.string(),
  organisation: z.string(),
  recordedAt: z.string(),
  voided: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  mayUndo: z.boolean(),
});
export type Fact = z.infer<typeof Fact>;

const Limit = z.object({ day: z.string(), why: Why.nullable() });
export const Step = z.object({
  step: z.enum(stepIds),
  state: z.enum(stepStates),
  earliest: Limit.nullable(),
  latest: Limit.nullable(),
  /** Of the approval of a special case. */
  latestSpecial: Limit.nullable(),
  /** Of a case that was begun under the older rules: what those in force say. */
  current: z.object({ earliest: Limit.nullable(), latest: Limit.nullable() }).nullable(),
  articles: z.array(z.string()),
  /** Of a case that was begun under the older rules. */
  articles2014: z.array(z.string()),
  /** What stands before it: a step that is not there, or one that lacks something. */
  missing: z.array(z.object({ step: z.enum(stepIds), flaw: z.enum(flaws).nullable() })),
  actor: z.enum(actors),
  facts: z.array(Fact),
  outcomes: z.array(z.enum(outcomes)),
  mayRecord: z.boolean(),
});
export type Step = z.infer<typeof Step>;

export const Contradiction = z.object({
  rule: z.enum(contradictionRules),
  article: z.string(),
  steps: z.array(z.enum(stepIds)),
  /** Days and numbers as recorded, for the sentence. */
  evidence: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A step that is owed, and by when. `binds` is the later step whose last day it is. */
export const Clock = z.object({
  step: z.enum(stepIds),
  actor: z.enum(actors),
  from: z.string().nullable(),
  due: z.string().nullable(),
  binds: z.enum(stepIds).nullable(),
  rule: z.string().nullable(),
  /** From which day those above see that it is late. */
  aboveFrom: z.string().nullable(),
  /** Of a case of the older edition that sets no last day: the one of the rules in force. Nothing is late by it. */
  current: z.object({ day: z.string(), rule: z.string().nullable() }).nullable(),
  /** To the reader: what is late below is shown to those above some working days later. */
  standing: z.enum(standings),
});
export type Clock = z.infer<typeof Clock>;

export const CaseLine = z.object({
  id,
  version,
  name: z.string(),
  branchId: id,
  branch: z.string(),
  stage: z.enum(stages),
  state: z.enum(states),
  begunOn: z.string(),
  begunUnder: z.enum(packs),
  nextStep: z.enum(stepIds).nullable(),
  nextActor: z.enum(actors).nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  /** All that is owed, the most pressing first. */
  clocks: z.array(Clock),
});
export type CaseLine = z.infer<typeof CaseLine>;

export type Contradiction = z.infer<typeof Contradiction>;

export const ExtraView = z.object({
  extra: z.enum(extras),
  wanted: z.boolean(),
  records: z.array(
    z.object({
      id,
      on: z.string(),
      until: z.string().nullable(),
      note: z.string().nullable(),
      recorder: z.string(),
    }),
  ),
  /** By when the next one is expected: a quarter after the last. */
  dueOn: z.string().nullable(),
});
export type ExtraView = z.infer<typeof ExtraView>;

export const CaseFile = CaseLine.extend({
  personId: id,
  born: z.string().nullable(),
  /** The member's file, once there is one and the reader may open it. */
  isMember: z.boolean(),
  enteredOn: z.string(),
  fromPapers: z.boolean(),
  transferredIn: z.boolean(),
  hasCommittee: z.boolean(),
  committee: z.string().nullable(),
  probationEnd: z.string().nullable(),
  ended: z.object({ on: z.string(), reason: z.string().nullable() }).nullable(),
  provisional: z.boolean(),
  path: z.array(Step),
  contradictions: z.array(Contradiction),
  extras: z.array(ExtraView),
  can: z.object({
    record: z.boolean(),
    fromPapers: z.boolean(),
    move: z.boolean(),
    close: z.array(z.enum(endings)),
    /** An ending that was a mistake is taken back. */
    reopen: z.boolean(),
    extras: z.boolean(),
  }),
});
export type CaseFile = z.infer<typeof CaseFile>;

export const queues = ['todo', 'open', 'overdue', 'ended'] as const;
export type Queue = (typeof queues)[number];

export const caseList = query({
  name: 'admission.list',
  path: '/admission/cases',
  access: 'admission.read',
  summary: '发展党员：待办、在办、超期、办结 / cases of admission of the range',
  query: z.object({
    queue: z.enum(queues).default('open'),
    stage: z.enum(stages).optional(),
    /** The last line of the page before: its last day, and which one it was. */
    cursor: z
      .string()
      .regex(/^(\d{4}-\d{2}-\d{2})?~[0-9a-f-]{36}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(CaseLine),
    next: z.string().nullable(),
    counts: z.object({ todo: count, open: count, overdue: count, ended: count }),
  }),
});

export const caseById = query({
  name: 'admission.one',
  path: '/admission/cases/:id',
  access: 'admission.read',
  summary: '一名发展对象的全过程 / one case with its dated path',
  params: one,
  reply: CaseFile,
});

export const openCase = command({
  name: 'admission.open',
  path: '/admission/cases',
  access: 'admission.open',
  summary: '登记入党申请 / open a case of admission',
  body: z
    .object({
      branchId: id,
      /** Somebody who is on file already: an applicant of before, or a probationary member whose papers are taken over. */
      personId: id.optional(),
      name: name.optional(),
      idNumber: z.string().trim().min(15).max(20).optional(),
      phone: z.string().trim().max(20).optional(),
      begunOn: day,
      /** Begun before the platform: earlier facts are taken over as the papers say. */
      fromPapers: z.boolean().default(false),
      transferredIn: z.boolean().default(false),
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

export const recordFact = command({
  name: 'admission.record',
  path: '/admission/cases/:id/facts',
  access: 'admission.edit',
  summary: '记录一步 / record a dated fact of a step',
  params: one,
  body: z.object({
    version,
    step: z.enum(stepIds),
    on: day,
    until: day.optional(),
    outcome: z.enum(outcomes),
    hours: z.number().int().min(0).max(500).optional(),
    days: z.number().int().min(0).max(100).optional(),
    /** Of an extension of the probation. */
    months: z.number().int().min(1).max(24).optional(),
    special: z.boolean().optional(),
    names: z.array(name).max(4).optional(),
    /** The meeting at which it was voted: the roster of that day says who was entitled and present. */
    meetingId: id.optional(),
    /** When the committee received the papers of the meeting; of a meeting the day on which it is sent unless said. */
    receivedOn: day.optional(),
    entitled: few.optional(),
    present: few.optional(),
    yes: few.optional(),
    no: few.optional(),
    abstain: few.optional(),
    writtenOpinions: few.optional(),
    secret: z.boolean().optional(),
    concludedBy: name.optional(),
    /** The conclusion alone; raw material of a vetting stays off the platform. */
    note: z.string().trim().max(500).optional(),
    fromPapers: z.boolean().optional(),
  }),
  reply: CaseFile,
});

export const undoFact = command({
  name: 'admission.undo',
  path: '/admission/cases/:id/facts/:factId/undo',
  access: 'admission.edit',
  summary: '撤销误录（写明理由，留痕） / take back a fact that was entered by mistake',
  params: z.object({ id, factId: id }),
  body: z.object({ version, reason }),
  reply: CaseFile,
});

export const closeCase = command({
  name: 'admission.close',
  path: '/admission/cases/:id/close',
  access: 'admission.edit',
  summary: '终止 / end a case',
  params: one,
  body: z.object({ version, kind: z.enum(endings), on: day, reason }),
  reply: CaseFile,
});

export const reopenCase = command({
  name: 'admission.reopen',
  path: '/admission/cases/:id/reopen',
  access: 'admission.edit',
  summary: '撤销误录的终止（写明理由，留痕） / take back an ending that was a mistake',
  params: one,
  body: z.object({ version, reason }),
  reply: CaseFile,
});

export const moveCase = command({
  name: 'admission.move',
  path: '/admission/cases/:id/move',
  access: 'admission.move',
  summary: '调整到其他党支部，培养时间连续计算 / move an applicant to another branch',
  params: one,
  body: z.object({ version, branchId: id, reason }),
  reply: CaseFile,
});

export const extraSettings = query({
  name: 'admission.extras',
  path: '/admission/extras',
  access: 'admission.read',
  summary: '地方自选环节 / local extras that the county asks for',
  reply: z.object({ items: z.array(z.object({ extra: z.enum(extras), wanted: z.boolean() })) }),
});

export const setExtra = command({
  name: 'admission.setExtra',
  path: '/admission/extras',
  access: 'admission.county',
  summary: '启用或停用地方自选环节 / ask for a local extra, or no longer',
  body: z.object({ extra: z.enum(extras), wanted: z.boolean() }),
  reply: z.object({ items: z.array(z.object({ extra: z.enum(extras), wanted: z.boolean() })) }),
});

export const recordExtra = command({
  name: 'admission.recordExtra',
  path: '/admission/cases/:id/extras',
  access: 'admission.branch',
  summary: '记录地方自选环节 / record a local extra',
  params: one,
  body: z.object({
    version,
    extra: z.enum(extras),
    on: day,
    until: day.optional(),
    note: z.string().trim().max(300).optional(),
  }),
  reply: CaseFile,
});

export const undoExtra = command({
  name: 'admission.undoExtra',
  path: '/admission/cases/:id/extras/:recordId/undo',
  access: 'admission.branch',
  summary: '撤销误录的自选环节 / take back a record of a local extra',
  params: z.object({ id, recordId: id }),
  body: z.object({ version, reason }),
  reply: CaseFile,
});

const OwnStep = z.object({
  step: z.enum(stepIds),
  state: z.enum(stepStates),
  on: z.string().nullable(),
  earliest: z.string().nullable(),
  latest: z.string().nullable(),
  latestSpecial: z.string().nullable(),
  /** Of a case that was begun under the older rules: the days of those in force. */
  current: z.object({ earliest: z.string().nullable(), latest: z.string().nullable() }).nullable(),
});
export const OwnCase = z.object({
  id,
  stage: z.enum(stages),
  state: z.enum(states),
  begunOn: z.string(),
  branch: z.string(),
  nextStep: z.enum(stepIds).nullable(),
  nextActor: z.enum(actors).nullable(),
  path: z.array(OwnStep),
});
export type OwnCase = z.infer<typeof OwnCase>;

/** The own path: stages, days, what comes next. No opinions, votes or conclusions of anybody. */
export const ownAdmission = query({
  name: 'own.admission',
  path: '/own/admission',
  access: 'own.read',
  summary: '我的入党历程 / the own path to membership',
  reply: z.object({ items: z.array(OwnCase) }),
});
