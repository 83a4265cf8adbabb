import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { organisationTypes } from './rules.ts';

export const OrganisationType = z.enum(organisationTypes);

/** 所在单位情况 of the national form. */
export const unitRelations = ['same_as_superior', 'legal_entity', 'joint_branch'] as const;

/** Posts in a Party organisation; the codes of `partyPost` in the member file. */
export const posts = [
  'secretary',
  'deputy_secretary',
  'organisation_member',
  'publicity_member',
  'discipline_member',
  'committee_member',
  'group_leader',
  'organiser',
  'delegate',
] as const;
/** Seats of a committee; leaders of groups, organisers and delegates are none. */
export const seatPosts = posts.slice(0, 6);
export const Post = z.enum(posts);
export type Post = z.infer<typeof Post>;

export const eventKinds = ['created', 'renamed', 'moved', 'merged', 'abolished', 'changed'] as const;
export type EventKind = (typeof eventKinds)[number];

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const version = z.number().int().min(1);
const flag = z.stringbool().default(false);

/** One node of the tree. `members` counts its subtree; null where it lies outside the reader's range. */
export const TreeNode = z.object({
  id,
  parentId: id.nullable(),
  type: OrganisationType,
  name: z.string(),
  shortName: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  members: count.nullable(),
  abolished: z.boolean(),
});
export type TreeNode = z.infer<typeof TreeNode>;

export const organisationTree = query({
  name: 'organisations.tree',
  path: '/organisations/tree',
  access: 'organisations.read',
  summary: '组织树，可按日期回看 / the whole tree, as of any day',
  query: z.object({
    on: day.optional(),
    /** Abolished organisations too (those of today's tree only). */
    abolished: flag,
  }),
  /** Parents before children, siblings in their order. */
  reply: z.object({ on: z.string(), items: z.array(TreeNode) }),
});

export const Words = z.object({ zh: z.string(), en: z.string() });

/** Why a rule says so: rule, article, source, inputs and steps (see base/rules). */
export const Why = z.object({
  ruleId: z.string(),
  article: z.string(),
  source: Words,
  url: z.string().optional(),
  confidence: z.enum(['A', 'B', 'C', 'unsourced']),
  effectiveFrom: z.string(),
  note: Words,
  inputs: z.record(z.string(), z.union([z.string(), z.number()])),
  steps: z.array(Words),
});

/** What a rule recommends and the facts do not show. Never blocks anything. */
export const Advisory = z.object({
  ruleId: z.string(),
  /** Key of the text in `messages.ts`. */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Facts without which the rule could not be asked: `termDueOn`, `units` (see rules.ts). */
  missing: z.array(z.string()),
  /** Absent where facts are missing. */
  why: Why.optional(),
});
export type Advisory = z.infer<typeof Advisory>;

export const Reference = z.object({ id, type: OrganisationType, name: z.string(), shortName: z.string() });
export type Reference = z.infer<typeof Reference>;

export const Child = Reference.extend({ members: count.nullable(), abolished: z.boolean() });

/** Somebody in a post. `personId` is null where the reader may not open the file, `name` where not even the name is shown. */
export const Holding = z.object({
  id,
  organisationId: id,
  post: Post,
  personId: id.nullable(),
  name: z.string().nullable(),
  termId: id.nullable(),
  fromOn: z.string(),
  /** Last day in the post. */
  toOn: z.string().nullable(),
  note: z.string().nullable(),
  version,
});
export type Holding = z.infer<typeof Holding>;

export const Term = z.object({
  id,
  organisationId: id,
  ordinal: count.nullable(),
  startedOn: z.string(),
  dueOn: z.string(),
  /** The day by rule; differs from `dueOn` where the superior approved a shift. */
  dueByRule: z.string(),
  endedOn: z.string().nullable(),
  years: count,
  ruleId: z.string(),
  version,
});
export type Term = z.infer<typeof Term>;

export const OrganisationEvent = z.object({
  id,
  kind: z.enum(eventKinds),
  on: z.string(),
  /** What changed: names, parents (as names), facts. */
  before: z.record(z.string(), z.string().nullable()),
  after: z.record(z.string(), z.string().nullable()),
  reason: z.string().nullable(),
  document: z.string().nullable(),
  /** When it was entered. */
  at: z.string(),
  /** Taken back later. */
  undone: z.boolean(),
  /** The event that this one takes back. */
  undoesId: id.nullable(),
});
export type OrganisationEvent = z.infer<typeof OrganisationEvent>;

export const OrganisationTally = z.object({
  branches: count,
  members: count,
  probationary: count,
  women: count,
  minority: count,
  lost: count,
  outflow: count,
});

const facts = {
  code: z.string().nullable(),
  divisionCode: z.string().nullable(),
  foundedOn: z.string().nullable(),
  unitRelation: z.enum(unitRelations).nullable(),
  unitCode: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  /** Units that a joint branch (联合党支部) covers, by name; empty where it is not known. */
  coveredUnits: z.array(z.string()),
};

export const Organisation = Reference.extend({
  parentId: id.nullable(),
  ...facts,
  abolishedOn: z.string().nullable(),
  mergedInto: Reference.nullable(),
  position: count,
  version,
  /** From the county down to the parent. */
  ancestors: z.array(Reference),
  children: z.array(Child),
  /** Null outside the reader's range. */
  tally: OrganisationTally.nullable(),
  /** Present holders, secretary first. Null where the reader may not know them. */
  committee: z.array(Holding).nullable(),
  terms: z.array(Term),
  events: z.array(OrganisationEvent),
  /** Null outside the reader's range. */
  advisories: z.array(Advisory).nullable(),
  /** Types that may be set up below. */
  childTypes: z.array(OrganisationType),
  can: z.object({
    change: z.boolean(),
    create: z.boolean(),
    rename: z.boolean(),
    retype: z.boolean(),
    move: z.boolean(),
    merge: z.boolean(),
    abolish: z.boolean(),
    /** The last event can be taken back. */
    undo: z.boolean(),
    posts: z.boolean(),
    members: z.boolean(),
  }),
});
export type Organisation = z.infer<typeof Organisation>;

export const organisationById = query({
  name: 'organisations.one',
  path: '/organisations/:id',
  access: 'organisations.read',
  summary: '组织详情 / one organisation with its committee, terms, history and advisories',
  params: one,
  reply: Organisation,
});

export const organisationHoldings = query({
  name: 'organisations.holdings',
  path: '/organisations/:id/posts',
  access: 'organisations.officers',
  summary: '历任班子成员 / everybody who held a post, present ones first',
  params: one,
  reply: z.object({ items: z.array(Holding) }),
});
