/**
 * JSON to the letter. A statement is kept as it was written (numbers, order, escapes), so that parts are cut out of the text and put in
 * without making it anew. All texts here have been parsed before: they are JSON.
 */

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [opening, closing, openingList, closingList] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Where the string ends that begins at `from`. */
const endOfString = (text: string, from: number): number => {
  let at = from + 1;
  for (let c = text.charCodeAt(at); c !== quote; c = text.charCodeAt(at)) at += c === backslash ? 2 : 1;
  return at;
};

/** Where a value ends that begins at `from`: at the first comma or bracket that is not its own. */
const endOf = (text: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === quote) at = endOfString(text, at);
    else if (c === opening || c === openingList) depth += 1;
    else if (c === closing || c === closingList) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (c === comma && depth === 0) return at;
  }
  return text.length;
};

/** How many members all objects in it have together, each as often as it is written. */
export const membersWritten = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === quote) at = endOfString(text, at);
    else if (c === colon) count += 1;
  }
  return count;
};

/** How many members are left of them once the text is parsed: of a name that stands twice, one. */
export const membersHeld = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const one of value) count += membersHeld(one);
  else for (const one of Object.values(value)) count += 1 + membersHeld(one);
  return count;
};

/** The elements of an array, or the members of an object, each as it is written. */
export const partsOf = (text: string): readonly string[] => {
  const body = text.trim();
  const parts: string[] = [];
  for (let at = 1; at < body.length - 1;) {
    const end = endOf(body, at);
    const part = body.slice(at, end).trim();
    if (part !== '') parts.push(part);
    at = end + 1;
  }
  return parts;
};

export interface Member {
  readonly name: string;
  /** The value as it is written. */
  readonly value: string;
}

export const membersOf = (text: string): readonly Member[] =>
  partsOf(text).map((part) => {
    const end = endOfString(part, 0);
    const name = JSON.parse(part.slice(0, end + 1)) as string;
    return { name, value: part.slice(part.indexOf(':', end) + 1).trim() };
  });

export const writeObject = (members: readonly Member[]): string =>
  `{${members.map(({ name, value }) => `${JSON.stringify(name)}:${value}`).join(',')}}`;

/** A name that stands twice in one object, wherever that is; which of the two holds would be anybody's guess. */
export const repeatedName = (text: string): string | undefined => {
  const body = text.trim();
  if (body.startsWith('[')) return firstOf(partsOf(body));
  if (!body.startsWith('{')) return undefined;
  const members = membersOf(body);
  const names = members.map(({ name }) => name);
  const twice = names.find((name, n) => names.indexOf(name) < n);
  return twice ?? firstOf(members.map(({ value }) => value));
};

const firstOf = (values: readonly string[]): string | undefined => {
  for (const value of values) {
    const found = repeatedName(value);
    if (found !== undefined) return found;
  }
  return undefined;
};
