import { deadline } from '#features/base/rules/rules.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { addDays, daysBetween } from '#shared/days.ts';
import { isOpen, type RequestState } from '../rules.ts';

/** What figures know of a request at one of the units that have had it. */
export interface Counted {
  readonly receivedOn: string;
  /** As the resident was told at receipt: no pause, extension or reopening moves it. */
  readonly dueOn: string;
  readonly state: RequestState;
  /** Of the answer that stands. */
  readonly answeredOn: string | null;
  /** The resident's last word on an answer is that it will do. */
  readonly accepted: boolean;
  /** It is another one: from then on only an acceptance counts. */
  readonly spoke: boolean;
  readonly reopened: boolean;
  /** Handled as a 信访事项. */
  readonly petition: boolean;
  /** In charge now. */
  readonly current: boolean;
  /** Out of the unit's scope, says a second unit. */
  readonly marked: boolean;
}

/** The day on which figures are taken, and the last days of answers whose window has passed by then. */
export interface Moment {
  readonly today: string;
  readonly silentUntil: string;
  /** Of petitions, whose answers may be reviewed for longer. */
  readonly petitionsUntil: string;
}

/** The last day of the window in which a resident can dispute an answer. */
export const silenceEnds = (answeredOn: string, calendar: Calendar, petition = false): string =>
  deadline(petition ? 'petition.reviewAsk' : 'request.silence', answeredOn, calendar).value;

/** An answer of this day or before has stood for its whole window: the window of a later day never ends earlier. */
const passedBy = (today: string, calendar: Calendar, petition: boolean): string => {
  let day = addDays(today, -1);
  while (silenceEnds(day, calendar, petition) >= today) day = addDays(day, -1);
  return day;
};

export const momentOf = (today: string, calendar: Calendar): Moment => ({
  today,
  silentUntil: passedBy(today, calendar, false),
  petitionsUntil: passedBy(today, calendar, true),
});

const isAnswered = ({ state, answeredOn }: Counted): boolean =>
  answeredOn !== null && (state === 'answered' || state === 'closed');

/**
 * Whether the resident has been served. An answer is the unit's word and does not count: it needs the resident's, or the resident's
 * silence through the whole window. Who has disputed an answer once is served by an own word alone.
 */
export const isServed = (one: Counted, { silentUntil, petitionsUntil }: Moment): boolean =>
  isAnswered(one) &&
  (one.accepted || (!one.spoke && (one.answeredOn ?? '') <= (one.petition ? petitionsUntil : silentUntil)));

const answeredInTime = (one: Counted): boolean => one.answeredOn !== null && one.answeredOn <= one.dueOn;
const isOnTime = (one: Counted, moment: Moment): boolean => isServed(one, moment) && answeredInTime(one);

/** Not served, and the first day has passed or a refusal has ended it: whatever was written meanwhile. */
const isOverdue = (one: Counted, moment: Moment): boolean =>
  !isServed(one, moment) && (one.state === 'refused' || one.dueOn < moment.today);

const isQueued = (one: Counted): boolean => one.current && isOpen(one.state);

/** The last day of each age of the queue, in days since receipt. */
export const ageBounds = [5, 15, 30] as const;
const isAged = (one: Counted, { today }: Moment, after: number, until: number): boolean => {
  const age = daysBetween(one.receivedOn, today);
  return isQueued(one) && age > after && age <= until;
};

const isCounted = (one: Counted, moment: Moment): boolean => isServed(one, moment) || isOverdue(one, moment);

/** Everything that is counted. Each number is a list of requests; `queries.ts` says the same in the words of the database. */
export const measures = {
  received: () => true,
  queue: isQueued,
  age5: (one, moment) => isAged(one, moment, Number.NEGATIVE_INFINITY, 5),
  age15: (one, moment) => isAged(one, moment, 5, 15),
  age30: (one, moment) => isAged(one, moment, 15, 30),
  ageOver: (one, moment) => isAged(one, moment, 30, Number.POSITIVE_INFINITY),
  served: isServed,
  onTime: isOnTime,
  late: (one, moment) => isServed(one, moment) && !answeredInTime(one),
  overdue: isOverdue,
  /** Overdue as long as nobody has said that the answer, which came in time, will do. */
  waiting: (one, moment) =>
    isOverdue(one, moment) && isAnswered(one) && answeredInTime(one) && !one.spoke && one.state !== 'refused',
  refused: (one) => one.state === 'refused',
  reopened: (one) => one.reopened,
  counted: isCounted,
  marked: (one) => one.marked,
  onTimeUnmarked: (one, moment) => isOnTime(one, moment) && !one.marked,
  countedUnmarked: (one, moment) => isCounted(one, moment) && !one.marked,
} as const satisfies Record<string, (one: Counted, moment: Moment) => boolean>;
export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];

export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** 按期办结率 = 按期 ÷（办结 + 逾期）. */
export const onTimeShare = (all: readonly Counted[], moment: Moment): Share => ({
  part: all.filter((one) => isOnTime(one, moment)).length,
  whole: all.filter((one) => isCounted(one, moment)).length,
});

/** Whether a share is greater than another; one of nothing is no share, and less than any. */
export const isGreater = (a: Share, b: Share): boolean => {
  if (a.whole === 0) return false;
  return b.whole === 0 ? a.part > 0 : a.part * b.whole > b.part * a.whole;
};

/** Of fewer no share is told outside of the unit itself: it would be one of single requests. */
export const fewest = 5;
export const isTold = (whole: number, own: boolean): boolean => whole > 0 && (own || whole >= fewest);

export const requestGrounds = ['foreign', 'legal_way', 'not_possible', 'repeated'] as const;
export type RequestGround = (typeof requestGrounds)[number];
