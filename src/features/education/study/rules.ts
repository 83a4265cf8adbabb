import { leastShown, shownCount } from '#features/education/courses/rules.ts';

export const audiences = ['member', 'leader', 'new_secretary', 'probationary'] as const;
export type Audience = (typeof audiences)[number];

export { leastShown, shownCount };
const isFew = (count: number): boolean => shownCount(count) === null;

/** So many of a group: of so few, by so few, or by all but so few. Who is missing is as easily known as who was there. */
export const tells = (count: number, all: number): boolean => isFew(all) || isFew(count) || isFew(all - count);

/** The years that a page offers: this one and those before it. */
export const yearsBack = 4;
export const yearsUntil = (today: string): number[] => {
  const year = Number(today.slice(0, 4));
  return Array.from({ length: yearsBack + 1 }, (_, at) => year - at);
};
