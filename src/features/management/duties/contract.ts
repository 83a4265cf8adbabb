import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { Reference, Why } from '#features/base/organisations/contract.ts';
import { periodKey, spans } from './periods/rules.ts';
import { dutyKinds, exemptions, talkPairs } from './rules.ts';
import { dutyStates, unmetStates } from './states/rules.ts';

const id = z.uuid();
const count = z.number().int();
export const DutyKind = z.enum(dutyKinds);
const PeriodKey = z.string().regex(periodKey);
const Year = z.coerce.number().int().min(2000).max(2099);

export const Period = z.object({ span: z.enum(spans), key: z.string(), first: z.string(), last: z.string() });

/** What the state lacks. */
export const MissingFact = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('meetings'), count }),
  z.object({ fact: z.literal('group'), name: z.string() }),
  /** Of a list, that names no groups: so many have not met. */
  z.object({ fact: z.literal('groups'), count }),
  z.object({ fact: z.literal('talk'), between: z.enum(talkPairs) }),
  z.object({ fact: z.literal('lesson') }),
  z.object({ fact: z.literal('committee_posts'), full: count, seated: count }),
]);
export type MissingFact = z.infer<typeof MissingFact>;

export const Duty = z.object({
  kind: DutyKind,
  period: Period,
  state: z.enum(dutyStates),
  exemption: z.enum(exemptions).nullable(),
  held: count,
  needed: count,
  /** The meetings that count. */
  meetings: z.array(z.object({ id, title: z.string(), heldOn: z.string(), organisationId: id })),
  missing: z.array(MissingFact),
  why: Why.nullable(),
  /** From which day those above see it as missed. */
  aboveFrom: z.string(),
  missingYears: z.array(count),
});
export type Duty = z.infer<typeof Duty>;

export const YearView = z.object({
  organisation: Reference,
  year: count,
  today: z.string(),
  /** Whether the reader is the branch itself; those above see a state that is not met some working days later. */
  own: z.boolean(),
  duties: z.array(Duty),
});
export type YearView = z.infer<typeof YearView>;

export const dutiesOfOrganisation = query({
  name: 'duties.one',
  path: '/duties/organisations/:id',
  access: 'duties.read',
  summary: '一个党支部全年的应尽之事 / the duties of one branch in a year',
  params: z.object({ id }),
  query: z.object({ year: Year.optional() }),
  reply: YearView,
});

export const DutyCount = z.object({
  kind: DutyKind,
  period: Period,
  ruleId: z.string(),
  /** The state of all that is not done: it follows from the calendar, so it is one for the whole row. */
  unmetState: z.enum(unmetStates),
  owed: count,
  done: count,
  unmet: count,
  missingYears: z.array(count),
});
export type DutyCount = z.infer<typeof DutyCount>;

const Overview = z.object({
  /** The top of what is counted. */
  organisation: Reference,
  month: z.string(),
  today: z.string(),
  own: z.boolean(),
  /** So many working days a reminder or a warning is the branch's own matter. */
  firstLook: count,
  /** Branches that stood in the month from its first day on. */
  branches: count,
  counts: z.array(DutyCount),
});
export type Overview = z.infer<typeof Overview>;

export const dutyOverview = query({
  name: 'duties.overview',
  path: '/duties/overview',
  access: 'duties.read',
  summary: '辖区内应尽之事汇总 / duties of a subtree, counted by kind and state',
  query: z.object({
    organisationId: id.optional(),
    /** Duties of this month, and of the quarter and the year in which it lies; the present month where it is left out. */
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
      .optional(),
    /** Only those whose time is over: what still runs need not be counted a second time. */
    ended: z.stringbool().optional(),
    /** Those that ended with the month before as well, first. */
    before: z.stringbool().optional(),
  }),
  reply: Overview,
});

export const DutyRow = z.object({
  organisation: Reference,
  parentName: z.string(),
  state: z.enum(dutyStates),
  held: count,
  needed: count,
  /** What the state lacks; empty where it is done. */
  missing: z.array(MissingFact),
});
export type DutyRow = z.infer<typeof DutyRow>;

export const dutyList = query({
  name: 'duties.list',
  path: '/duties',
  access: 'duties.read',
  summary: '某项应尽之事的党支部名单 / the branches behind a number of the overview',
  query: z.object({
    organisationId: id.optional(),
    kind: DutyKind,
    /** The one that runs where it is left out. */
    period: PeriodKey.optional(),
    /** `done` or not; all that owe it where it is left out. */
    done: z.stringbool().optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(DutyRow), next: id.nullable(), total: count, period: Period }),
});

/** What a part of a start page shows: the branch behind the session, or the counts of its range. */
export const ownDuties = query({
  name: 'duties.own',
  path: '/duties/own',
  access: 'duties.read',
  summary: '本组织的应尽之事入口 / where the reader stands: a branch of its own, or a range above branches',
  reply: z.object({ organisation: Reference, branch: z.boolean() }),
});
