import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Why } from '#features/base/rules/contract.ts';
import { fileFields, type FieldKey, type FileField } from './packs/file-fields.ts';
import { recordTables, type RecordTable } from './records/contract.ts';

const day = z.iso.date();
const id = z.uuid();
/** A code of one of the code tables (codes.ts). */
const code = z.string().min(1).max(40);
export const memberId = z.object({ id });

/** A value as it travels: text, code, day; encrypted fields travel masked. */
const wireOf = (field: FileField) => {
  if (field.kind === 'bool') return z.boolean();
  if (field.kind === 'int') return z.number().int().min(-1_200).max(1_200);
  if (field.kind === 'date' || field.kind === 'partialDate') return day;
  if (field.kind === 'reference') return id;
  return z.string().trim().max(200);
};

export type Value = string | number | boolean | null;
export type MemberFields = { readonly [K in FieldKey]?: Value };
const fieldShape = Object.fromEntries(fileFields.map((field) => [field.key, wireOf(field).nullable().optional()]));
/** The file proper, one key for each declared field. Typed by the catalogue; a key that is not declared is refused. */
export const MemberFields = z.strictObject(fieldShape) as unknown as z.ZodType<MemberFields, MemberFields>;

/** A row of a list. Fields that the reader's role does not see are null. */
export const MemberRow = z.object({
  id,
  name: z.string(),
  sex: z.string(),
  birthDate: z.string().nullable(),
  ethnicity: z.string().nullable(),
  education: z.string().nullable(),
  phone: z.string().nullable(),
  branchId: id,
  branchName: z.string(),
  category: z.enum(['full', 'probationary']),
  joinedOn: z.string().nullable(),
  fullOn: z.string().nullable(),
  jobPost: z.string().nullable(),
  standing: z.string(),
  lostSince: z.string().nullable(),
  outflowPlace: z.string().nullable(),
});
export type MemberRow = z.infer<typeof MemberRow>;

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((v) => (v === undefined || Array.isArray(v) ? v : [v]), z.array(item).max(60).optional());
const years = z.coerce.number().int().min(0).max(130).optional();
/** From an address as text, from a body or a saved filter as it is. */
const flag = z.union([z.boolean(), z.stringbool()]).optional();

export const sortKeys = ['name', 'birthDate', 'joinedOn', 'branch'] as const;

/** One language of filters for lists, exports, bulk changes and saved filters. A condition that is not declared is refused. */
export const MemberFilter = z.strictObject({
  organisationId: id.optional(),
  q: z.string().trim().max(60).optional(),
  category: list(z.enum(['full', 'probationary'])),
  sex: list(code),
  ethnicity: list(code),
  education: list(code),
  jobPost: list(code),
  occupation: list(code),
  standing: list(code),
  degree: list(code),
  maritalStatus: list(code),
  joinKind: list(code),
  conversion: list(code),
  newStratum: list(code),
  technicalPost: list(code),
  /** How the membership ended; only with `ended`. */
  leaveKind: list(code),
  /** Codes of dated records: a post held, a hardship or sanction that lasts, any reward, absence, stay abroad or paper. */
  post: list(code),
  training: list(code),
  /** How a branch came to hold the member, or to hold the member no more: of any period. */
  cameBy: list(code),
  wentBy: list(code),
  hardship: list(code),
  sanction: list(code),
  reward: list(code),
  lostKind: list(code),
  outflowReason: list(code),
  abroad: list(code),
  paper: list(code),
  isMigrantWorker: flag,
  isFrontLine: flag,
  ageFrom: years,
  ageTo: years,
  partyAgeFrom: years,
  partyAgeTo: years,
  lost: flag,
  outflow: flag,
  incomplete: flag,
  /** Those whose membership has ended, instead of those whose lasts. */
  ended: flag,
  /** The roster of that day, with the branches and categories of that day. */
  on: day.optional(),
});
export type MemberFilter = z.output<typeof MemberFilter>;

export const memberList = query({
  name: 'members.list',
  path: '/members',
  access: 'members.read',
  summary: '党员名册 / members of an organisation and below',
  query: MemberFilter.extend({
    sort: z.enum(sortKeys).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(MemberRow),
    next: z.string().nullable(),
    /** With `on`: who belonged there that day and lies outside the reader's range today; those files are not listed. */
    elsewhere: z.number().int().nullable(),
  }),
});

const count = z.number().int();
export const Tally = z.object({
  members: count,
  probationary: count,
  women: count,
  minority: count,
  lost: count,
  outflow: count,
});

export const memberCounts = query({
  name: 'members.counts',
  path: '/members/counts',
  access: 'members.read',
  summary: '党员数量 / counts of a subtree, from the tallies',
  query: z.object({ organisationId: id.optional() }),
  reply: Tally.extend({ branches: count }),
});

export const Affiliation = z.object({
  branchId: id,
  branchName: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  joinKind: z.string().nullable(),
  leaveKind: z.string().nullable(),
});
export const Post = z.object({
  id,
  organisationId: id,
  organisationName: z.string(),
  post: z.string(),
  from: z.string(),
  to: z.string().nullable(),
});
export const RecordRow = z.object({
  id,
  version: count,
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

export const MemberFile = z.object({
  id,
  version: count,
  branchName: z.string(),
  branchPathNames: z.array(z.string()),
  fields: MemberFields,
  /** Keys whose value is masked; the full value is asked for with a reason. */
  masked: z.array(z.string()),
  age: count.nullable(),
  partyAgeMonths: count.nullable(),
  /** How the party age was counted, by which article. */
  partyAgeWhy: Why.nullable(),
  completeness: z.object({ percent: count, missing: z.array(z.string()) }),
  problems: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      /** Of an advice: rule, article, inputs and steps. */
      why: Why.optional(),
    }),
  ),
  affiliations: z.array(Affiliation),
  posts: z.array(Post),
  records: z.object(
    Object.fromEntries(recordTables.map((t) => [t, z.array(RecordRow)])) as Record<
      RecordTable,
      z.ZodArray<typeof RecordRow>
    >,
  ),
  ended: z.object({ on: z.string(), kind: z.string().nullable() }).nullable(),
  can: z.object({
    edit: z.boolean(),
    reveal: z.boolean(),
    move: z.boolean(),
    leave: z.boolean(),
    /** Whoever has left may be taken in again. */
    return: z.boolean(),
  }),
});
export type MemberFile = z.infer<typeof MemberFile>;

export const memberFile = query({
  name: 'members.file',
  path: '/members/:id',
  access: 'members.read',
  summary: '党员档案 / one file; the reading is recorded',
  params: memberId,
  reply: MemberFile,
});

export const createMember = command({
  name: 'members.create',
  path: '/members',
  access: 'members.edit',
  summary: '新增党员 / add a member',
  body: z.object({
    branchId: id,
    fields: MemberFields,
    /** A code of `affiliationStart`. */
    joinKind: code.optional(),
    since: day.optional(),
    reason: z.string().trim().max(500).optional(),
    /** The applicant whose ID number and name these are: the membership goes into that file. */
    samePerson: z.boolean().optional(),
  }),
  /** The page opens the file by its id; the reply stays small. */
  reply: z.object({ id, version: count }),
});

export const editMember = command({
  name: 'members.edit',
  path: '/members/:id',
  method: 'PATCH',
  access: 'members.edit',
  summary: '修改党员档案 / change fields of a file',
  params: memberId,
  body: z.object({ version: count, fields: MemberFields, reason: z.string().trim().max(500).optional() }),
  reply: MemberFile,
});

export const moveMember = command({
  name: 'members.move',
  path: '/members/:id/move',
  access: 'members.edit',
  summary: '调整所在党支部 / move to another branch on a day',
  params: memberId,
  body: z.object({ version: count, branchId: id, on: day, reason: z.string().trim().min(1).max(500) }),
  reply: MemberFile,
});

export const endMembership = command({
  name: 'members.leave',
  path: '/members/:id/leave',
  access: 'members.edit',
  summary: '登记离开 / end the membership by a typed event',
  params: memberId,
  body: z.object({
    version: count,
    /** A code of `leaveKind`. */
    kind: code,
    on: day,
    reason: z.string().trim().min(1).max(500),
    document: z.string().trim().max(100).optional(),
  }),
  reply: MemberFile,
});

export const undoLeave = command({
  name: 'members.undoLeave',
  path: '/members/:id/undo-leave',
  access: 'members.edit',
  summary: '撤销离开登记 / take back an ending that was entered by mistake',
  params: memberId,
  body: z.object({ version: count, reason: z.string().trim().min(1).max(500) }),
  reply: MemberFile,
});

export const HistoryEntry = z.object({
  id,
  at: z.string(),
  actor: z.string(),
  role: z.string(),
  action: z.string(),
  source: z.string(),
  reason: z.string().nullable(),
  changes: z.array(
    z.object({
      field: z.string(),
      from: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      to: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    }),
  ),
});

export const memberHistory = query({
  name: 'members.history',
  path: '/members/:id/history',
  access: 'members.read',
  summary: '变更记录 / who changed what, when, from what source',
  params: memberId,
  query: z.object({ cursor: id.optional() }),
  reply: z.object({ items: z.array(HistoryEntry), next: id.nullable() }),
});
