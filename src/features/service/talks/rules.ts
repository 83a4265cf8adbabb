import { isWorkday, type Calendar } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';

export const talkKinds = ['request', 'member'] as const;
export type TalkKind = (typeof talkKinds)[number];

/** Who is speaking: whoever came with a matter, or the unit that answers. */
export const talkSides = ['asker', 'unit'] as const;
export type TalkSide = (typeof talkSides)[number];

export const talkWhats = ['said', 'attended', 'handed'] as const;
export type TalkWhat = (typeof talkWhats)[number];

/** Minutes of the day in China: from the first, up to and without the second. */
export type Span = readonly [from: number, to: number];

export interface Hours {
  /** On working days of the holiday table, made-up weekends among them. */
  readonly working: readonly Span[];
  /** On all other days. */
  readonly off: readonly Span[];
  /** Minutes of office hours within which an answer is promised. */
  readonly promiseMinutes: number;
}

/** Where nobody has said otherwise: the hours of most offices, and two of them for an answer. */
export const usualHours: Hours = {
  working: [
    [510, 720],
    [840, 1_050],
  ],
  off: [],
  promiseMinutes: 120,
};

export const mostSpans = 3;

/** In order, none empty, none touching the next. */
export const areSpans = (spans: readonly Span[]): boolean =>
  spans.every(([from, to], at) => from < to && (spans[at - 1]?.[1] ?? -1) < from);

const minuteMs = 60_000;
const zoneMs = 8 * 60 * minuteMs;

/** The day in China and the milliseconds since it began. */
const localOf = (at: number): { readonly day: string; readonly into: number } => {
  const local = at + zoneMs;
  const into = local % (1_440 * minuteMs);
  return { day: new Date(local).toISOString().slice(0, 10), into };
};

const spansOf = (hours: Hours, calendar: Calendar, day: string): readonly Span[] =>
  isWorkday(calendar, day) ? hours.working : hours.off;

export const isOpenAt = (hours: Hours, calendar: Calendar, at: number): boolean => {
  const { day, into } = localOf(at);
  return spansOf(hours, calendar, day).some(([from, to]) => into >= from * minuteMs && into < to * minuteMs);
};

/** The longest row of days on which a county is closed is far shorter; whoever has no hours at all promises nothing. */
const farthest = 60;

/** Office hours from an instant on, in order: each from and to in ms. */
function* openings(hours: Hours, calendar: Calendar, at: number): Generator<readonly [from: number, to: number]> {
  const { day: first, into } = localOf(at);
  const midnight = at - into;
  for (let n = 0; n <= farthest; n += 1) {
    const begins = midnight + n * 1_440 * minuteMs;
    for (const [from, to] of spansOf(hours, calendar, addDays(first, n))) {
      const [opens, closes] = [begins + from * minuteMs, begins + to * minuteMs];
      if (closes > at) yield [Math.max(opens, at), closes];
    }
  }
}

/** When somebody is there next; now where it is open. Null where nobody is, as far as can be seen. */
export const nextOpening = (hours: Hours, calendar: Calendar, at: number): number | null => {
  for (const [from] of openings(hours, calendar, at)) return from;
  return null;
};

/** When an answer is promised to what was said at an instant: the promised minutes of office hours later. */
export const promiseOf = (hours: Hours, calendar: Calendar, at: number): number | null => {
  let left = hours.promiseMinutes * minuteMs;
  for (const [from, to] of openings(hours, calendar, at)) {
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  return null;
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** 08:30-12:00，14:00-17:30 */
export const spansText = (spans: readonly Span[]): string =>
  spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join('，');

const oneSpan = /^(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)$/;

/** The same as it was typed; null where it is no list of spans. */
export const readSpans = (text: string): Span[] | null => {
  const parts = text
    .normalize('NFKC')
    .replaceAll(/[\p{Pd}~至到]+/gu, '-')
    .split(/[,;、\n]/)
    .map((part) => part.replaceAll(/\s/g, ''))
    .filter((part) => part !== '');
  const spans = parts.map((part): Span | null => {
    const [, h1 = '', m1 = '', h2 = '', m2 = ''] = oneSpan.exec(part) ?? [];
    const [from, to] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
    return h1 === '' || Number(m1) > 59 || Number(m2) > 59 || to > 1_440 ? null : [from, to];
  });
  const known = spans.filter((span) => span !== null);
  return known.length === spans.length && known.length <= mostSpans && areSpans(known) ? known : null;
};
