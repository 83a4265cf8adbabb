import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { seenCharacters } from '#features/service/requests/rules.ts';
import { helperStates, tellsPerson, wishCategories, wishEntryKinds, wishStates } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int().min(1);
const count = z.number().int();
/** Words that say something: four characters that are seen, whatever else is among them. */
export const wishWords = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => seenCharacters(text) >= 4, 'wishes.too_short');

/** What is read in public: without a person. */
export const publicWords = (max: number) => wishWords(max).refine((text) => !tellsPerson(text), 'wishes.tells_person');

export const WishEntry = z.object({
  at: z.string(),
  kind: z.enum(wishEntryKinds),
  /** The unit that did it; null where the one who wished did. */
  unitName: z.string().nullable(),
  text: z.string().nullable(),
  /** Of a refusal: where to turn instead. */
  way: z.string().nullable(),
});
export type WishEntry = z.infer<typeof WishEntry>;

/** Who helped, as the one who wished reads it. */
export const WishHelp = z.object({
  id,
  /** The surname and stars. */
  name: z.string(),
  state: z.enum(helperStates),
  hours: z.number().nullable(),
});
export type WishHelp = z.infer<typeof WishHelp>;

/** What the one who wished sees, by code or on the phone. */
export const FollowedWish = z.object({
  category: z.enum(wishCategories),
  areaName: z.string(),
  offerTitle: z.string().nullable(),
  text: z.string(),
  state: z.enum(wishStates),
  receivedOn: z.string(),
  unitName: z.string(),
  /** Who has promised to do it. */
  doerName: z.string().nullable(),
  publicWords: z.string().nullable(),
  entries: z.array(WishEntry),
  helpers: z.array(WishHelp),
  can: z.object({ confirm: z.boolean(), notYet: z.boolean(), withdraw: z.boolean() }),
});
export type FollowedWish = z.infer<typeof FollowedWish>;

export const WishLine = z.object({
  id,
  category: z.enum(wishCategories),
  areaName: z.string(),
  /** The first words. */
  excerpt: z.string(),
  unitName: z.string(),
  doerName: z.string().nullable(),
  state: z.enum(wishStates),
  receivedOn: z.string(),
  /** Members who ask to help and wait for a word. */
  asking: count,
});
export type WishLine = z.infer<typeof WishLine>;

export const wishList = query({
  name: 'wishes.list',
  path: '/wishes',
  access: 'wishes.read',
  summary: '心愿列表，先收到的在前 / wishes of the range, the oldest first',
  query: z.object({
    show: z.enum(['own', 'open', 'done', 'confirmed', 'all']).default('open'),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(WishLine), next: z.string().nullable(), total: count, open: count }),
});

/** A helper as the unit sees him. */
export const WishHelper = WishHelp.extend({ version, member: z.boolean() });
export type WishHelper = z.infer<typeof WishHelper>;

export const WishView = z.object({
  ...FollowedWish.omit({ entries: true, helpers: true, can: true }).shape,
  id,
  version,
  /** A member who reads it on the phone; else somebody with a code. */
  member: z.boolean(),
  name: z.string().nullable(),
  /** Masked; `wishes.showPhone` tells it in full and leaves a trace. */
  phone: z.string().nullable(),
  entries: z.array(WishEntry.extend({ actor: z.string().nullable() })),
  helpers: z.array(WishHelper),
  can: z.object({
    list: z.boolean(),
    claim: z.boolean(),
    release: z.boolean(),
    done: z.boolean(),
    refuse: z.boolean(),
    help: z.boolean(),
  }),
});
export type WishView = z.infer<typeof WishView>;

export const oneWish = query({
  name: 'wishes.one',
  path: '/wishes/:id',
  access: 'wishes.read',
  summary: '一件心愿 / one wish',
  params: one,
  reply: WishView,
});

export const showWishPhone = command({
  name: 'wishes.showPhone',
  path: '/wishes/:id/phone',
  access: 'wishes.handle',
  summary: '查看联系电话（留痕） / show the phone in full, which is audited',
  params: one,
  reply: z.object({ phone: z.string() }),
});

/** A reply that is kept for a retry holds nothing of what was written. */
export const HandledWish = z.object({ id, version, state: z.enum(wishStates) });

export const listWish = command({
  name: 'wishes.publish',
  path: '/wishes/:id/list',
  access: 'wishes.handle',
  summary: '公开征集认领，不含个人信息 / put a wish into the public list, in words without a person',
  params: one,
  body: z.object({ version, words: publicWords(200) }),
  reply: HandledWish,
});

export const claimWish = command({
  name: 'wishes.claim',
  path: '/wishes/:id/claim',
  access: 'wishes.handle',
  summary: '认领心愿 / the unit promises to do it',
  params: one,
  body: z.object({ version, words: wishWords(500) }),
  reply: HandledWish,
});

/** Of the public list, by a unit anywhere in the county: it is filed there from then on. */
export const claimListedWish = command({
  name: 'wishes.claimListed',
  path: '/wishes/:id/claim-listed',
  access: 'wishes.handle',
  summary: '认领公开征集的心愿 / a unit elsewhere claims a wish of the public list',
  params: one,
  body: z.object({ words: wishWords(500) }),
  reply: HandledWish,
});

export const releaseWish = command({
  name: 'wishes.release',
  path: '/wishes/:id/release',
  access: 'wishes.handle',
  summary: '放回，说明理由 / the unit gives it back, with the reason',
  params: one,
  body: z.object({ version, words: wishWords(500) }),
  reply: HandledWish,
});

/** Not confirmed by it: only the one who wished can say so. */
export const wishDone = command({
  name: 'wishes.done',
  path: '/wishes/:id/done',
  access: 'wishes.handle',
  summary: '已办好，请本人确认 / the unit has done it and asks the wisher',
  params: one,
  body: z.object({ version, words: wishWords(1_000) }),
  reply: HandledWish,
});

export const refuseWish = command({
  name: 'wishes.refuse',
  path: '/wishes/:id/refuse',
  access: 'wishes.handle',
  summary: '办不了，说明理由和途径 / refuse a wish with the reason and the right way',
  params: one,
  body: z.object({ version, words: wishWords(500), way: wishWords(500) }),
  reply: HandledWish,
});
