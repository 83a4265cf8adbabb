/** When something is told about a term: as it draws near, when it is over, and some working days later to those above. */
import { addDays } from '#shared/days.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { aboveFrom, isOpenOn, nearFrom, type Clock } from '../rules/clocks/rules.ts';
import type { Day } from '../steps.ts';

export const stages = ['near', 'over', 'above'] as const;
export type Stage = (typeof stages)[number];

/** Mornings that were missed are made up for; what is older is left to the lists, and to nobody's first day on the platform. */
export const lately = 14;

const since = (from: Day, today: Day): boolean => from <= today && today <= addDays(from, lately);

export interface Reached {
  readonly stage: Stage;
  /** The day on which the stage began. */
  readonly on: Day;
}

/** The stages of a clock that have begun and are still to be told. */
export const stagesOn = (clock: Clock, today: Day, calendar: Calendar): readonly Reached[] => {
  const { due } = clock;
  if (due === null || !isOpenOn(clock, today)) return [];
  const [near, over, above] = [nearFrom(calendar, due), addDays(due, 1), aboveFrom(calendar, due)];
  return [
    ...(near <= today && today <= due ? [{ stage: 'near' as const, on: near }] : []),
    ...(since(over, today) ? [{ stage: 'over' as const, on: over }] : []),
    ...(since(above, today) ? [{ stage: 'above' as const, on: above }] : []),
  ];
};

/** A step whose first day has come though nobody wrote; one whose last day is near is told by that. */
export const opensOn = (clock: Clock, today: Day, calendar: Calendar): boolean =>
  clock.from !== null && since(clock.from, today) && (clock.due === null || today < nearFrom(calendar, clock.due));
