/** When somebody may be disturbed, and in which group a to-do stands. Pure: the clock and the calendar are handed in. */
import { isWorkday, workdaysBetween, type Calendar } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';

export const channels = ['in_app', 'email', 'sms', 'wecom', 'dingtalk'] as const;
export type Channel = (typeof channels)[number];
/** Channels that lead out of the platform. */
export const outsideChannels = ['email', 'sms', 'wecom', 'dingtalk'] as const;
export type OutsideChannel = (typeof outsideChannels)[number];
/** Channels that know the account by an address of its own; SMS takes the phone of the member file. */
export const addressedChannels = ['email', 'wecom', 'dingtalk'] as const;
export type AddressedChannel = (typeof addressedChannels)[number];

export const deliveryStates = ['queued', 'held', 'sent', 'delivered', 'failed', 'suppressed', 'unknown'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `handed`: in another's hand; it counts, since it still waits for both. */
export const groups = ['overdue', 'today', 'soon', 'later', 'undated', 'handed'] as const;
export type Group = (typeof groups)[number];

/** Working days within which a to-do stands under "soon". */
export const soonDays = 3;

const hour = 3_600_000;
/** China has one zone without summer time. */
const offset = 8 * hour;
const wake = 8;
const rest = 20;

const dayOf = (at: number): string => new Date(at + offset).toISOString().slice(0, 10);
const hourOf = (at: number): number => new Date(at + offset).getUTCHours();
const at = (day: string, hours: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) - offset + hours * hour);

/** When a held notice may go out: 8:00 of the next working day, or null where nobody is disturbed now. */
export const quietUntil = (now: Date, calendar: Calendar): Date | null => {
  const today = dayOf(now.getTime());
  const hours = hourOf(now.getTime());
  const works = isWorkday(calendar, today);
  if (works && hours >= wake && hours < rest) return null;
  let day = works && hours < wake ? today : addDays(today, 1);
  // A table that knows only holidays must not loop for ever.
  for (let walked = 0; !isWorkday(calendar, day) && walked < 60; walked += 1) day = addDays(day, 1);
  return at(day, wake);
};

export interface Standing {
  readonly group: Group;
  /** Working days left, 0 today, negative after the day; null without a day. */
  readonly workdaysLeft: number | null;
  /** A holiday table is missing, so that the count may still change. */
  readonly provisional: boolean;
}

/** Where a to-do stands on a day. */
export const standingOf = (dueOn: string | null, today: string, calendar: Calendar): Standing => {
  if (dueOn === null) return { group: 'undated', workdaysLeft: null, provisional: false };
  if (dueOn < today) {
    const { count, provisional } = workdaysBetween(calendar, dueOn, today);
    return { group: 'overdue', workdaysLeft: count === 0 ? 0 : -count, provisional };
  }
  if (dueOn === today) return { group: 'today', workdaysLeft: 0, provisional: false };
  const { count, provisional } = workdaysBetween(calendar, today, dueOn);
  return { group: count <= soonDays ? 'soon' : 'later', workdaysLeft: count, provisional };
};

export interface Setting {
  readonly kind: string;
  readonly channel: Channel;
  readonly enabled: boolean;
}

/** Every kind that has no setting of its own. */
export const everyKind = '*';

/** What an account gets that has set nothing: messages that cost money and wake people only where the law wants them. */
const usual = (channel: Channel): boolean => channel !== 'sms';

/** Whether an account wants a notice of a kind on a channel. What is statutory is never asked. */
export const wants = (
  settings: readonly Setting[],
  { kind, statutory }: { readonly kind: string; readonly statutory: boolean },
  channel: Channel,
): boolean => {
  if (statutory) return true;
  const of = (wanted: string) => settings.find((one) => one.kind === wanted && one.channel === channel)?.enabled;
  return of(kind) ?? of(everyKind) ?? usual(channel);
};

export type Plan =
  | { readonly state: 'queued' }
  | { readonly state: 'held'; readonly until: Date }
  | { readonly state: 'suppressed'; readonly why: 'no_address' | 'muted' };

/** What becomes of a notice on one channel. */
export const planOf = (facts: {
  readonly wanted: boolean;
  readonly reachable: boolean;
  readonly statutory: boolean;
  readonly now: Date;
  readonly calendar: Calendar;
}): Plan => {
  if (!facts.wanted) return { state: 'suppressed', why: 'muted' };
  if (!facts.reachable) return { state: 'suppressed', why: 'no_address' };
  const until = facts.statutory ? null : quietUntil(facts.now, facts.calendar);
  return until === null ? { state: 'queued' } : { state: 'held', until };
};
