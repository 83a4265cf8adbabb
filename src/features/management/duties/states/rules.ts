/** Where a duty stands in time: from the calendar and the rule pack alone, so it is the same for every branch that has not met it. */
import { addDays } from '#shared/days.ts';
import { addWorkdays, type Calendar } from '#features/base/rules/calendar/rules.ts';
import { ruleAt } from '#features/base/rules/rules.ts';
import type { Period } from '../periods/rules.ts';

/** `done` held; else where its time stands: to come, running, near its end, over. */
export const unmetStates = ['open', 'due_soon', 'missed', 'ahead'] as const;
export const dutyStates = ['done', ...unmetStates, 'not_owed'] as const;
export type UnmetState = (typeof unmetStates)[number];
export type DutyState = (typeof dutyStates)[number];

export interface Clock {
  readonly today: string;
  readonly calendar: Calendar;
}

/** Who looks: the branch itself, or somebody above, to whom everything is shown some working days later. */
export type Viewer = 'own' | 'above';

/** The working days that a rule sets on a day. */
const workdaysOf = (id: 'duty.reminder' | 'duty.firstLook', day: string): number => {
  const { value } = ruleAt(id, day);
  return value.kind === 'period' && value.unit === 'workdays' ? value.count : 0;
};

/** So many working days the branch sees its reminders and warnings before anybody above does. */
export const firstLookDays = (day: string): number => workdaysOf('duty.firstLook', day);

/** Days from which a state that is not met is shown to a viewer. */
export const milestones = (period: Period, { calendar }: Clock, viewer: Viewer) => {
  const reminder = addWorkdays(calendar, period.last, -workdaysOf('duty.reminder', period.first));
  const own = {
    reminder: reminder.day < period.first ? period.first : reminder.day,
    warning: addDays(period.last, 1),
  };
  // Those above see what the branch has had before it for so many whole working days.
  const later = (day: string) => {
    const hit = addWorkdays(calendar, addDays(day, -1), firstLookDays(period.first));
    return { ...hit, day: addDays(hit.day, 1) };
  };
  const above = { reminder: later(own.reminder), warning: later(own.warning) };
  const missingYears = new Set([
    ...reminder.missingYears,
    ...above.reminder.missingYears,
    ...above.warning.missingYears,
  ]);
  return {
    ...(viewer === 'own' ? own : { reminder: above.reminder.day, warning: above.warning.day }),
    aboveFrom: above.warning.day,
    missingYears: [...missingYears].toSorted((a, b) => a - b),
  };
};

/** The state of whatever of a period is not done: it is one for all, since it follows from the calendar alone. */
export const unmetState = (period: Period, clock: Clock, viewer: Viewer): UnmetState => {
  if (clock.today < period.first) return 'ahead';
  const { reminder, warning } = milestones(period, clock, viewer);
  if (clock.today >= warning) return 'missed';
  return clock.today >= reminder ? 'due_soon' : 'open';
};
