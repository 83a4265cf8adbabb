import type { Language } from './text.ts';

/** The platform's clock for people. Every timestamp is shown in it, whatever the browser's zone. */
export const displayZone = 'Asia/Shanghai';

const locale = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');

const cached = <T>(make: (language: Language) => T): ((language: Language) => T) => {
  const made = new Map<Language, T>();
  return (language) => {
    const found = made.get(language) ?? make(language);
    made.set(language, found);
    return found;
  };
};

const dayFormat = cached(
  (l) => new Intl.DateTimeFormat(locale(l), { dateStyle: l === 'zh' ? 'long' : 'medium', timeZone: 'UTC' }),
);
const monthFormat = cached(
  (l) => new Intl.DateTimeFormat(locale(l), { year: 'numeric', month: 'long', timeZone: 'UTC' }),
);
const calendarMonthFormat = cached((l) => new Intl.DateTimeFormat(locale(l), { month: 'short', timeZone: 'UTC' }));
const momentFormat = cached(
  (l) =>
    new Intl.DateTimeFormat(locale(l), {
      dateStyle: l === 'zh' ? 'long' : 'medium',
      timeStyle: 'short',
      timeZone: displayZone,
      hourCycle: 'h23',
    }),
);
const numberFormat = cached((l) => new Intl.NumberFormat(locale(l)));
const relativeFormat = cached((l) => new Intl.RelativeTimeFormat(locale(l), { numeric: 'auto' }));

/** A calendar day `YYYY-MM-DD` in words: 2026年3月1日 / 1 Mar 2026. What is no such day is given back as it is. */
export const formatDay = (language: Language, day: string): string => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : dayFormat(language).format(time);
};

/** The month of a calendar day in words: 2026年3月 / March 2026. What is no such day is given back as it is. */
export const formatMonth = (language: Language, day: string): string => {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : monthFormat(language).format(time);
};

/** A month of any year, 1–12: 3月 / Mar. */
export const formatCalendarMonth = (language: Language, month: number): string =>
  calendarMonthFormat(language).format(Date.UTC(2000, month - 1));

/** An ISO timestamp in the platform's zone, to the minute. */
export const formatMoment = (language: Language, iso: string): string => {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : momentFormat(language).format(time);
};

/** Whole and decimal numbers with thousands marks. */
export const formatNumber = (language: Language, value: number): string => numberFormat(language).format(value);

const sizeUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size in bytes, in steps of 1,024: 4.2 MB. */
export const formatBytes = (language: Language, bytes: number): string => {
  const step = Math.min(sizeUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${formatNumber(language, step === 0 ? value : Math.round(value * 10) / 10)} ${sizeUnits[step] ?? 'B'}`;
};

const spans = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago (or until) `iso` is, seen from `now` (milliseconds): 3天前 / in 2 hours. */
export const formatRelative = (language: Language, iso: string, now: number): string => {
  const seconds = Math.round((Date.parse(iso) - now) / 1_000);
  for (const [unit, size] of spans)
    if (Math.abs(seconds) >= size) return relativeFormat(language).format(Math.round(seconds / size), unit);
  return relativeFormat(language).format(0, 'minute');
};

const seconds = (value: number): string => String(Math.floor(value % 60)).padStart(2, '0');

/** A length of time in milliseconds as minutes and seconds: 1:05. */
export const formatDuration = (ms: number): string => `${Math.floor(ms / 60_000)}:${seconds(ms / 1_000)}`;
