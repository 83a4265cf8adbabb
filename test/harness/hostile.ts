/** Free text as a spiteful user writes it: markup, letters outside ASCII, both quotes. Factories put it into every free field. */
export const hostile = `<b>Ås"'ø</b>`;

let count = 0;

/** A name no other test has, hostile by default: `next('支部')` → `支部 7 <b>Ås"'ø</b>`. */
export const next = (word: string): string => {
  count += 1;
  return `${word} ${count} ${hostile}`;
};
