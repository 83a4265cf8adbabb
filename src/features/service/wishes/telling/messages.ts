import { catalogue } from '#shared/text.ts';

/** Nothing of what was written, and nobody's name. */
export const wishNotices = catalogue({
  'wishes.arrived': ['收到一件心愿，请查看并认领', 'A wish has come in: look at it and claim it'],
  'wishes.not_yet': ['群众说心愿还没有办好，请接着办', 'The wisher says it is not done yet: please go on'],
  'wishes.asked': ['有党员愿意帮办一件心愿，请回复', 'A member offers to help with a wish: please answer'],
  'wishes.agreed': ['支部请您帮办一件心愿，请看怎么办', 'You are asked to help with a wish: see how'],
  'wishes.declined': ['您报名帮办的心愿已有人办', 'The wish you offered to help with is taken care of'],
  'wishes.done': ['您的心愿说是办好了，请确认', 'Your wish is said to be done: please confirm'],
  'wishes.refuse': ['您的心愿办不了，请看理由和途径', 'Your wish cannot be met: see why, and where to turn'],
});
export type WishNotice = keyof typeof wishNotices;
