import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Why } from '#features/base/rules/contract.ts';
import { Reference } from '#features/base/organisations/contract.ts';
import { outcomes } from './count/rules.ts';
import { exclusions } from './roll/rules.ts';
import { electionKinds, electionMethods, electionStates, electors } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const number = z.number().int().min(0).max(100_000);
const version = z.number().int().min(1);
const title = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const bases = z.enum(['present', 'entitled']);
const voters = z.enum(electors);

export const ElectionLine = z.object({
  id,
  organisation: Reference,
  kind: z.enum(electionKinds),
  method: z.enum(electionMethods),
  voters,
  basis: bases,
  seats: count,
  /** 预选: it names the candidates of the formal vote. */
  preliminary: z.boolean(),
  round: count,
  heldOn: day,
  state: z.enum(electionStates),
  version,
});
export type ElectionLine = z.infer<typeof ElectionLine>;

export const RollLine = z.object({
  personId: id,
  name: z.string(),
  exclusion: z.enum(exclusions).nullable(),
  since: day.nullable(),
  consent: z.string().nullable(),
  resolvedOn: day.nullable(),
  note: z.string().nullable(),
  /** Not counted among those entitled. */
  excluded: z.boolean(),
});
export type RollLine = z.infer<typeof RollLine>;

export const CandidateLine = z.object({
  personId: id,
  name: z.string(),
  writtenIn: z.boolean(),
  yes: count.nullable(),
  no: count.nullable(),
  abstain: count.nullable(),
  /** As announced. */
  elected: z.boolean(),
  /** Not on the roll any more, or suspended since. */
  gone: z.boolean(),
});
export type CandidateLine = z.infer<typeof CandidateLine>;

export const Count = z.object({
  present: count,
  issued: count,
  returned: count,
  valid: count,
  invalid: count,
  scrutineers: z.array(z.string()),
  tellers: z.array(z.string()),
  enterer: z.string(),
  enteredAt: z.string(),
  confirmer: z.string().nullable(),
  confirmedAt: z.string().nullable(),
});

/** What the regulation makes of the numbers. It counts and cites; people announce. */
export const Verdict = z.object({
  outcome: z.enum(outcomes),
  needed: count,
  basis: bases,
  elected: z.array(id),
  tied: z.array(id),
  open: count,
  checks: z.array(
    z.object({ kind: z.enum(['quorum', 'returned', 'elected', 'tie', 'too_few']), holds: z.boolean(), why: Why }),
  ),
});
export type Verdict = z.infer<typeof Verdict>;

export const Election = ElectionLine.extend({
  afterId: id.nullable(),
  termId: id.nullable(),
  roll: z.object({
    items: z.array(RollLine),
    members: count,
    suspended: count,
    deducted: count,
    pending: count,
    entitled: count,
    /** How many must come. */
    quorum: count,
    why: Why,
  }),
  candidates: z.object({
    items: z.array(CandidateLine),
    least: count,
    most: count.nullable(),
    /** Names in the preliminary vote, where there is to be one that is not held here. */
    preliminary: count.nullable(),
    /** The preliminary vote that was held, and those whom it named. */
    namedBy: z.object({ id, heldOn: day, people: z.array(id) }).nullable(),
    why: Why,
    problem: z.object({ message: z.string(), params: z.record(z.string(), z.number()) }).nullable(),
  }),
  /** How many names a ballot may hold. */
  ballotWhy: Why,
  count: Count.nullable(),
  /** The check of the count as it stands; of a closed election, as it stood at the announcement. */
  verdict: Verdict.nullable(),
  announcedBy: z.string().nullable(),
  announcedOn: day.nullable(),
  difference: z.string().nullable(),
  entered: z.boolean(),
  cancelledWhy: z.string().nullable(),
  /** The round that takes up what was left open. */
  again: z.object({ round: count, seats: count }).nullable(),
  /** Of a preliminary vote that was announced: for how many it and the ones before it named candidates. */
  formal: z.object({ seats: count }).nullable(),
  /** What was prepared after it. */
  followers: z.array(ElectionLine),
  can: z.object({
    prepare: z.boolean(),
    count: z.boolean(),
    confirm: z.boolean(),
    announce: z.boolean(),
    enter: z.boolean(),
    again: z.boolean(),
    formal: z.boolean(),
    cancel: z.boolean(),
  }),
});
export type Election = z.infer<typeof Election>;

export const electionList = query({
  name: 'elections.list',
  path: '/elections',
  access: 'elections.read',
  summary: '换届选举 / elections of the range, the newest first',
  query: z.object({
    state: z.enum(['open', 'all']).default('open'),
    organisationId: id.optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(ElectionLine), next: z.string().nullable() }),
});

export const electionById = query({
  name: 'elections.one',
  path: '/elections/:id',
  access: 'elections.read',
  summary: '一次选举：名册、候选人、计票、核对 / one election: roll, candidates, count, check',
  params: one,
  reply: Election,
});

/** What a step answers: the election is read anew, since its roll may be long. */
const Step = z.object({ id, version });

export const createElection = command({
  name: 'elections.create',
  path: '/elections',
  access: 'elections.edit',
  summary: '筹备选举，名册取自当日花名册 / prepare an election; the roll is taken from the roster of the day',
  body: z.object({
    organisationId: id,
    kind: z.enum(electionKinds),
    method: z.enum(electionMethods),
    seats: z.number().int().min(1).max(300),
    heldOn: day,
    basis: bases.optional(),
    /** The committee elects secretaries where the election before was of a committee; otherwise the members. */
    voters: voters.default('members'),
    /** A vote that names candidates, before the formal one; where it is not held, the formal vote needs nothing of it. */
    preliminary: z.boolean().default(false),
    afterId: id.nullable().default(null),
  }),
  reply: Step,
});

export const editElection = command({
  name: 'elections.edit',
  path: '/elections/:id',
  method: 'PATCH',
  access: 'elections.edit',
  summary: '修改选举安排 / change day, seats, method or denominator',
  params: one,
  body: z.object({
    version,
    seats: z.number().int().min(1).max(300),
    method: z.enum(electionMethods),
    heldOn: day,
    basis: bases,
  }),
  reply: Step,
});

export const takeRoll = command({
  name: 'elections.takeRoll',
  path: '/elections/:id/roll',
  access: 'elections.edit',
  summary: '按花名册重新生成选举人名册 / take the roll anew from the roster of the day',
  params: one,
  body: z.object({ version }),
  reply: Step,
});

export const excludeVoter = command({
  name: 'elections.exclude',
  path: '/elections/:id/roll/:personId',
  method: 'PUT',
  access: 'elections.edit',
  summary: '登记不计入应到会人数的党员 / enter or clear why somebody is not counted',
  params: z.object({ id, personId: id }),
  body: z.object({
    version,
    exclusion: z.enum(exclusions).nullable(),
    since: day.nullable().default(null),
    consent: text(200).nullable().default(null),
    resolvedOn: day.nullable().default(null),
    note: text(200).nullable().default(null),
  }),
  reply: Step,
});

/** A congress elects from all members below it, of whom there are too many for a list. */
export const namableList = query({
  name: 'elections.namable',
  path: '/elections/:id/namable',
  access: 'elections.edit',
  summary: '党员代表大会可提名的党员，按姓名查找 / members whom a congress may elect, by name',
  params: one,
  query: z.object({ q: z.string().trim().min(1).max(60) }),
  reply: z.object({ items: z.array(z.object({ personId: id, name: z.string(), branch: z.string() })) }),
});

export const setCandidates = command({
  name: 'elections.candidates',
  path: '/elections/:id/candidates',
  method: 'PUT',
  access: 'elections.edit',
  summary: '确定候选人；委员、代表按姓氏笔画排列 / set the candidates, in stroke order',
  params: one,
  body: z.object({ version, people: z.array(id).max(400) }),
  reply: Step,
});

export const enterCount = command({
  name: 'elections.count',
  path: '/elections/:id/count',
  access: 'elections.edit',
  summary: '录入纸质计票结果 / enter what was counted on paper',
  params: one,
  body: z.object({
    version,
    present: number,
    issued: number,
    returned: number,
    valid: number,
    invalid: number,
    candidates: z.array(z.object({ personId: id, yes: number, no: number, abstain: number })).max(400),
    writeIns: z
      .array(z.object({ personId: id, yes: number }))
      .max(100)
      .default([]),
    scrutineers: z.array(title(60)).min(1).max(20),
    tellers: z.array(title(60)).min(1).max(20),
  }),
  reply: Step,
});

export const confirmCount = command({
  name: 'elections.confirm',
  path: '/elections/:id/confirm',
  access: 'elections.edit',
  summary: '由另一人核对计票 / a second person confirms the count',
  params: one,
  body: z.object({ version }),
  reply: Step,
});

export const announceElection = command({
  name: 'elections.announce',
  path: '/elections/:id/announce',
  access: 'elections.edit',
  summary: '登记宣布的选举结果 / enter the result as it was announced',
  params: one,
  body: z.object({
    version,
    elected: z.array(id).max(300),
    announcedBy: title(120),
    announcedOn: day,
    /** Why it is not what the check says, where it is not. */
    difference: text(500).nullable().default(null),
  }),
  reply: Step,
});

export const enterElected = command({
  name: 'elections.enter',
  path: '/elections/:id/enter',
  access: 'organisations.posts',
  summary: '按宣布的结果登记届次和任职 / enter term and posts as announced',
  params: one,
  body: z.object({
    version,
    fromOn: day,
    newTerm: z.boolean(),
    /** Posts of the running term end with it. */
    endPosts: z.boolean().default(false),
    reason: title(500),
  }),
  reply: Step,
});

export const cancelElection = command({
  name: 'elections.cancel',
  path: '/elections/:id/cancel',
  access: 'elections.edit',
  summary: '取消筹备中的选举 / call off an election that was not counted',
  params: one,
  body: z.object({ version, reason: title(500) }),
  reply: Step,
});
