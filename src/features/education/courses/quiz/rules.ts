import type { BankKind } from '#features/education/bank/rules.ts';

/** So often a quiz can be tried on one day: it is for learning, and the next day asks other questions. */
export const triesADay = 3;

/** Numbers that follow from a text alone: the same questions for the same try, on the device and here (FNV-1a). */
const seedOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const sign of text) {
    hash ^= sign.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  // Neighbouring texts lie far apart.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** What a person is asked at a try: drawn anew each time, in an order of its own. */
export const drawn = (items: readonly string[], ask: number, seed: string): string[] =>
  items
    .map((item) => ({ item, at: seedOf(`${seed}|${item}`) }))
    .toSorted((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1))
    .slice(0, ask)
    .map(({ item }) => item);

/** How likely somebody who knows nothing answers it right. Of short answers people judge: they are not asked here. */
export const chanceOf = (kind: BankKind, options: number): number | null => {
  switch (kind) {
    case 'single':
      return 1 / Math.max(options, 1);
    case 'multiple':
      // At least two are right: any other set is as likely as the right one.
      return 1 / Math.max(2 ** options - options - 1, 1);
    case 'judge':
      return 0.5;
    case 'blank':
      return 0;
    case 'short':
      return null;
  }
};

/** Right as a whole. */
export const isRight = (mark: number): boolean => mark === 1;
