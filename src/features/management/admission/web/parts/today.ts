import { dayOf } from '#shared/days.ts';

/** The day with which a form begins. */
export const today = (): string => dayOf(Date.now());
