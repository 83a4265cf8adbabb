/** Dates as rosters write them. A date may be known to the month or the year only; nothing is guessed. */
import { isDay } from '#shared/days.ts';

/** A day, month or year as text: `1975-03-05`, `1975-03`, `1975`. */
export interface PartialDate {
  readonly value: string;
  readonly precision: 'day' | 'month' | 'year';
}

export type DateProblem =
  | 'bad_date'
  | 'date_month_unclear'
  | 'date_order_unclear'
  | 'date_century_unclear'
  | 'date_out_of_range';

export type DateRead =
  | { readonly ok: true; readonly date: PartialDate }
  | { readonly ok: false; readonly problem: DateProblem };

export interface DateContext {
  /** First and last year that make sense for the field; also what decides the century of `75年`. */
  readonly years: readonly [from: number, to: number];
  /** The cell is a number that a program may have shortened (1975.10 → 1975.1): so are all cells of a CSV. */
  readonly shortened?: boolean;
}

const no = (problem: DateProblem): DateRead => ({ ok: false, problem });
const pad = (value: number): string => String(value).padStart(2, '0');

const build = (year: number, month: number, day: number, { years: [from, to] }: DateContext): DateRead => {
  // 00 is how rosters write an unknown day or month.
  const precision = month === 0 ? 'year' : day === 0 ? 'month' : 'day';
  if (precision === 'year' && day !== 0) return no('bad_date');
  const full = `${String(year).padStart(4, '0')}-${pad(month || 1)}-${pad(day || 1)}`;
  if (!isDay(full)) return no('bad_date');
  if (year < from || year > to) return no('date_out_of_range');
  const length = { year: 4, month: 7, day: 10 }[precision];
  return { ok: true, date: { value: full.slice(0, length), precision } };
};

/** The one year with these two last digits in the range of the field. */
const fullYear = (short: number, { years: [from, to] }: DateContext): number | undefined => {
  const fitting = [1800 + short, 1900 + short, 2000 + short, 2100 + short].filter((year) => year >= from && year <= to);
  return fitting.length === 1 ? fitting[0] : undefined;
};

const DIGITS = '〇一二三四五六七八九';
/** 一九七五年三月十二日 → 1975年3月12日 */
const fromChinese = (text: string): string =>
  text.replaceAll(/[〇零○一二三四五六七八九十]+/gu, (run) => {
    const digits = run.replaceAll(/[零○]/gu, '〇');
    const ten = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(digits);
    if (ten) return String((ten[1] ? DIGITS.indexOf(ten[1]) : 1) * 10 + (ten[2] ? DIGITS.indexOf(ten[2]) : 0));
    return Array.from(digits, (digit) => (digit === '十' ? digit : DIGITS.indexOf(digit))).join('');
  });

const plain = (text: string): string =>
  fromChinese(text.normalize('NFKC').trim())
    .replace(/[\sT]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$/, '')
    .replaceAll(/[\s\u200b-\u200f\u2060\ufeff'’]/gu, '')
    .replaceAll(/[。、·,，/\\_—–－-]/gu, '.')
    .replaceAll(/[年月]/gu, '.')
    .replace(/[日号]$/u, '')
    .replace(/\.+$/, '');

const EPOCH = Date.UTC(1899, 11, 30);
/** Days of a spreadsheet's calendar that lost their format; five digits reach from 1927 to 2099 here. */
const fromSerial = (serial: number, context: DateContext): DateRead => {
  const moment = new Date(EPOCH + serial * 86_400_000);
  return build(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate(), context);
};

const fromDigits = (text: string, context: DateContext): DateRead => {
  const part = (from: number, to: number): number => Number(text.slice(from, to));
  switch (text.length) {
    case 8:
      return build(part(0, 4), part(4, 6), part(6, 8), context);
    case 6:
      return build(part(0, 4), part(4, 6), 0, context);
    case 5:
      return Number(text) >= 10_000 && Number(text) < 73_051 ? fromSerial(Number(text), context) : no('bad_date');
    case 4:
      return build(Number(text), 0, 0, context);
    default:
      return no('bad_date');
  }
};

/** 3.5.1975: month and day can be told apart only where one is above twelve, or both are equal. */
const fromYearLast = (a: number, b: number, year: number, context: DateContext): DateRead => {
  if (a > 12) return build(year, b, a, context);
  if (b > 12 || a === b) return build(year, a, b, context);
  return no('date_order_unclear');
};

const fromParts = (parts: readonly string[], context: DateContext): DateRead => {
  const [first = '', second = '', third = ''] = parts;
  if (third.length === 4) return fromYearLast(Number(first), Number(second), Number(third), context);
  if (first.length === 3 || first.length > 4 || second.length > 2 || third.length > 2) return no('bad_date');
  const year = first.length === 4 ? Number(first) : fullYear(Number(first), context);
  if (year === undefined) return no('date_century_unclear');
  // A number cell drops the zero of 1975.10.
  if (context.shortened && parts.length === 2 && second === '1') return no('date_month_unclear');
  return build(year, Number(second), third === '' ? 0 : Number(third), context);
};

/**
 * Reads a date: `1975-03-05`, `1975/3/5`, `1975.3`, `75年3月`, `19750305`, `197503`, `1975年3月5日`, Chinese numerals, a bare
 * spreadsheet serial number. Two digits of a year are completed only where the range of the field leaves one century.
 */
export const readDate = (text: string, context: DateContext): DateRead => {
  const clean = plain(text);
  if (/^\d+$/.test(clean)) return fromDigits(clean, context);
  const parts = clean.split('.');
  if (parts.length > 3 || !parts.every((part) => /^\d+$/.test(part))) return no('bad_date');
  const ofText = /年/u.test(text) ? { ...context, shortened: false } : context;
  return fromParts(parts, ofText);
};

/** Whether two dates can be the same day, one of them known less exactly. */
export const agree = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);
