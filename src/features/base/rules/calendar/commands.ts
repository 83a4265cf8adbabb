/** The first source of the holiday table. The table in the database is the truth afterwards: administrators correct it there. */
import chineseDays from 'chinese-days';
import { addDays, weekdayOf } from '#shared/days.ts';
import type { Holiday } from './rules.ts';

/** `National Day,国庆节,3` names the day in English, in Chinese, and how long it lasts. */
const nameOf = (name: string): string => name.split(',')[1] ?? name;

/** The special days of a year: holidays, and weekends that are worked. Empty where the package does not know the year. */
export const fillFromChineseDays = (year: number): readonly Holiday[] => {
  const rows: Holiday[] = [];
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const { work, name } = chineseDays.getDayDetail(date);
    // An ordinary day is named by its weekday alone, without commas.
    if (!name.includes(',')) continue;
    if (!work || weekdayOf(date) > 5) rows.push({ date, kind: work ? 'workday' : 'holiday', name: nameOf(name) });
  }
  return rows;
};
