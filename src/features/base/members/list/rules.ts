import { addDays, addMonths } from '#shared/days.ts';

const later = (a: string, b: string): string => (a > b ? a : b);

/**
 * The latest birth date with which somebody is at least `years` old on the day, as `yearsBetween` counts it: who is born on
 * 29 February completes a year on the 28th where there is no 29th.
 */
export const bornBy = (today: string, years: number): string =>
  later(addMonths(today, -12 * years), addDays(addMonths(addDays(today, 1), -12 * years), -1));
