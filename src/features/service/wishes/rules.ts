/** 心愿与服务的类别：one list for what is offered and what is wished for. */
export const wishCategories = ['errand', 'repair', 'goods', 'company', 'study', 'health', 'skills', 'other'] as const;
export type WishCategory = (typeof wishCategories)[number];

/** What is no longer in the list was of another year: it stands under the last of it. */
export const categoryOf = (kept: string): WishCategory => wishCategories.find((one) => one === kept) ?? 'other';

export const wishStates = ['received', 'listed', 'claimed', 'done', 'confirmed', 'refused', 'withdrawn'] as const;
export type WishState = (typeof wishStates)[number];

export const wishEntryKinds = [
  'received',
  'listed',
  'claimed',
  'released',
  'done',
  'confirmed',
  'not_yet',
  'refused',
  'withdrawn',
] as const;
export type WishEntryKind = (typeof wishEntryKinds)[number];

/** What the unit does, and what only the one who wished can. */
export const unitActs = ['list', 'claim', 'release', 'done', 'refuse'] as const;
export type UnitAct = (typeof unitActs)[number];
export const wisherActs = ['confirm', 'not_yet', 'withdraw'] as const;
export type WisherAct = (typeof wisherActs)[number];
export type WishAct = UnitAct | WisherAct;

const from: Readonly<Record<WishAct, readonly WishState[]>> = {
  list: ['received'],
  claim: ['received', 'listed'],
  release: ['claimed'],
  done: ['claimed'],
  refuse: ['received', 'listed'],
  // Nobody but the wisher says that a wish has come true; as often as it has not, it goes back.
  confirm: ['done'],
  not_yet: ['done'],
  withdraw: ['received', 'listed', 'claimed'],
};

export const allows = (act: WishAct, state: WishState): boolean => from[act].includes(state);

/** The state that follows; a wish that is given back is in the public list again where it was. */
export const stateAfter = (act: WishAct, { listed }: { readonly listed: boolean }): WishState => {
  switch (act) {
    case 'list':
      return 'listed';
    case 'claim':
    case 'not_yet':
      return 'claimed';
    case 'release':
      return listed ? 'listed' : 'received';
    case 'done':
      return 'done';
    case 'refuse':
      return 'refused';
    case 'confirm':
      return 'confirmed';
    case 'withdraw':
      return 'withdrawn';
  }
};

export const entryOf: Readonly<Record<WishAct, WishEntryKind>> = {
  list: 'listed',
  claim: 'claimed',
  release: 'released',
  done: 'done',
  refuse: 'refused',
  confirm: 'confirmed',
  not_yet: 'not_yet',
  withdraw: 'withdrawn',
};

/** States in which somebody has something to do: the unit, or the wisher who is asked whether it has come true. */
export const openStates: readonly WishState[] = ['received', 'listed', 'claimed', 'done'];
/** States in which it is the unit's turn. */
export const unitStates: readonly WishState[] = ['received', 'listed', 'claimed'];

export const helperStates = ['asked', 'agreed', 'declined', 'stated', 'confirmed'] as const;
export type HelperState = (typeof helperStates)[number];

/** Half an hour at least, a day at most, in half hours: what is longer is stated for a second wish. */
export const mostHours = 24;
export const isHours = (hours: number): boolean => hours >= 0.5 && hours <= mostHours && Number.isInteger(hours * 2);

/** Hours may be stated, and mended, until the served has confirmed them. */
export const mayStateHours = (helper: HelperState, wish: WishState): boolean =>
  (helper === 'agreed' || helper === 'stated') && (wish === 'claimed' || wish === 'done');

/** Digits that could be a phone or an identity number, and numbers of houses and rooms. The fifth of a month is none of them. */
const marks = [/\d{7,}/u, /\d\s*(?:号楼|号院|栋|幢|单元|室)/u, /(?:路|街|巷|弄|村)\s*\d+\s*号/u];

/** Whether words would tell in public who somebody is, or where he lives. */
export const tellsPerson = (words: string): boolean => {
  const plain = words.normalize('NFKC');
  const joined = plain.replaceAll(/[\s\p{Pd}]/gu, '');
  return marks.some((mark) => mark.test(plain) || mark.test(joined));
};
