/** Bands of the annual report (2017 edition) and of filters, as data, and the dates that a band means on a day. */
import { addDays, addYears, daysInMonth, partsOf, yearsBetween } from '#shared/days.ts';
import { education } from '../codes.ts';

export interface Band {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Whole years, both inclusive; null is open. */
  readonly min: number | null;
  readonly max: number | null;
}

const band = (min: number | null, max: number | null): Band => {
  if (min === null) return { key: `to${max}`, label: { zh: `${max}岁及以下`, en: `${max} and under` }, min, max };
  if (max === null) return { key: `from${min}`, label: { zh: `${min}岁及以上`, en: `${min} and over` }, min, max };
  return { key: `${min}to${max}`, label: { zh: `${min}至${max}岁`, en: `${min}–${max}` }, min, max };
};
const years = (min: number, max: number | null): Band => ({
  key: max === null ? `from${min}` : `${min}to${max}`,
  label:
    max === null
      ? { zh: `${min}年及以上`, en: `${min} years and more` }
      : { zh: `${min}至${max}年`, en: `${min}–${max} years` },
  min,
  max,
});

/** Age bands of the annual report. */
export const ageBands: readonly Band[] = [
  band(null, 30),
  band(31, 35),
  band(36, 40),
  band(41, 45),
  band(46, 50),
  band(51, 55),
  band(56, 60),
  band(61, 65),
  band(66, 70),
  band(71, null),
];
/** Age at joining, for the sheets on admission. */
export const joiningAgeBands: readonly Band[] = [
  band(null, 25),
  band(26, 30),
  band(31, 35),
  band(36, 40),
  band(41, 59),
  band(60, null),
];
/** Party-age bands of filters: the report has none; the last one begins with the medal of fifty years. */
export const partyAgeBands: readonly Band[] = [
  years(0, 4),
  years(5, 9),
  years(10, 19),
  years(20, 29),
  years(30, 39),
  years(40, 49),
  years(50, null),
];

const within = (value: number, { min, max }: Band): boolean =>
  (min === null || value >= min) && (max === null || value <= max);
export const bandOf = (bands: readonly Band[], value: number): Band | undefined => bands.find((b) => within(value, b));
export const ageOn = (birthDate: string, on: string): number => yearsBetween(birthDate, on);
export const ageBandOf = (birthDate: string, on: string): Band | undefined => bandOf(ageBands, ageOn(birthDate, on));

/** The latest day that is a whole number of years before `on`: on 28 February of a common year those born on a leap day have completed theirs. */
const yearsBefore = (on: string, count: number): string => {
  const before = addYears(on, -count);
  const { year, month, day } = partsOf(on);
  const isLast = month === 2 && day === daysInMonth(year, 2) && daysInMonth(partsOf(before).year, 2) > day;
  return isLast ? addDays(before, 1) : before;
};

export interface DayRange {
  /** First and last day, inclusive; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The days of birth (or of full membership) that put somebody into a band on a day: what a query compares with a column. */
export const daysOfBand = ({ min, max }: Band, on: string): DayRange => ({
  from: max === null ? null : addDays(yearsBefore(on, max + 1), 1),
  to: min === null ? null : yearsBefore(on, min),
});

export interface JoiningPeriod extends DayRange {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en: string };
}
const joining = (key: string, from: string | null, to: string | null, zh: string, en: string): JoiningPeriod => ({
  key,
  from,
  to,
  label: { zh, en },
});

/** 入党时间 of the annual report, 2017 edition. */
export const joiningPeriods: readonly JoiningPeriod[] = [
  joining('p1', null, '1937-07-06', '1937年7月6日及以前', 'To 6 July 1937'),
  joining('p2', '1937-07-07', '1945-09-02', '1937年7月7日至1945年9月2日', '7 July 1937 – 2 September 1945'),
  joining('p3', '1945-09-03', '1949-09-30', '1945年9月3日至1949年9月', '3 September 1945 – September 1949'),
  joining('p4', '1949-10-01', '1966-04-30', '1949年10月至1966年4月', 'October 1949 – April 1966'),
  joining('p5', '1966-05-01', '1976-10-31', '1966年5月至1976年10月', 'May 1966 – October 1976'),
  joining('p6', '1976-11-01', '1978-12-31', '1976年11月至1978年12月', 'November 1976 – December 1978'),
  joining('p7', '1979-01-01', '2002-10-31', '1979年1月至2002年10月', 'January 1979 – October 2002'),
  joining('p8', '2002-11-01', '2012-10-31', '2002年11月至2012年10月', 'November 2002 – October 2012'),
  joining('p9', '2012-11-01', null, '2012年11月及以后', 'From November 2012'),
];
export const joiningPeriodOf = (joinedOn: string): JoiningPeriod | undefined =>
  joiningPeriods.find(({ from, to }) => (from === null || joinedOn >= from) && (to === null || joinedOn <= to));

export interface EducationClass {
  readonly key: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly codes: readonly string[];
}
const isVocationalSchool = (code: string): boolean => code >= '44' && code <= '49';
const classRows: readonly (readonly [key: string, zh: string, en: string, holds: (code: string) => boolean])[] = [
  ['postgraduate', '研究生', 'Postgraduate', (c) => c.startsWith('1')],
  ['undergraduate', '大学本科', 'Undergraduate', (c) => c.startsWith('2')],
  ['college', '大学专科', 'Junior college', (c) => c.startsWith('3')],
  ['technical', '中专', 'Secondary technical', (c) => c.startsWith('4') && !isVocationalSchool(c)],
  ['high_school', '高中、中技', 'High school or technical', (c) => c.startsWith('6') || isVocationalSchool(c)],
  // 90 其他 holds those without schooling: the report has no class of its own for them.
  ['junior', '初中及以下', 'Junior high school and below', (c) => c >= '70'],
];
/** The six classes of the annual report over the two-digit codes of GB/T 4658. */
export const educationClasses: readonly EducationClass[] = classRows.map(([key, zh, en, holds]) => ({
  key,
  label: { zh, en },
  codes: education.codes.map((c) => c.code).filter(holds),
}));
export const educationClassOf = (code: string): EducationClass | undefined =>
  educationClasses.find((c) => c.codes.includes(code));
