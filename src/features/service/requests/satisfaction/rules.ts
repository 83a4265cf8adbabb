import { addDays } from '#shared/days.ts';
import { deadline } from '#features/base/rules/rules.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { silenceEnds } from '../figures/rules.ts';
import type { RequestState } from '../rules.ts';

/** The best first. */
export const requestGrades = ['very_satisfied', 'satisfied', 'fair', 'dissatisfied', 'very_dissatisfied'] as const;
export type RequestGrade = (typeof requestGrades)[number];

/** 基本满意 and better. */
export const contentGrades: readonly RequestGrade[] = ['very_satisfied', 'satisfied', 'fair'];

export interface Ended {
  readonly state: RequestState;
  readonly answeredOn: string | null;
  readonly endedOn: string | null;
  readonly petition: boolean;
}

/** From when on the resident is asked, by the rule and by nobody's wish; null while it is being handled. */
export const askedFrom = ({ state, answeredOn, endedOn, petition }: Ended, calendar: Calendar): string | null => {
  const ended = state === 'answered' && answeredOn !== null ? silenceEnds(answeredOn, calendar, petition) : endedOn;
  return ended === null || !['answered', 'closed', 'refused'].includes(state)
    ? null
    : deadline('request.rating', ended, calendar).value;
};

/** A message goes out within so many days: a channel that is connected today does not ask about the years before. */
const messageDays = 7;
/** Days after an answer or an end after which nobody is asked any more: the longest window, the days till the question, a week. */
export const longestWait = 60;

export const isMessaged = (from: string, today: string): boolean =>
  from <= today && today <= addDays(from, messageDays);

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's score interval of a share, at 95 %: it holds for few answers and near 0 and 1, where the usual one does not. */
export const wilson = (part: number, whole: number, z = 1.959_964): Interval => {
  if (whole === 0) return { low: 0, high: 1 };
  const [p, square] = [part / whole, z * z];
  const middle = p + square / (2 * whole);
  const half = z * Math.sqrt((p * (1 - p) + square / (4 * whole)) / whole);
  const scale = 1 + square / whole;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
};
