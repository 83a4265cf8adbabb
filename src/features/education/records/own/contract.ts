import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

export const OwnStatement = z.object({
  id: z.uuid(),
  /** When it happened, as the statement says. */
  at: z.string(),
  verb: z.string(),
  object: z.string(),
  /** Which program said so; null: this platform. */
  by: z.string().nullable(),
  /** The statement itself, to the letter. */
  text: z.string(),
});
export type OwnStatement = z.infer<typeof OwnStatement>;

/** What a program keeps for the learner beside statements: how far a lesson has come, and the like. */
export const OwnDocument = z.object({
  id: z.uuid(),
  by: z.string(),
  name: z.string(),
  /** The lesson that it belongs to; empty where it is about the learner alone. */
  activity: z.string(),
  updatedAt: z.string(),
  /** Its beginning, where it is text. */
  text: z.string().nullable(),
});
export type OwnDocument = z.infer<typeof OwnDocument>;

export const ownRecords = query({
  name: 'records.own',
  path: '/own/records',
  access: 'own.records',
  summary: '本人的学习记录 / the own learning records: the platform’s and those of programs of others',
  query: z.object({ cursor: z.string().max(60).optional() }),
  reply: z.object({
    /** Under which programs know the learner. */
    account: z.object({ homePage: z.string(), name: z.string() }),
    /** Since when a key reads in the learner's name; null: there is none. */
    keyMadeAt: z.string().nullable(),
    documents: z.array(OwnDocument),
    items: z.array(OwnStatement),
    next: z.string().nullable(),
  }),
});

/** The key itself is in this reply and nowhere else. A new one ends the one before. */
export const makeOwnKey = command({
  name: 'records.makeOwnKey',
  path: '/own/records/key',
  access: 'own.records',
  summary: '发放本人记录的读取密钥 / issue a key by which a program reads the own records',
  body: z.object({}),
  reply: z.object({ name: z.string(), key: z.string() }),
});

export const endOwnKey = command({
  name: 'records.endOwnKey',
  path: '/own/records/key/end',
  access: 'own.records',
  summary: '停用本人记录的读取密钥 / end the key that reads the own records',
  body: z.object({}),
  reply: z.object({ done: z.literal(true) }),
});
