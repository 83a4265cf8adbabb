import { dayOf } from '#shared/days.ts';

/** Today in China. */
export const today = (): string => dayOf(Date.now());
