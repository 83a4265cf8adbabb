/** What a record holds, as it is written and read. */
import { z } from 'zod';
import { Why } from '#features/base/rules/contract.ts';
import { changedFields, votes } from '../rules.ts';

const id = z.uuid();
const version = z.number().int();
const count = z.number().int();

/** Days that a calendar of the platform knows. */
export const day = z.iso
  .date()
  .refine((value) => value >= '1949-10-01' && value < '2101-01-01', { message: 'day_range' });
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_format');
export const reason = z.string().trim().min(2).max(300);

export const Person = z.object({ id, name: z.string() });
export type Person = z.infer<typeof Person>;

export const Resolution = z.object({
  id,
  wording: z.string(),
  vote: z.enum(votes),
  yes: count,
  no: count,
  abstain: count,
  entitled: count,
  present: count,
  passed: z.boolean(),
  /** More votes than voters present, since the list was corrected: to be settled before the record is closed. */
  tooMany: z.boolean(),
  whys: z.array(Why),
});
export type Resolution = z.infer<typeof Resolution>;

export const Task = z.object({
  id,
  meetingId: id,
  task: z.string(),
  owner: Person,
  dueOn: z.string(),
  doneAt: z.string().nullable(),
  doneNote: z.string().nullable(),
  version,
});
export type Task = z.infer<typeof Task>;

const counted = Resolution.pick({
  vote: true,
  yes: true,
  no: true,
  abstain: true,
  entitled: true,
  present: true,
  passed: true,
});

/** One thing that an amendment changed: what stood there, and what stands there now. */
export const Change = z.object({
  field: z.enum(changedFields),
  /** Whose attendance it is. */
  name: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Of a resolution: the count of before and that of now. */
  counts: z.object({ from: counted.nullable(), to: counted.nullable() }).nullable(),
});
export type Change = z.infer<typeof Change>;

export const Amendment = z.object({
  id,
  at: z.string(),
  actor: z.string(),
  reason: z.string(),
  /** What stood there before. */
  content: z.string().nullable(),
  resolutions: z.array(z.string()),
  /** Each change with both values; none of amendments of before the platform kept them. */
  changes: z.array(Change),
});

const ballots = count.min(0).max(100_000).default(0);
/** What is typed of a record. */
export const recordFields = {
  content: z.string().trim().max(20_000).default(''),
  resolutions: z
    .array(
      z.object({
        wording: z.string().trim().min(2).max(500),
        vote: z.enum(votes).default('none'),
        yes: ballots,
        no: ballots,
        abstain: ballots,
      }),
    )
    .max(30)
    .default([]),
  /** Tasks agreed here: those with an id stay, others are new, those missing are taken out. */
  tasks: z
    .array(
      z.object({
        id: id.optional(),
        task: z.string().trim().min(2).max(300),
        ownerPersonId: id,
        dueOn: day,
      }),
    )
    .max(30)
    .default([]),
};
