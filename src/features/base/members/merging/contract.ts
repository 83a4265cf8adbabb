import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../catalogue.ts';
import { Affiliation } from '../contract.ts';

const id = z.uuid();
const count = z.number().int();
const version = z.number().int();

export const TwinPerson = z.object({
  id,
  name: z.string(),
  sex: z.string(),
  birthDate: z.string().nullable(),
  idNumber: z.string().nullable(),
  phone: z.string().nullable(),
  branchName: z.string(),
  joinedOn: z.string().nullable(),
});
export const twinReasons = ['name_birth', 'name_phone', 'name_birth_phone'] as const;
/** People who are probably one: never decided by the platform. */
export const Twins = z.object({ reason: z.enum(twinReasons), people: z.array(TwinPerson) });

export const memberTwins = query({
  name: 'members.twins',
  path: '/members/twins',
  access: 'members.merge',
  summary: '疑似重复档案 / files that probably mean one person',
  query: z.object({ organisationId: id.optional() }),
  reply: z.object({ items: z.array(Twins), more: z.boolean() }),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const MergeSide = TwinPerson.extend({
  version,
  records: count,
  affiliations: z.array(Affiliation),
  ended: z.boolean(),
});

export const mergePreview = query({
  name: 'members.mergePreview',
  path: '/members/merge',
  access: 'members.merge',
  summary: '合并预览 / what merging two files would do',
  query: z.object({ keepId: id, dropId: id }),
  reply: z.object({
    keep: MergeSide,
    drop: MergeSide,
    /** Fields in which the two differ; masked where pages mask. `take` is set where only the dropped file has a value. */
    differences: z.array(z.object({ field: z.string(), keep: value, drop: value, take: z.boolean() })),
    /** Both belong to a branch on the same days: one of the two periods must be voided. */
    overlaps: z.boolean(),
    /** Both have an ID number, and not the same: whoever merges says which one is right. */
    numbersDiffer: z.boolean(),
  }),
});

/** Fields of the file that one side may give the other. */
export const takeable = fileFields
  .filter((field) => !['branchId', 'leftOn', 'leaveKind'].includes(field.key))
  .map((field) => field.key) as [FieldKey, ...FieldKey[]];

/** One person stays; the other's records are filed under it and the other file leaves every read. */
export const mergeMembers = command({
  name: 'members.merge',
  path: '/members/merge',
  access: 'members.merge',
  summary: '合并重复档案 / merge two files of one person',
  body: z.object({
    keepId: id,
    dropId: id,
    keepVersion: version,
    dropVersion: version,
    /** Fields whose value comes from the dropped file. */
    take: z.array(z.enum(takeable)).default([]),
    /** Whose ID number is right, where the two differ. Sex and birth date come with it; the reason says how it is known. */
    idNumber: z.enum(['keep', 'drop']).optional(),
    /** Where both belong to a branch on the same days, the dropped file's periods are voided. */
    voidOverlapping: z.boolean().default(false),
    reason: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ id, records: count }),
});
