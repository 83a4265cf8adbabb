import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { careReasons, occasions, visitStates } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const day = z.iso.date();
const words = (max: number) => z.string().trim().min(2).max(max);
const count = z.number().int();

export const CareLine = z.object({
  id,
  personId: id,
  name: z.string(),
  branchName: z.string(),
  reasons: z.array(z.enum(careReasons)),
  source: z.enum(['facts', 'noted']),
  since: z.string(),
  endedOn: z.string().nullable(),
  /** Of visits that took place, and of those that are planned. */
  lastVisit: z.string().nullable(),
  nextVisit: z.string().nullable(),
});
export type CareLine = z.infer<typeof CareLine>;

export const careList = query({
  name: 'care.list',
  path: '/care',
  access: 'care.read',
  summary: '关怀帮扶名单 / members of the range who are cared for',
  query: z.object({
    show: z.enum(['current', 'ended']).default('current'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(CareLine), next: z.string().nullable(), total: count }),
});

export const Candidate = z.object({
  personId: id,
  name: z.string(),
  branchName: z.string(),
  /** From the file: nobody types them. */
  reasons: z.array(z.enum(careReasons)),
  age: count.nullable(),
  partyYears: count.nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

export const careCandidates = query({
  name: 'care.candidates',
  path: '/care/candidates',
  access: 'care.keep',
  summary: '按档案应当考虑的党员 / members of whom the file says that they are old, long in the Party or in hardship',
  reply: z.object({ items: z.array(Candidate) }),
});

/** Members of the range by name, for reasons that no file knows. */
export const careFind = query({
  name: 'care.find',
  path: '/care/find',
  access: 'care.keep',
  summary: '按姓名找党员 / find a member of the range by name',
  query: z.object({ q: z.string().trim().min(1).max(40) }),
  reply: z.object({
    items: z.array(z.object({ personId: id, name: z.string(), branchName: z.string(), listed: z.boolean() })),
  }),
});

const Kept = z.object({ id, version });

export const addCare = command({
  name: 'care.add',
  path: '/care',
  access: 'care.keep',
  summary: '列入关怀帮扶 / put a member on the list; reasons of the file are added by themselves',
  body: z.object({
    personId: id,
    reasons: z.array(z.enum(careReasons)).max(careReasons.length).default([]),
    note: z.string().trim().max(500).optional(),
  }),
  reply: Kept,
});

export const endCare = command({
  name: 'care.end',
  path: '/care/:id/end',
  access: 'care.keep',
  summary: '移出关怀帮扶 / take a member off the list, with the reason',
  params: one,
  body: z.object({ version, reason: words(200) }),
  reply: Kept,
});

/** Yuan in cents: no halves are lost. */
export const Amount = z.object({ cents: count, inKind: z.string().nullable(), version });

export const CareVisit = z.object({
  id,
  version,
  occasion: z.enum(occasions),
  plannedOn: z.string(),
  state: z.enum(visitStates),
  visitedOn: z.string().nullable(),
  visitor: z.string(),
  /** What was found, or why it was called off. */
  words: z.string().nullable(),
  /** Null too where the reader may not see it. */
  amount: Amount.nullable(),
});
export type CareVisit = z.infer<typeof CareVisit>;

export const CareView = z.object({
  ...CareLine.shape,
  version,
  note: z.string().nullable(),
  endReason: z.string().nullable(),
  visits: z.array(CareVisit),
  can: z.object({ keep: z.boolean(), amounts: z.boolean() }),
});
export type CareView = z.infer<typeof CareView>;

export const oneCare = query({
  name: 'care.one',
  path: '/care/:id',
  access: 'care.read',
  summary: '一名关怀对象和走访 / one member who is cared for, with the visits',
  params: one,
  reply: CareView,
});

export const PlannedVisit = z.object({
  id,
  caseId: id,
  version,
  name: z.string(),
  branchName: z.string(),
  occasion: z.enum(occasions),
  plannedOn: z.string(),
  /** Days that are left; less than nothing when it is overdue. */
  daysLeft: count,
  visitor: z.string(),
});
export type PlannedVisit = z.infer<typeof PlannedVisit>;

export const plannedVisits = query({
  name: 'care.visits',
  path: '/care/visits',
  access: 'care.read',
  summary: '计划中的走访，先到期的在前 / planned visits, those due first',
  reply: z.object({ items: z.array(PlannedVisit), total: count }),
});

export const planVisit = command({
  name: 'care.plan',
  path: '/care/:id/visits',
  access: 'care.keep',
  summary: '安排走访 / plan a visit',
  params: one,
  body: z.object({ occasion: z.enum(occasions), plannedOn: day, visitor: words(60) }),
  reply: Kept,
});

const visit = z.object({ id, visitId: id });

export const recordVisit = command({
  name: 'care.record',
  path: '/care/:id/visits/:visitId/done',
  access: 'care.keep',
  summary: '记录走访 / record a visit that took place; no photo is asked for',
  params: visit,
  body: z.object({ version, visitedOn: day, words: words(1_000) }),
  reply: Kept,
});

export const cancelVisit = command({
  name: 'care.cancel',
  path: '/care/:id/visits/:visitId/cancel',
  access: 'care.keep',
  summary: '取消走访 / call a visit off, with the reason',
  params: visit,
  body: z.object({ version, reason: words(200) }),
  reply: Kept,
});

export const setAmount = command({
  name: 'care.setAmount',
  path: '/care/:id/visits/:visitId/amount',
  access: 'care.amounts',
  summary:
    '登记慰问金物，只有上级和本人看得到 / note what was given: read by those above the branch and the member alone',
  params: visit,
  body: z.object({
    /** 0 where there is none yet. */
    version: count.min(0),
    cents: count.min(0).max(100_000_000),
    inKind: z.string().trim().max(100).optional(),
  }),
  reply: Kept,
});

export const OwnCare = z.object({
  reasons: z.array(z.enum(careReasons)),
  since: z.string(),
  endedOn: z.string().nullable(),
  visits: z.array(CareVisit.omit({ version: true, words: true })),
});
export type OwnCare = z.infer<typeof OwnCare>;

export const ownCare = query({
  name: 'own.care',
  path: '/own/care',
  access: 'own.care',
  summary: '组织对我的关怀 / what the organisation keeps about its care for the member',
  reply: z.object({ items: z.array(OwnCare) }),
});
