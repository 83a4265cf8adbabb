import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { FollowedWish, HandledWish, wishWords } from '../contract.ts';
import { wishCategories, wisherActs } from '../rules.ts';
import { rightHours } from '../sending/contract.ts';

const id = z.uuid();

export const OwnWish = FollowedWish.extend({ id, version: z.number().int() });
export type OwnWish = z.infer<typeof OwnWish>;

export const ownWishList = query({
  name: 'own.wishes',
  path: '/own/wishes',
  access: 'own.wishes',
  summary: '我的心愿 / the member’s own wishes',
  reply: z.object({ items: z.array(OwnWish) }),
});

export const makeWish = command({
  name: 'own.makeWish',
  path: '/own/wishes',
  access: 'own.wishes',
  summary: '向所在支部提心愿 / tell the own branch what one needs',
  body: z.object({
    category: z.enum(wishCategories),
    text: wishWords(1_000),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d -]{7,20}$/, 'wishes.phone_format')
      .optional(),
  }),
  reply: HandledWish,
});

export const answerOwnWish = command({
  name: 'own.answerWish',
  path: '/own/wishes/:id',
  access: 'own.wishes',
  summary: '本人确认办好、还没办好或撤回 / the member confirms, says not yet with a reason, or withdraws',
  params: z.object({ id }),
  body: z.object({
    version: z.number().int().min(1),
    act: z.enum(wisherActs),
    words: z.string().trim().max(1_000).optional(),
    hours: rightHours,
  }),
  reply: HandledWish,
});
