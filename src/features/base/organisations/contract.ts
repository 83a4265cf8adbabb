import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

/** Order of the list: from the county down, Party organisations before the places and units that they are set up in. */
export const organisationTypes = [
  'county_committee',
  'county_department',
  'discipline_commission',
  'party_school',
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
  'government_department',
  'township_government',
  'village',
  'community',
  'unit',
] as const;
export const OrganisationType = z.enum(organisationTypes);
export type OrganisationType = z.infer<typeof OrganisationType>;

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
export const Post = z.enum(posts);
export type Post = z.infer<typeof Post>;

export const eventKinds = ['created', 'renamed', 'moved', 'merged', 'abolished', 'changed'] as const;
export type EventKind = (typeof eventKinds)[number];

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const version = z.number().int().min(1);
const title = (max: number) => z.string().trim().normalize('NFC').min(1).max(max);
const text = (max: number) => z.string().trim().normalize('NFC').max(max);
const reason = text(500).optional();
/** Number of the superior's reply. */
const document = text(100).optional();
const flag = z.stringbool().default(false);

// ---------------------------------------------------------------------------------------------- the tree

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

// -------------------------------------------------------------------------------------------- one of them

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
  /** Key of the text in `messages.ts`. */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Names of the facts that are missing or short: `members.full`, `post.secretary`, `term`. */
  missing: z.array(z.string()),
  why: Why,
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
  at: z.string(),
});

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

// ----------------------------------------------------------------------------------------- dated events

const dated = { on: day, reason, document };
const versioned = { version };

export const NewOrganisation = z.object({
  parentId: id,
  type: OrganisationType,
  name: title(120),
  /** The name in lists; the full name where left out. */
  shortName: title(60).optional(),
  code: text(40).nullable().optional(),
  divisionCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable()
    .optional(),
  unitRelation: z.enum(unitRelations).nullable().optional(),
  unitCode: text(40).nullable().optional(),
  phone: text(40).nullable().optional(),
  address: text(200).nullable().optional(),
  ...dated,
});

export const createOrganisation = command({
  name: 'organisations.create',
  path: '/organisations',
  access: 'organisations.edit',
  summary: '新建组织 / set up an organisation',
  body: NewOrganisation,
  reply: Organisation,
});

export const renameOrganisation = command({
  name: 'organisations.rename',
  path: '/organisations/:id/rename',
  access: 'organisations.edit',
  summary: '更名 / rename',
  params: one,
  body: z.object({ ...versioned, name: title(120), shortName: title(60).optional(), ...dated }),
  reply: Organisation,
});

export const changeOrganisation = command({
  name: 'organisations.change',
  path: '/organisations/:id',
  method: 'PATCH',
  access: 'organisations.edit',
  summary: '修改基本信息 / change facts that are no event: code, unit, phone, order',
  params: one,
  body: z.object({
    ...versioned,
    code: text(40).nullable().optional(),
    divisionCode: z
      .string()
      .regex(/^\d{6,12}$/)
      .nullable()
      .optional(),
    unitRelation: z.enum(unitRelations).nullable().optional(),
    unitCode: text(40).nullable().optional(),
    phone: text(40).nullable().optional(),
    address: text(200).nullable().optional(),
    position: z.number().int().min(0).max(100_000).optional(),
    reason,
  }),
  reply: Organisation,
});

export const moveOrganisation = command({
  name: 'organisations.move',
  path: '/organisations/:id/move',
  access: 'organisations.edit',
  summary: '整建制划转：连同下级组织和党员 / move with everything below',
  params: one,
  body: z.object({ ...versioned, parentId: id, ...dated }),
  reply: Organisation,
});

export const mergeOrganisation = command({
  name: 'organisations.merge',
  path: '/organisations/:id/merge',
  access: 'organisations.edit',
  summary: '并入另一组织 / merge into another: its people join the other on that day',
  params: one,
  body: z.object({ ...versioned, targetId: id, ...dated }),
  reply: Organisation,
});

export const abolishOrganisation = command({
  name: 'organisations.abolish',
  path: '/organisations/:id/abolish',
  access: 'organisations.edit',
  summary: '撤销 / abolish an empty organisation',
  params: one,
  body: z.object({ ...versioned, ...dated }),
  reply: Organisation,
});

export const undoOrganisationEvent = command({
  name: 'organisations.undo',
  path: '/organisations/:id/undo',
  access: 'organisations.edit',
  summary: '撤回最近一次变动 / take back the last event, where nothing has been built on it',
  params: one,
  body: z.object({ ...versioned, eventId: id, reason }),
  reply: Organisation,
});

/** What an event would change, and why it would be refused. */
export const Preview = z.object({
  kind: z.enum(['created', 'renamed', 'moved', 'merged', 'abolished']),
  organisations: count,
  members: count,
  /** Residents and applicants filed there. */
  others: count,
  /** Posts that are re-filed, or end. */
  posts: count,
  /** Accounts whose rights reach another range, or end. */
  accounts: count,
  terms: count,
  before: z.record(z.string(), z.string().nullable()),
  after: z.record(z.string(), z.string().nullable()),
  /** Keys of `messages.ts`; none of them blocks. */
  warnings: z.array(z.object({ message: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
  advisories: z.array(Advisory),
  /** Why the command would be refused; empty: it may be sent. Paths name the command's fields. */
  problems: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
  /** What stands in the way of an abolition, at most fifty. */
  children: z.array(Reference),
});
export type Preview = z.infer<typeof Preview>;

export const previewCreation = query({
  name: 'organisations.previewCreation',
  path: '/organisations/preview',
  access: 'organisations.edit',
  summary: '新建预览 / what setting up an organisation would change',
  query: z.object({ parentId: id, type: OrganisationType, name: title(120), on: day }),
  reply: Preview,
});

export const previewEvent = query({
  name: 'organisations.previewEvent',
  path: '/organisations/:id/preview',
  access: 'organisations.edit',
  summary: '变动预览 / what an event would change',
  params: one,
  query: z.object({
    kind: z.enum(['renamed', 'moved', 'merged', 'abolished']),
    on: day,
    /** Of a rename. */
    name: title(120).optional(),
    shortName: title(60).optional(),
    /** The new parent of a move, the other organisation of a merger. */
    targetId: id.optional(),
  }),
  reply: Preview,
});

// -------------------------------------------------------------------------------------- posts and terms

export const appointHolder = command({
  name: 'organisations.appoint',
  path: '/organisations/:id/posts',
  access: 'organisations.posts',
  summary: '任职 / appoint to a post',
  params: one,
  body: z.object({
    personId: id,
    post: Post,
    termId: id.nullable().optional(),
    fromOn: day,
    note: text(200).nullable().optional(),
    reason,
  }),
  reply: Holding,
});

export const correctHolding = command({
  name: 'organisations.correctPost',
  path: '/organisations/posts/:id',
  method: 'PATCH',
  access: 'organisations.posts',
  summary: '更正任职 / correct a post',
  params: one,
  body: z.object({
    ...versioned,
    post: Post.optional(),
    termId: id.nullable().optional(),
    fromOn: day.optional(),
    toOn: day.nullable().optional(),
    note: text(200).nullable().optional(),
    reason,
  }),
  reply: Holding,
});

export const endHolding = command({
  name: 'organisations.endPost',
  path: '/organisations/posts/:id/end',
  access: 'organisations.posts',
  summary: '免职，相关权限即时停止 / end a post and the rights that hang on it',
  params: one,
  body: z.object({ ...versioned, toOn: day, reason }),
  reply: Holding,
});

export const withdrawHolding = command({
  name: 'organisations.withdrawPost',
  path: '/organisations/posts/:id',
  method: 'DELETE',
  access: 'organisations.posts',
  summary: '撤回误录的任职 / withdraw a post entered by mistake',
  params: one,
  body: z.object({ ...versioned, reason: title(500) }),
  reply: z.object({ withdrawn: z.boolean() }),
});

export const openTerm = command({
  name: 'organisations.openTerm',
  path: '/organisations/:id/terms',
  access: 'organisations.posts',
  summary: '开始一届，届满日按规定推算 / open a term, due by rule',
  params: one,
  body: z.object({
    startedOn: day,
    ordinal: z.number().int().min(1).max(200).nullable().optional(),
    /** Only where the superior approved another day; at most a year from the day by rule. */
    dueOn: day.optional(),
    reason,
  }),
  reply: Term,
});

export const correctTerm = command({
  name: 'organisations.correctTerm',
  path: '/organisations/terms/:id',
  method: 'PATCH',
  access: 'organisations.posts',
  summary: '更正届次或批准延期 / correct a term, or an approved shift',
  params: one,
  body: z.object({
    ...versioned,
    startedOn: day.optional(),
    ordinal: z.number().int().min(1).max(200).nullable().optional(),
    dueOn: day.optional(),
    reason,
  }),
  reply: Term,
});

export const endTerm = command({
  name: 'organisations.endTerm',
  path: '/organisations/terms/:id/end',
  access: 'organisations.posts',
  summary: '届满换届 / end a term; its posts end with it where asked',
  params: one,
  body: z.object({ ...versioned, endedOn: day, endPosts: z.boolean().default(false), reason }),
  reply: Term,
});

export const DueTerm = Term.extend({
  organisation: Reference,
  parentName: z.string(),
  overdue: z.boolean(),
  daysLeft: count,
});

export const dueTerms = query({
  name: 'organisations.dueTerms',
  path: '/organisations/terms/due',
  access: 'organisations.officers',
  summary: '六个月内届满的组织 / terms that end within six months or are overdue',
  query: z.object({
    /** Months ahead; by the rule of the reminder where left out. */
    within: z.coerce.number().int().min(0).max(60).optional(),
    organisationId: id.optional(),
    after: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    items: z.array(DueTerm),
    next: z.string().nullable(),
    total: count,
    overdue: count,
    until: z.string(),
  }),
});

// ------------------------------------------------------------------------------------ import and export

export const ImportRow = z.object({
  /** Row number in the sheet. */
  line: count,
  action: z.enum(['new', 'changed', 'unchanged', 'wrong']),
  name: z.string(),
  /** Fields that would change, with the former value. */
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  problems: z.array(
    z.object({
      field: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

export const ImportPlan = z.object({
  fileId: id,
  fileName: z.string(),
  /** Changes with the file and with the tree: the commit is refused as stale where it differs. */
  digest: z.string(),
  counts: z.object({ new: count, changed: count, unchanged: count, wrong: count }),
  /** All rows but the unchanged ones, at most 2,000. */
  rows: z.array(ImportRow),
  /** Headings that were not understood. */
  ignored: z.array(z.string()),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

export const previewImport = command({
  name: 'organisations.previewImport',
  path: '/organisations/import',
  access: 'organisations.exchange',
  summary: '导入组织：上传并预览 / upload a sheet of organisations and see what it would change',
  reply: ImportPlan,
});

export const commitImport = command({
  name: 'organisations.commitImport',
  path: '/organisations/import/:id/commit',
  access: 'organisations.exchange',
  summary: '导入组织：全部写入 / write the whole sheet in one transaction',
  params: one,
  body: z.object({ digest: z.string().max(64), ...dated }),
  reply: z.object({ created: count, changed: count, moved: count, renamed: count }),
});

export const exportOrganisations = query({
  name: 'organisations.export',
  path: '/organisations/export',
  access: 'organisations.exchange',
  summary: '导出组织树（XLSX） / the tree as a sheet, in the form that import takes',
  query: z.object({ organisationId: id.optional(), on: day.optional() }),
  reply: z.unknown(),
});

export const organisationTemplate = query({
  name: 'organisations.template',
  path: '/organisations/template',
  access: 'organisations.exchange',
  summary: '导入模板 / an empty sheet with drop-downs and an example',
  reply: z.unknown(),
});
