/** On which days something is told about a period: the days on which the pages begin to show it. */
import { addDays } from '#shared/days.ts';
import { periodOf, spans, type Period } from '../periods/rules.ts';
import { milestones, type Clock } from '../states/rules.ts';

export const stages = ['reminder', 'warning', 'above'] as const;
export type Stage = (typeof stages)[number];

/** A morning that was missed is made up for within so many days. */
const grace = 2;

const reached = (day: string, today: string): boolean => day <= today && today <= addDays(day, grace);

/** Stages that begin about a day, with their periods. */
export const stagesOn = (clock: Clock): readonly { readonly stage: Stage; readonly period: Period }[] => {
  const { today } = clock;
  return spans.flatMap((span) => {
    const running = periodOf(span, today);
    const over = periodOf(span, addDays(running.first, -1));
    return [
      ...(reached(milestones(running, clock, 'own').reminder, today)
        ? [{ stage: 'reminder' as const, period: running }]
        : []),
      ...(reached(milestones(over, clock, 'own').warning, today) ? [{ stage: 'warning' as const, period: over }] : []),
      ...(reached(milestones(over, clock, 'above').warning, today) ? [{ stage: 'above' as const, period: over }] : []),
    ];
  });
};

/** What is missed counts as something to do for so long; afterwards it is history. */
const openDays = 31;
export const isStillOpen = (period: Pick<Period, 'last'>, today: string): boolean =>
  addDays(period.last, openDays) >= today;
