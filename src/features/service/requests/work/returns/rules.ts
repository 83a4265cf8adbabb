import { deadline } from '#features/base/rules/rules.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import type { RequestState } from '../../rules.ts';

export const returnStates = ['open', 'granted', 'kept'] as const;
export type ReturnState = (typeof returnStates)[number];

export interface Decided {
  readonly state: ReturnState;
  readonly designatedId: string | null;
}

/** Disputes are decided once: the unit that was named neither returns it nor gives it on. */
export const isSettledFor = (unitId: string, returns: readonly Decided[]): boolean =>
  returns.some(({ state, designatedId }) => state !== 'open' && designatedId === unitId);

/** Until when a unit may say that a request is not its own, from the day on which it came. */
export const returnableUntil = (since: string, calendar: Calendar): string =>
  deadline('petition.objection', since, calendar).value;

/** Before it is taken: what was taken was accepted as the unit's own. */
export const isReturnable = (state: RequestState): boolean => state === 'received' || state === 'assigned';
