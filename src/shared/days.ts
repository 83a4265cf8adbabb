/**
 * Calendar days as strings `YYYY-MM-DD`: no clock, no zone. Arithmetic by months and years keeps the day of the month and
 * falls back to the last day of a shorter month (Civil Code, Article 202).
 */
const DAY = 86_400_000;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const join = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** Days of a month of a year; month 1–12. */
export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** The number that some digits of a text make; NaN where one of them is no digit. */
const digitsAt = (text: string, from: number, length: number): number => {
  let value = 0;
  for (let at = from; at < from + length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// Rosters ask this a million times in a row, so it makes neither a match nor a Date.
const parsed = (text: string): Parts | undefined => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 2), digitsAt(text, 8, 2)];
  const exists = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : undefined;
};

/** Whether the text is an existing day written `YYYY-MM-DD`; 2023-02-29 is not. */
export const isDay = (text: string): boolean => parsed(text) !== undefined;

/** Year, month (1–12) and day of the month. Throws RangeError for what is no calendar day. */
export const partsOf = (day: string): Parts => {
  const parts = parsed(day);
  if (parts === undefined) throw new RangeError(`not a calendar day: ${day}`);
  return parts;
};

const time = (day: string): number => {
  partsOf(day);
  return Date.parse(`${day}T00:00:00Z`);
};
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayAt(time(day) + days * DAY);

/** The corresponding day `months` later (or earlier): 2025-08-31 + 6 = 2026-02-28. */
export const addMonths = (day: string, months: number): string => {
  const from = partsOf(day);
  const count = from.year * 12 + (from.month - 1) + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return join(year, month, Math.min(from.day, daysInMonth(year, month)));
};

export const addYears = (day: string, years: number): string => addMonths(day, years * 12);

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((time(to) - time(from)) / DAY);

/** Whole months passed from `from` to `to`; negative when `to` is earlier. */
export const monthsBetween = (from: string, to: string): number => {
  if (to < from) return -monthsBetween(to, from);
  const [a, b] = [partsOf(from), partsOf(to)];
  const months = (b.year - a.year) * 12 + (b.month - a.month);
  return addMonths(from, months) > to ? months - 1 : months;
};

/** Whole years passed, as an age is counted: the birthday itself completes a year. */
export const yearsBetween = (from: string, to: string): number => Math.trunc(monthsBetween(from, to) / 12);

/** Day of the week, 1 Monday to 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(time(day)).getUTCDay() || 7;

const zones = new Map<string, Intl.DateTimeFormat>();
/** The calendar day that an instant (milliseconds) falls on in a zone. */
export const dayOf = (at: number, zone = 'Asia/Shanghai'): string => {
  const format = zones.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  zones.set(zone, format);
  return format.format(at);
};
