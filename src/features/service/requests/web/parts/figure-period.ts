import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { figureGroups, type FigureGroup } from '../../figures/contract.ts';
import type { MeasureName } from '../../figures/rules.ts';

/** What the address of the figures says: by what, and of which year of receipt; the last year where none is named. */
export const figureAddress = z.object({
  by: z.enum(figureGroups).default('unit'),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type FigureAddress = z.output<typeof figureAddress>;

export const thisYear = (): number => Number(dayOf(Date.now()).slice(0, 4));

export const periodOf = (year: number | undefined): { readonly from?: string; readonly to?: string } =>
  year === undefined ? {} : { from: `${year}-01-01`, to: `${year}-12-31` };

interface Asked {
  readonly by: FigureGroup;
  readonly year?: number | undefined;
  readonly key?: string;
  readonly count: MeasureName;
}

/** The list behind a number. */
export const listAddress = ({ by, year, key, count }: Asked): string => {
  const search = new URLSearchParams({ by, count });
  if (year !== undefined) search.set('year', String(year));
  if (key !== undefined && key !== '') search.set('key', key);
  return `/requests/figures/list?${search.toString()}`;
};
