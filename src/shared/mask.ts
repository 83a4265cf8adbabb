/**
 * Masks for lists and pages. They count characters as people see them (a rare character with a variation mark is one), never
 * reveal more than the rule allows of a short or odd value, and answer '' for ''. The widths are common practice: no national
 * standard binds them.
 */
const characters = new Intl.Segmenter('zh');
const points = (text: string): string[] => Array.from(characters.segment(text), (part) => part.segment);
const stars = (count: number): string => '*'.repeat(Math.max(0, count));
const ends = (text: string, head: number, tail: number): string => {
  const all = points(text.trim());
  if (all.length <= head + tail) return stars(all.length);
  return all.slice(0, head).join('') + stars(all.length - head - tail) + all.slice(all.length - tail).join('');
};

/** 张三 → 张*, 张三丰 → 张*丰, 买买提·吐尔逊 → 买*****逊. A single character is hidden whole. */
export const maskName = (name: string): string => {
  const all = points(name.trim());
  if (all.length === 1) return '*';
  return all.length === 2 ? `${all[0] ?? ''}*` : ends(name, 1, 1);
};

/** First three and last four: 138****5678. A number too short for that shows its last two at most. */
export const maskPhone = (phone: string): string =>
  points(phone.trim()).length >= 9 ? ends(phone, 3, 4) : maskTail(phone, 2);

/** The last four hidden: 0577-6722****. */
export const maskLandline = (landline: string): string => {
  const all = points(landline.trim());
  return all.slice(0, Math.max(0, all.length - 4)).join('') + stars(Math.min(4, all.length));
};

/** First three and last four: the stricter of the two usual forms. */
export const maskIdNumber = (idNumber: string): string => ends(idNumber, 3, 4);

const maskTail = (text: string, shown: number): string => ends(text, 0, shown);

/** Names of places that may be shown; what follows the last of them (house, floor, room) is hidden. */
const place = /^.*?(?:村|社区|路|街道|街|巷|弄|大道|镇|乡|(?<!小)区|县|市)(?![^\s\d]*(?:村|社区|路|大道|街|巷|弄))/u;

/** Shown down to the village or street, the rest hidden: 永嘉县上塘镇浦口村****. What holds no known place is hidden whole. */
export const maskAddress = (address: string): string => {
  const text = address.trim();
  if (text === '') return '';
  return `${place.exec(text)?.[0] ?? ''}****`;
};

export const masks = {
  name: maskName,
  phone: maskPhone,
  landline: maskLandline,
  idNumber: maskIdNumber,
  address: maskAddress,
} as const satisfies Record<string, (text: string) => string>;
