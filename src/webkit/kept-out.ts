import { hasLongNumber } from '#shared/long-number.ts';

/**
 * Values that must not stand in an address, where histories and logs would keep them. A mark stands there instead; what it
 * means is known to this tab alone, and to nobody once it is closed or loaded anew.
 */
const values = new Map<string, string>();
const marks = new Map<string, string>();
const pattern = /^~[0-9a-z]{8}$/;

const freshMark = (): string => `~${Math.random().toString(36).slice(2).padEnd(8, '0').slice(0, 8)}`;

/** What stands in the address for a value: the value itself, or its mark. */
export const inAddress = (value: string): string => {
  if (!hasLongNumber(value)) return value;
  const mark = marks.get(value) ?? freshMark();
  marks.set(value, mark);
  values.set(mark, value);
  return mark;
};

/** The value that an address means; undefined for a mark of another tab or of before. */
export const fromAddress = (text: string): string | undefined => (pattern.test(text) ? values.get(text) : text);

/** For the end of a session. */
export const forgetKeptOut = (): void => {
  values.clear();
  marks.clear();
};
