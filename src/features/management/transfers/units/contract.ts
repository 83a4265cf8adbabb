import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Preview } from '#features/base/organisations/events/contract.ts';
import { Transfer } from '../contract.ts';
import { steps } from '../rules.ts';
import { UnitMember } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const count = z.number().int();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month_wrong');
const words = z.string().trim().min(2).max(200);
const name = z.string().trim().min(2).max(100);

export const Unit = z.object({
  id,
  version: count,
  way: z.enum(['leaving', 'arriving']),
  name: z.string(),
  organisationId: id,
  organisation: z.string(),
  committee: z.string(),
  outside: z.string(),
  reason: z.string(),
  duesPaidTo: z.string(),
  letterNo: z.string().nullable(),
  issuedOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  signedBy: z.string().nullable(),
  /** All of its members, and those of them who are still on the way. */
  members: count,
  open: count,
  /** Everybody on the letter has been received elsewhere, and the organisation still stands. */
  gone: z.boolean(),
  /** Since when the organisation that left is no more. */
  abolishedOn: z.string().nullable(),
  createdAt: z.string(),
});
export type Unit = z.infer<typeof Unit>;

/** Somebody of the unit who is not on its letter, and why: the own transfer that was under way. */
export const LeftOff = z.object({
  transferId: id,
  personId: id.nullable(),
  name: z.string(),
  branch: z.string().nullable(),
  way: Transfer.shape.way,
  kind: Transfer.shape.kind,
  state: Transfer.shape.state,
  to: z.string().nullable(),
  /** Of another unit's letter. */
  unitId: id.nullable(),
});
export type LeftOff = z.infer<typeof LeftOff>;

export const UnitFile = Unit.extend({
  items: z.array(Transfer),
  leftOff: z.array(LeftOff),
  /** Members of the unit who are not on its list and have no transfer under way (any more): they may still join it. */
  addable: z.array(z.object({ personId: id, name: z.string(), branch: z.string() })),
  /** Whether the reader may abolish the organisation, once all have left. */
  mayAbolish: z.boolean(),
  /** Steps that the reader may walk for all of them at once. */
  can: z.array(z.enum(steps)),
  mayPrint: z.boolean(),
});
export type UnitFile = z.infer<typeof UnitFile>;

export const unitList = query({
  name: 'transfers.units',
  path: '/transfers/units',
  access: 'transfers.read',
  summary: '整建制转移 / whole units that leave or arrive',
  query: z.object({ cursor: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(Unit), next: id.nullable() }),
});

export const unitById = query({
  name: 'transfers.unit',
  path: '/transfers/units/:id',
  access: 'transfers.read',
  summary: '一件整建制转移及名单 / a whole unit with its list',
  params: one,
  reply: UnitFile,
});

/** Who would be on the letter of an organisation, and who would not. */
export const unitPreview = query({
  name: 'transfers.unitPreview',
  path: '/transfers/units/preview',
  access: 'transfers.prepare',
  summary: '整建制转出预览：列入和不列入名单的党员 / who would be on the letter of a unit, and who would not',
  query: z.object({ organisationId: id }),
  reply: z.object({
    members: count,
    probationary: count,
    branches: count,
    leftOff: z.array(LeftOff),
    /** To which month they have paid, by the records of their branches: the earliest, the latest, and of how many nothing is known. */
    paid: z.object({ month: month.nullable(), latest: month.nullable(), unknown: count }),
  }),
});

/** What abolishing a unit that has left would change. */
export const UnitEnding = z.object({
  on: z.string(),
  /** Of the organisations that end, from the top. */
  names: z.array(z.string()),
  preview: Preview,
});
export type UnitEnding = z.infer<typeof UnitEnding>;

export const unitEnding = query({
  name: 'transfers.unitEnding',
  path: '/transfers/units/:id/ending',
  access: 'organisations.edit',
  summary: '整建制转出后撤销组织的预览 / what abolishing a unit that has left would change',
  params: one,
  query: z.object({ on: day.optional() }),
  reply: UnitEnding,
});

/** The organisation of a unit that has left ends with all below it: dated events of the tree, their history stays. */
export const abolishUnit = command({
  name: 'transfers.abolishUnit',
  path: '/transfers/units/:id/ending',
  access: 'organisations.edit',
  drill: 'transfer',
  summary: '撤销已整建制转出的组织 / abolish the organisation of a unit that has left',
  params: one,
  body: z.object({
    version: count.min(1),
    on: day,
    /** Number of the superior's reply. */
    document: z.string().trim().max(100).optional(),
  }),
  reply: UnitFile,
});

/** All members below an organisation leave the county by one letter. Whoever has a transfer under way is left out of it. */
export const createUnit = command({
  name: 'transfers.createUnit',
  path: '/transfers/units',
  access: 'transfers.prepare',
  drill: 'transfer',
  summary: '办理整建制转出 / begin the transfer of a whole unit',
  body: z.object({ organisationId: id, outside: name, reason: words, duesPaidTo: month }),
  reply: UnitFile,
});

/** Until the letter is issued: whose own transfer came to nothing, or who came into the unit since. */
export const joinUnit = command({
  name: 'transfers.joinUnit',
  path: '/transfers/units/:id/members',
  access: 'transfers.prepare',
  summary: '补列入整建制名单 / put members on the list of a unit that has no letter yet',
  params: one,
  body: z.object({ version: count.min(1), people: z.array(id).min(1).max(100) }),
  reply: UnitFile,
});

/** A unit from outside hands its letter in: typed from paper, or as the signed file. */
export const registerUnit = command({
  name: 'transfers.registerUnit',
  path: '/transfers/units/arrivals',
  access: 'transfers.approve',
  drill: 'transfer',
  summary: '登记整建制转入 / register a whole unit from outside',
  body: z.object({
    toBranchId: id,
    outside: name,
    name,
    letterNo: z.string().trim().min(1).max(60),
    issuedOn: day,
    validUntil: day,
    duesPaidTo: month,
    reason: words,
    members: z.array(UnitMember).min(1).max(500),
    file: z.string().max(400_000).optional(),
    /** Applicants of the numbers and names on the list whom the county knows are those who arrive. */
    samePerson: z.boolean().optional(),
  }),
  reply: UnitFile,
});

/** One step for all members whose way leads on by it: all of them or none. */
export const walkUnit = command({
  name: 'transfers.unitStep',
  path: '/transfers/units/:id/steps',
  access: 'transfers.prepare',
  summary: '整建制办理一步 / walk one step for the whole unit',
  params: one,
  body: z.object({
    version: count.min(1),
    step: z.enum(steps),
    reason: words.optional(),
    days: count.min(1).max(366).optional(),
    on: day.optional(),
  }),
  reply: UnitFile,
});

export const PrintedUnit = z.object({
  letterNo: z.string(),
  issuedOn: z.string(),
  validUntil: z.string(),
  days: count,
  name: z.string(),
  issuer: z.string(),
  issuerPhone: z.string().nullable(),
  receiver: z.string(),
  duesPaidTo: z.string(),
  members: z.array(UnitMember),
  /** The signed file, and the same in as many squares as the paper needs. */
  file: z.string(),
  squares: z.array(z.string()),
});
export type PrintedUnit = z.infer<typeof PrintedUnit>;

/** ID numbers in full: counts for each member as any full value of the file. */
export const printUnit = command({
  name: 'transfers.printUnit',
  path: '/transfers/units/:id/letter',
  access: 'transfers.approve',
  summary: '打印整建制介绍信（留痕） / the letter of a unit with its list, for print',
  params: one,
  reply: PrintedUnit,
});

/** Reads a signed file, or the text of the squares line by line; nothing is kept of it. */
export const openUnitFile = command({
  name: 'transfers.openUnitFile',
  path: '/transfers/units/open',
  access: 'transfers.approve',
  summary: '读取整建制电子介绍信 / read the file of a unit',
  body: z.object({ file: z.string().min(2).max(400_000) }),
  reply: z.object({
    signedBy: z.string().nullable(),
    letterNo: z.string(),
    issuedOn: z.string(),
    validUntil: z.string(),
    outside: z.string(),
    name: z.string(),
    duesPaidTo: z.string(),
    members: z.array(UnitMember),
    /** The file itself, put together from its squares. */
    file: z.string(),
  }),
});
