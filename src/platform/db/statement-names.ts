/**
 * Names for prepared statements, by their text. Bounded: texts beyond the cap (lists of changing length)
 * are sent unnamed and planned each time.
 */
const cap = 400;
const names = new Map<string, string>();

export const statementName = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= cap) return undefined;
  const name = `z${names.size}`;
  names.set(text, name);
  return name;
};
