/**
 * Days as whole numbers (days since 1970-01-01, proleptic Gregorian). The generator draws and compares millions of
 * days; numbers keep that cheap and free of time zones. Texts 'YYYY-MM-DD' appear only at the edge.
 */
export type DayNumber = number;

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Civil date to day number (era arithmetic: a year begins in March). */
export const dayNumber = (year: number, month: number, day: number): DayNumber => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

export const parseDay = (text: string): DayNumber => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) throw new RangeError(`not a day: ${text}`);
  return dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
};

export const civil = (day: DayNumber): { year: number; month: number; day: number } => {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
};

export const dayText = (day: DayNumber): string => {
  const { year, month, day: dayOfMonth } = civil(day);
  return `${year}-${pad(month)}-${pad(dayOfMonth)}`;
};

/** The same day some years later; 29 February becomes 28 February where the year has none. */
export const addYears = (day: DayNumber, years: number): DayNumber => {
  const date = civil(day);
  const year = date.year + years;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return dayNumber(year, date.month, date.month === 2 && date.day === 29 && !leap ? 28 : date.day);
};

/** Completed years of life on a day. */
export const ageOn = (born: DayNumber, on: DayNumber): number => {
  const from = civil(born);
  const to = civil(on);
  const before = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (before ? 1 : 0);
};
