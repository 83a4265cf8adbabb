import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { publicWords } from '../contract.ts';
import { wishCategories, wishStates } from '../rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);

/** What a unit offers, as anybody reads it. */
export const Offer = z.object({
  id,
  unitName: z.string(),
  category: z.enum(wishCategories),
  title: z.string(),
  details: z.string(),
});
export type Offer = z.infer<typeof Offer>;

export const openOffers = query({
  name: 'wishes.offers',
  path: '/wishes/offers',
  access: 'public',
  summary: '服务清单 / what units offer',
  reply: z.object({ items: z.array(Offer) }),
});

/** A wish of the public list: the unit's words, no person. */
export const OpenWish = z.object({
  id,
  words: z.string(),
  category: z.enum(wishCategories),
  areaName: z.string(),
  unitName: z.string(),
  state: z.enum(wishStates),
  listedOn: z.string(),
  endedOn: z.string().nullable(),
});
export type OpenWish = z.infer<typeof OpenWish>;

export const openWishes = query({
  name: 'wishes.open',
  path: '/wishes/open',
  access: 'public',
  summary: '待认领和新近办好的心愿 / wishes that wait, and those that came true lately',
  reply: z.object({ waiting: z.array(OpenWish), confirmed: z.array(OpenWish) }),
});

export const KeptOffer = Offer.extend({
  version,
  endedOn: z.string().nullable(),
  /** Wishes that were ordered by it. */
  ordered: z.number().int(),
  can: z.object({ change: z.boolean() }),
});
export type KeptOffer = z.infer<typeof KeptOffer>;

export const offerList = query({
  name: 'wishes.offerList',
  path: '/wishes/offers/kept',
  access: 'wishes.read',
  summary: '本级和下级的服务清单 / offers of the units in the range',
  reply: z.object({ items: z.array(KeptOffer) }),
});

const offer = { category: z.enum(wishCategories), title: publicWords(60), details: publicWords(500) };
const Kept = z.object({ id, version });

export const createOffer = command({
  name: 'wishes.createOffer',
  path: '/wishes/offers',
  access: 'wishes.handle',
  summary: '新增服务 / the own unit offers something',
  body: z.object(offer),
  reply: Kept,
});

export const changeOffer = command({
  name: 'wishes.changeOffer',
  path: '/wishes/offers/:id',
  access: 'wishes.handle',
  summary: '修改服务 / change an offer of the own unit',
  params: z.object({ id }),
  body: z.object({ version, ...offer }),
  reply: Kept,
});

export const endOffer = command({
  name: 'wishes.endOffer',
  path: '/wishes/offers/:id/end',
  access: 'wishes.handle',
  summary: '停止服务 / an offer ends; what was ordered goes on',
  params: z.object({ id }),
  body: z.object({ version }),
  reply: Kept,
});
