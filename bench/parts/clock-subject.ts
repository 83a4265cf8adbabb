/** The rules of the platform under the same histories as the judge: each act where its commands take it, each day by `clocks/rules.ts`. */
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import {
  clockFor,
  nextReview,
  pauseEnd,
  reviewClock,
  reviewsOfAnswer,
  silenceUntil,
  type Pause,
  type Review,
} from '#features/service/requests/clocks/rules.ts';
import { allows, isOpen, stateAfter, type RequestState } from '#features/service/requests/rules.ts';
import type { Act, Kind, Reason, Standing } from './clock-judge.ts';

interface OpenPause extends Pause {
  readonly open: boolean;
}
interface KeptReview extends Review {
  readonly askedOn: string;
}

interface Row {
  readonly state: RequestState;
  readonly procedure: 'ordinary' | 'petition';
  readonly clockFrom: string;
  readonly takenOn: string | null;
  readonly answeredOn: string | null;
  readonly reopened: boolean;
  readonly extendedOn: string | null;
  readonly pauses: readonly OpenPause[];
  readonly reviews: readonly KeptReview[];
}

export const openSubject = (calendar: Calendar, receivedOn: string, kind: Kind) => {
  let row: Row = {
    state: 'received',
    procedure: 'ordinary',
    clockFrom: receivedOn,
    takenOn: null,
    answeredOn: null,
    reopened: false,
    extendedOn: null,
    pauses: [],
    reviews: [],
  };
  const set = (more: Partial<Row>): true => {
    row = { ...row, ...more };
    return true;
  };
  const clock = () => clockFor({ ...row, term: kind === 'consult' ? 'question' : 'ordinary', receivedOn }, calendar);
  const openReview = (): KeptReview | undefined => row.reviews.find(({ decidedOn }) => decidedOn === null);
  const standing = () => ({
    state: row.state,
    reopened: row.reopened,
    procedure: row.procedure,
    review_unit_id: openReview() === undefined ? null : 'above',
  });
  const stopped = (day: string): readonly OpenPause[] =>
    row.pauses.map((pause) =>
      pause.open ? { ...pause, open: false, until: pause.until < day ? pause.until : day } : pause,
    );
  const begin = (day: string, more: Partial<Row> = {}): true =>
    set({ state: 'reopened', reopened: true, clockFrom: day, answeredOn: null, extendedOn: null, ...more });
  const mayPause = (day: string, reason: Reason): boolean => {
    if (row.pauses.some(({ open }) => open)) return false;
    if (openReview() !== undefined) return reason === 'hearing' && openReview()?.level === 2;
    return reason !== 'hearing' && row.state === 'taken' && day <= clock().dueOn;
  };

  const attempt = (day: string, act: Act): boolean => {
    switch (act.do) {
      case 'take':
      case 'answer':
      case 'accept': {
        if (!allows(act.do, standing())) return false;
        const state = stateAfter[act.do];
        if (act.do === 'take') return set({ state, takenOn: row.takenOn ?? day });
        return act.do === 'accept' ? set({ state }) : set({ state, answeredOn: day, pauses: stopped(day) });
      }
      case 'reopen':
        return allows('reopen', standing()) && begin(day);
      case 'pause':
        return (
          mayPause(day, act.reason) &&
          set({
            pauses: [...row.pauses, { reason: act.reason, from: day, until: pauseEnd(act.reason, day), open: true }],
          })
        );
      case 'resume':
        return row.pauses.some(({ open }) => open) && set({ pauses: stopped(day) });
      case 'extend':
        return row.state === 'taken' && row.extendedOn === null && day <= clock().dueOn && set({ extendedOn: day });
      case 'petition':
        return row.procedure === 'ordinary' && isOpen(row.state) && set({ procedure: 'petition', extendedOn: null });
      case 'askReview': {
        const next = nextReview(row);
        if (next === null || day > next.until.dueOn) return false;
        const review = { level: next.level, askedOn: day, decidedOn: null, outcome: null };
        return set({ reviews: [...row.reviews, review] });
      }
      case 'decide': {
        const open = openReview();
        if (open === undefined) return false;
        const reviews = row.reviews.map((one) =>
          one === open ? { ...one, decidedOn: day, outcome: act.outcome } : one,
        );
        const settled = { reviews, pauses: stopped(day) };
        if (act.outcome === 'annulled') return begin(day, settled);
        return set({ ...settled, ...(open.level === 2 ? { state: 'closed' } : {}) });
      }
    }
  };

  return {
    try: attempt,
    standing: (): Standing => {
      const { dueOn, provisional } = clock();
      const next = nextReview(row);
      return {
        state: row.state,
        due: dueOn,
        provisional,
        silence: silenceUntil(row)?.dueOn ?? null,
        next: next === null ? null : `${next.level} ${next.until.dueOn}`,
        reviews: reviewsOfAnswer(row.reviews).map(
          ({ level, askedOn }) => `${level} ${reviewClock(level === 2 ? 2 : 1, askedOn, row.pauses).dueOn}`,
        ),
      };
    },
  };
};
