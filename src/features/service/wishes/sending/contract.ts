import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { FollowedWish, wishWords } from '../contract.ts';
import { wishCategories, wisherActs, wishStates } from '../rules.ts';

const id = z.uuid();
/** As it was typed; the server reads small letters, blanks and hyphens alike. */
const code = z.string().trim().min(1).max(60);

export const WishReceipt = z.object({
  id,
  /** Shown this once: `XXXX-XXXX-XXXX`. Nobody can look it up again. */
  code: z.string(),
  unitName: z.string(),
});
export type WishReceipt = z.infer<typeof WishReceipt>;

export const sendWish = command({
  name: 'wishes.send',
  path: '/wishes',
  access: 'public',
  summary: '提交微心愿或点单 / make a wish or order what is offered, without an account',
  body: z.object({
    category: z.enum(wishCategories),
    areaId: id,
    /** What is ordered of the list of offers. */
    offerId: id.optional(),
    text: wishWords(1_000),
    name: z.string().trim().max(40).optional(),
    /** A wish is carried out at somebody's door: who comes has to ask first. */
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d -]{7,20}$/, 'wishes.phone_format'),
  }),
  reply: WishReceipt,
});

/** The code travels in the `x-query` header, so that no log keeps it. */
export const followWish = query({
  name: 'wishes.follow',
  path: '/wishes/follow',
  access: 'public',
  summary: '凭查询码查看心愿 / follow a wish by its code (in the x-query header)',
  query: z.object({ code }),
  reply: FollowedWish,
});

/** Whose hours are right, of those that were stated. */
export const rightHours = z.array(id).max(50).default([]);

/** Only who wished says that a wish has come true. */
export const answerWish = command({
  name: 'wishes.answer',
  path: '/wishes/answer',
  access: 'public',
  summary: '确认办好、还没办好或撤回 / the wisher confirms, says not yet with a reason, or withdraws',
  body: z.object({
    code,
    act: z.enum(wisherActs),
    /** Asked of who says that it is not done yet. */
    words: z.string().trim().max(1_000).optional(),
    hours: rightHours,
  }),
  reply: z.object({ state: z.enum(wishStates) }),
});
