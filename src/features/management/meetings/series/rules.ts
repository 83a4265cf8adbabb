import { addMonths } from '#shared/days.ts';

const monthsOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/**
 * The day of a later meeting of a series once this one has moved: the same day of its own month. Where this one stays, the later
 * ones stay too, also those that were moved by themselves.
 */
export const followingDay = (day: string, { from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? day : addMonths(to, monthsOf(day) - monthsOf(from));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What of a plan is not as it stood: only that reaches the meetings that follow, each of which may have an agenda of its own. */
export const changedIn = <P extends object>(before: P, after: P): Partial<P> =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
      const [was, is] = [before[key as keyof P], after[key as keyof P]];
      return same(was, is) ? [] : [[key, is]];
    }),
  ) as Partial<P>;
