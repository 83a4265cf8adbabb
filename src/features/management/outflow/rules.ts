import { ask, type Why } from '#features/base/rules/rules.ts';
import { addDays, daysBetween } from '#shared/days.ts';

export const channels = ['phone', 'message', 'visit', 'meeting'] as const;
export type Channel = (typeof channels)[number];

export const contactStates = ['fine', 'due', 'overdue'] as const;
export type ContactState = (typeof contactStates)[number];

/** How long before its last day a contact stands among what the branch has to do. No rule sets it. */
const soonDays = 30;

/** Members abroad have a rule of their own; for all others practice follows it. */
export const contactRule = (reason: string | null): 'abroad.contact' | 'outflow.contact' =>
  reason === 'abroad' ? 'abroad.contact' : 'outflow.contact';

export interface Clock {
  readonly state: ContactState;
  readonly dueOn: string;
  /** Days that are left; less than nothing when it is overdue. */
  readonly daysLeft: number;
  readonly why: Why;
}

/** The clock of the branch: it begins with the last contact, or with the day of leaving, by the rule in force today. */
export const clockOf = (
  { since, reason }: { readonly since: string; readonly reason: string | null },
  today: string,
): Clock => {
  const { value, why } = ask(contactRule(reason), today, { from: since });
  const dueOn = String(value);
  const daysLeft = daysBetween(today, dueOn);
  return { state: daysLeft < 0 ? 'overdue' : daysLeft <= soonDays ? 'due' : 'fine', dueOn, daysLeft, why };
};

/** The latest day of a last contact whose next one is due: what a query compares, found by asking the clock itself. */
export const dueSince = (reason: string | null, today: string): string => {
  let [early, late] = [addDays(today, -3_660), today];
  while (early < late) {
    const middle = addDays(early, Math.ceil(daysBetween(early, late) / 2));
    if (clockOf({ since: middle, reason }, today).state === 'fine') late = addDays(middle, -1);
    else early = middle;
  }
  return early;
};
