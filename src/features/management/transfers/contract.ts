import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Why } from '#features/base/rules/contract.ts';
import { kinds, outsideKinds, places, stayKinds, states, steps, ways } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const day = z.iso.date();
const version = z.number().int().min(1);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month_wrong');
const words = z.string().trim().min(2).max(200);
const name = z.string().trim().min(2).max(100);

export const Side = z.object({
  branchId: id.nullable(),
  branch: z.string().nullable(),
  committeeId: id.nullable(),
  committee: z.string().nullable(),
});
export type Side = z.infer<typeof Side>;

/** What the letter says of the member, and all that the other side reads before it accepts. */
const Letter = z.object({
  name: z.string(),
  sex: z.string(),
  age: z.number().int().nullable(),
  ethnicity: z.string().nullable(),
  category: z.enum(['full', 'probationary']),
  joinedOn: z.string().nullable(),
  fullOn: z.string().nullable(),
  /** Masked; in full on the printed letter. */
  idNumber: z.string(),
  phone: z.string(),
});

export const Transfer = z.object({
  id,
  version,
  way: z.enum(ways),
  kind: z.enum(kinds),
  state: z.enum(states),
  /** The member's file, where the reader may open it. */
  personId: id.nullable(),
  member: Letter,
  from: Side,
  to: Side,
  /** The organisation beyond the county. */
  outside: z.string().nullable(),
  reason: z.string(),
  duesPaidTo: z.string().nullable(),
  letterNo: z.string().nullable(),
  issuedOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  /** Of a certificate or a stay abroad: the days, and why. */
  stay: z.object({ from: z.string(), until: z.string().nullable(), purpose: z.string().nullable() }).nullable(),
  dueOn: z.string().nullable(),
  dueWhy: Why.nullable(),
  overdue: z.boolean(),
  open: z.boolean(),
  waitsFor: z.enum(places).nullable(),
  /** The organisation whose step is next. */
  waitsForName: z.string().nullable(),
  /** The letter of an arrival bears the signature of this county; null: it was checked by hand. */
  signedBy: z.string().nullable(),
  /** The whole unit of which the member is one. */
  unitId: id.nullable(),
  replacesId: id.nullable(),
  replacedById: id.nullable(),
  createdAt: z.string(),
  can: z.array(z.enum(steps)),
  mayPrint: z.boolean(),
});
export type Transfer = z.infer<typeof Transfer>;

export const TransferEvent = z.object({
  version,
  step: z.string(),
  state: z.enum(states),
  actor: z.string(),
  organisation: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
});
export type TransferEvent = z.infer<typeof TransferEvent>;

export const TransferFile = Transfer.extend({
  events: z.array(TransferEvent),
  /**
   * Of an arrival: the file of before with which the member is taken in, or was; null where there is none, or where the reader may not
   * see it before the letter is accepted.
   */
  former: id.nullable(),
});
export type TransferFile = z.infer<typeof TransferFile>;

export const queues = ['todo', 'open', 'overdue', 'all'] as const;
export type Queue = (typeof queues)[number];

export const transferList = query({
  name: 'transfers.list',
  path: '/transfers',
  access: 'transfers.read',
  summary: '组织关系转接：待办、未办结、超时 / transfers that wait, are open, or are overdue',
  query: z.object({
    queue: z.enum(queues).default('all'),
    personId: id.optional(),
    cursor: id.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(Transfer),
    next: id.nullable(),
    counts: z.object({ todo: z.number().int(), open: z.number().int(), overdue: z.number().int() }),
  }),
});

export const transferById = query({
  name: 'transfers.one',
  path: '/transfers/:id',
  access: 'transfers.read',
  summary: '一件组织关系转接 / one transfer with its steps',
  params: one,
  reply: TransferFile,
});

/** Days away without a transfer. */
const Stay = z.object({
  kind: z.enum(stayKinds),
  from: day,
  /** A certificate names its last day; abroad it may be open. */
  until: day.optional(),
  /** Code table abroadPurpose. */
  purpose: z.string().max(20).optional(),
});

/**
 * A draft: from the branch of the member to a branch of the county, to an organisation beyond it, or with `stay` nowhere: the member
 * is at `outside` for a while.
 */
export const createTransfer = command({
  name: 'transfers.create',
  path: '/transfers',
  access: 'transfers.prepare',
  summary: '填写组织关系转接 / begin a transfer',
  body: z
    .object({
      personId: id,
      toBranchId: id.optional(),
      outside: name.optional(),
      kind: z.enum(outsideKinds).optional(),
      stay: Stay.optional(),
      reason: words,
      duesPaidTo: month,
    })
    .refine(({ toBranchId, outside }) => (toBranchId === undefined) !== (outside === undefined), {
      path: ['toBranchId'],
      message: 'transfer.one_target',
    })
    .refine(({ outside, kind, stay }) => outside === undefined || kind !== undefined || stay !== undefined, {
      path: ['kind'],
      message: 'transfer.kind_missing',
    })
    .refine(({ outside, stay }) => stay === undefined || outside !== undefined, {
      path: ['outside'],
      message: 'transfer.stay_where',
    })
    .refine(({ stay }) => stay?.kind !== 'certificate' || stay.until !== undefined, {
      path: ['stay', 'until'],
      message: 'transfer.stay_until',
    })
    .refine(({ stay }) => stay?.kind !== 'abroad' || stay.purpose !== undefined, {
      path: ['stay', 'purpose'],
      message: 'transfer.stay_purpose',
    }),
  reply: TransferFile,
});

/** The month alone, never an amount, and of members whose transfer the reader may begin. */
export const paidMonth = query({
  name: 'transfers.paidMonth',
  path: '/transfers/paid-month',
  access: 'transfers.prepare',
  summary: '填写介绍信时的党费交至月份 / to which month a member has paid, for the letter',
  query: z.object({ personId: id }),
  reply: z.object({ month: month.nullable() }),
});

/** Somebody from outside the county hands a letter in: on paper, or as the signed file that another county made. */
export const registerArrival = command({
  name: 'transfers.register',
  path: '/transfers/arrivals',
  access: 'transfers.approve',
  summary: '登记外来介绍信 / register a letter from outside the county',
  body: z.object({
    toBranchId: id,
    outside: name,
    kind: z.enum(outsideKinds),
    letterNo: z.string().trim().min(1).max(60),
    issuedOn: day,
    validUntil: day,
    duesPaidTo: month,
    reason: words,
    name: z.string().trim().min(1).max(60),
    idNumber: z.string().trim().min(15).max(18),
    category: z.enum(['full', 'probationary']),
    joinedOn: day,
    fullOn: day.optional(),
    ethnicity: z.string().max(10).optional(),
    phone: z.string().trim().max(20).optional(),
    /** The signed file as it came, for its signature. */
    file: z.string().max(20_000).optional(),
    /** The applicant of this number and name whom the county knows is the one who arrives. */
    samePerson: z.boolean().optional(),
  }),
  reply: TransferFile,
});

/** One step of the way. Which steps are open to whom says `can`; the version keeps two of them from being walked at once. */
export const walkTransfer = command({
  name: 'transfers.step',
  path: '/transfers/:id/steps',
  access: 'transfers.prepare',
  summary: '办理一步 / walk one step of a transfer',
  params: one,
  body: z.object({
    version,
    step: z.enum(steps),
    /** Of a refusal, a recall, a loss, a re-issue. */
    reason: words.optional(),
    /** The receiving committee may name another of its branches. */
    branchId: id.optional(),
    /** Days for which the letter holds; the longest that the rule allows where none are named. */
    days: z.number().int().min(1).max(366).optional(),
    /** First day in the branch, the day that the receipt from outside names, or that of the return. */
    on: day.optional(),
  }),
  reply: TransferFile,
});

export const PrintedLetter = z.object({
  way: z.enum(ways),
  stay: Transfer.shape.stay,
  letterNo: z.string(),
  issuedOn: z.string(),
  validUntil: z.string(),
  days: z.number().int(),
  receiver: z.string(),
  from: z.string(),
  to: z.string(),
  issuer: z.string(),
  issuerAddress: z.string().nullable(),
  issuerPhone: z.string().nullable(),
  name: z.string(),
  sex: z.string(),
  age: z.number().int().nullable(),
  ethnicity: z.string().nullable(),
  category: z.enum(['full', 'probationary']),
  idNumber: z.string(),
  phone: z.string(),
  duesPaidTo: z.string(),
  acceptedOn: z.string().nullable(),
  /** The letter as a file for the other county: its text with the signature, and who signed. The square on the paper holds the same.
   * Null of a certificate: nobody is received by it. */
  file: z.string().nullable(),
});
export type PrintedLetter = z.infer<typeof PrintedLetter>;

/** Shows the ID number in full, so it counts and is logged as any full value of the file. */
export const printLetter = command({
  name: 'transfers.print',
  path: '/transfers/:id/letter',
  access: 'transfers.approve',
  summary: '打印介绍信（留痕） / the letter in full, for print',
  params: one,
  reply: PrintedLetter,
});

const Opened = z.object({
  /** Name of the county whose signature it bears; null: unknown or wrong, to be checked by hand. */
  signedBy: z.string().nullable(),
  letterNo: z.string(),
  issuedOn: z.string(),
  validUntil: z.string(),
  outside: z.string(),
  to: z.string(),
  duesPaidTo: z.string(),
  name: z.string(),
  idNumber: z.string(),
  category: z.enum(['full', 'probationary']),
  joinedOn: z.string().nullable(),
  fullOn: z.string().nullable(),
  ethnicity: z.string().nullable(),
  phone: z.string(),
});

/** Reads a signed file and says whose it is; nothing is kept of it. */
export const openLetterFile = command({
  name: 'transfers.openFile',
  path: '/transfers/arrivals/open',
  access: 'transfers.approve',
  summary: '读取电子介绍信 / read the file of a letter',
  body: z.object({ file: z.string().min(2).max(20_000) }),
  reply: Opened,
});

const Signer = z.object({ publicKey: z.string(), name: z.string(), addedBy: z.string(), addedAt: z.string() });

export const signerList = query({
  name: 'transfers.signers',
  path: '/transfers/signers',
  access: 'transfers.approve',
  summary: '可信的签发县及本县公钥 / counties whose signature is known, and the own key',
  reply: z.object({ own: z.string(), items: z.array(Signer) }),
});

export const trustSigner = command({
  name: 'transfers.trustSigner',
  path: '/transfers/signers',
  access: 'transfers.trust',
  summary: '登记签发县的公钥 / add the public key of another county',
  body: z.object({ publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'key_wrong'), name }),
  reply: z.object({ items: z.array(Signer) }),
});

export const dropSigner = command({
  name: 'transfers.dropSigner',
  path: '/transfers/signers/drop',
  access: 'transfers.trust',
  summary: '撤销签发县的公钥 / no longer trust a key',
  body: z.object({ publicKey: z.string().max(60), reason: words }),
  reply: z.object({ items: z.array(Signer) }),
});

/** The own transfers, without drafts: where they stand and who is next. */
export const ownTransfers = query({
  name: 'own.transfers',
  path: '/own/transfers',
  access: 'own.read',
  summary: '我的组织关系转接 / the own transfers',
  reply: z.object({ items: z.array(TransferFile) }),
});
