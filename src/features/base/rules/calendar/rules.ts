/**
 * Working days by the yearly holiday table of the State Council. A Saturday or Sunday that is made up counts; a holiday on a weekday
 * does not. A year that the table does not know is reckoned by weekends alone, and the answer says that it is provisional.
 */
import { addDays, daysBetween, partsOf, weekdayOf } from '#shared/days.ts';

export interface Holiday {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

export interface Calendar {
  readonly days: ReadonlyMap<string, Holiday>;
  /** Years whose table is complete. */
  readonly years: ReadonlySet<number>;
}

export const calendarOf = (rows: readonly Holiday[], years: Iterable<number>): Calendar => ({
  days: new Map(rows.map((row) => [row.date, row])),
  years: new Set(years),
});

/** Knows no year: every answer that touches a day is provisional. */
export const emptyCalendar: Calendar = calendarOf([], []);

export const isWorkday = (calendar: Calendar, day: string): boolean => {
  const special = calendar.days.get(day);
  return special ? special.kind === 'workday' : weekdayOf(day) <= 5;
};

export interface WorkdayCount {
  readonly provisional: boolean;
  readonly missingYears: readonly number[];
  /** Holidays on weekdays and made-up weekends that lie between, so that the reader can follow the count. */
  readonly passed: readonly Holiday[];
}

const provisionOf = (calendar: Calendar, years: ReadonlySet<number>, passed: readonly Holiday[]): WorkdayCount => {
  const missingYears = [...years].filter((year) => !calendar.years.has(year)).toSorted((a, b) => a - b);
  return { provisional: missingYears.length > 0, missingYears, passed };
};

const isNews = (holiday: Holiday): boolean =>
  weekdayOf(holiday.date) <= 5 ? holiday.kind === 'holiday' : holiday.kind === 'workday';

/** Ten years of days: no term of any rule is longer, and a table that knows only holidays must not loop for ever. */
const LONGEST = 3_660;

/**
 * The day on which `count` working days have passed after `from`; the day of the event is not counted (Civil Code, Article 201).
 * A negative count goes back. Throws RangeError where ten years do not hold that many working days.
 */
export const addWorkdays = (
  calendar: Calendar,
  from: string,
  count: number,
): WorkdayCount & { readonly day: string } => {
  const step = Math.sign(count);
  const years = new Set([partsOf(from).year]);
  const passed: Holiday[] = [];
  let day = from;
  for (let left = Math.abs(count), walked = 0; left > 0; walked++) {
    if (walked > LONGEST) throw new RangeError(`no ${count} working days after ${from}`);
    day = addDays(day, step);
    years.add(partsOf(day).year);
    const special = calendar.days.get(day);
    if (special && isNews(special)) passed.push(special);
    if (isWorkday(calendar, day)) left--;
  }
  return { day, ...provisionOf(calendar, years, passed) };
};

/** Mondays to Fridays after a day, over so many days. */
const weekdaysAfter = (from: string, days: number): number => {
  const rest = Array.from({ length: days % 7 }, (_, n) => (weekdayOf(from) + n) % 7);
  return Math.floor(days / 7) * 5 + rest.filter((weekday) => weekday < 5).length;
};

/**
 * Working days after `from` up to and including `to`; 0 when `to` is not later. Reckoned by weeks and the special days between: a list
 * asks it for each of its lines, and a term may have ended years ago.
 */
export const workdaysBetween = (
  calendar: Calendar,
  from: string,
  to: string,
): WorkdayCount & { readonly count: number } => {
  const days = Math.max(0, daysBetween(from, to));
  const first = partsOf(from).year;
  const last = days === 0 ? first : partsOf(to).year;
  const years = new Set(Array.from({ length: last - first + 1 }, (_, n) => first + n));
  const passed = [...calendar.days.values()]
    .filter((special) => from < special.date && special.date <= to && isNews(special))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const made = passed.filter(({ kind }) => kind === 'workday').length;
  const count = weekdaysAfter(from, days) + made - (passed.length - made);
  return { count, ...provisionOf(calendar, years, passed) };
};
