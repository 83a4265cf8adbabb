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

/** Whether the text is an existing day written `YYYY-MM-DD`; 2023-02-29 is not. */
export const isDay = (text: string): boolean => {
  const hit = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!hit) return false;
  const [year, month, day] = [Number(hit[1]), Number(hit[2]), Number(hit[3])];
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

const time = (day: string): number => {
  if (!isDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
};
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Year, month (1–12) and day of the month. Throws RangeError for what is no calendar day. */
export const partsOf = (day: string): { readonly year: number; readonly month: number; readonly day: number } => {
  time(day);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
};

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
