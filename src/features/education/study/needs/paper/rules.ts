/** A line of the page holds so many characters: two boxes. */
const half = 14;
const gap = '　';

/** Boxes to tick, two a line; a name too long for that has a line of its own. */
export const boxLines = (names: readonly string[]): string[] => {
  const lines: string[] = [];
  let first: string | null = null;
  for (const name of names) {
    const box = `□${name}`;
    const isShort = [...box].length < half;
    if (first !== null && isShort) {
      lines.push(first + gap.repeat(half - [...first].length) + box);
      first = null;
      continue;
    }
    if (first !== null) lines.push(first);
    first = isShort ? box : null;
    if (!isShort) lines.push(box);
  }
  return first === null ? lines : [...lines, first];
};
