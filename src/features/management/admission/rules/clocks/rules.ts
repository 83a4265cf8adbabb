/**
 * What is owed next, by whom and by when: every clock of a case that runs, read off its path. A clock says days and no state, so what
 * was read yesterday holds today. A step carries the last day of whichever later step it holds up: the talk is due when the approval is.
 */
import { addDays } from '#shared/days.ts';
import { addWorkdays, type Calendar } from '#features/base/rules/calendar/rules.ts';
import { ruleAt } from '#features/base/rules/rules.ts';
import { orderOf, recorders, type Place } from '../../rules.ts';
import { stepIds, type Day, type StepId } from '../../steps.ts';
import type { StepState } from '../path/rules.ts';
import { rowOf, type Actor, type Bound } from '../rules.ts';

export interface Clock {
  readonly step: StepId;
  readonly actor: Actor;
  /** The office that records the step, and so is asked for it. */
  readonly place: Place;
  /** Not before this day; an inspection is nobody's matter until its day draws near. */
  readonly from: Day | null;
  readonly due: Day | null;
  /** The later step whose last day this is; null where it is the own one. */
  readonly binds: StepId | null;
  /** The rule from which the day follows, or else the one that the step is held against. */
  readonly rule: string | null;
  /** From this day on those above see that it is late. */
  readonly aboveFrom: Day | null;
  /** Where the edition of the case sets no last day: that of the rules in force. It is shown, and nothing is late by it. */
  readonly current: { readonly day: Day; readonly rule: string | null } | null;
}

/** Rules of steps that have no last day of their own. */
const rules: Partial<Readonly<Record<StepId, string>>> = {
  application: 'admit.minAge',
  contacts: 'activist.contacts',
  candidate: 'activist.minDays',
  candidateConsent: 'publicity.workdays',
  introducers: 'admit.introducers',
  training: 'training.days',
  applicationBook: 'precheck.leaving',
  admissionMeeting: 'admit.pass',
  oath: 'oath.limit',
  probationInspection: 'probation.inspection',
  conversionRequest: 'conversion.request',
};

/** Each step by those that cannot be taken before it. */
const heldUp: ReadonlyMap<StepId, readonly StepId[]> = new Map(
  stepIds.map((step) => {
    const found = new Set<StepId>();
    for (const later of stepIds) if (rowOf(later).after.some((one) => one === step || found.has(one))) found.add(later);
    return [step, [...found]];
  }),
);

const workdaysOf = (id: 'duty.reminder' | 'duty.firstLook', day: Day): number => {
  const { value } = ruleAt(id, day);
  return value.kind === 'period' && value.unit === 'workdays' ? value.count : 0;
};

/** From this day on a last day is near, by the rule that reminds of duties. */
export const nearFrom = (calendar: Calendar, due: Day): Day =>
  addWorkdays(calendar, due, -workdaysOf('duty.reminder', due)).day;

/** What those whose matter it is see from a day on, those above see whole working days later. */
const laterAbove = (calendar: Calendar, from: Day, due: Day): Day =>
  addDays(addWorkdays(calendar, addDays(from, -1), workdaysOf('duty.firstLook', due)).day, 1);

/** From this day on those above see, and are told, what is late. */
export const aboveFrom = (calendar: Calendar, due: Day): Day => laterAbove(calendar, addDays(due, 1), due);

/** An inspection that was held once and goes on every half-year. */
const goesOn = ({ state, mayRecord }: StepState): boolean => state === 'done' && mayRecord;

const runs = (at: StepState): boolean =>
  at.state === 'open' || at.state === 'overdue' || at.state === 'waiting' || goesOn(at);

/** A step that papers of before left out though a later one was taken: a gap for the checker, and nothing that is owed. */
const isPassedBy = ({ step }: StepState, path: ReadonlyMap<StepId, StepState>): boolean =>
  (heldUp.get(step) ?? []).some((later) => path.get(later)?.state === 'done');

/** Only what cannot be taken yet is held up: an extension is approved though the request for conversion is still to come. */
const isHeldUp = ({ state }: StepState): boolean => state === 'blocked';

/** A step with the last day that binds it. */
interface Binding {
  readonly at: StepState;
  readonly latest: Bound;
}

/** The nearest last day of the step and of what it holds up; the own one where they are equal. */
const binding = (
  at: StepState,
  path: ReadonlyMap<StepId, StepState>,
  latestOf: (at: StepState) => Bound | null | undefined,
): Binding | undefined => {
  const later = goesOn(at) ? [] : (heldUp.get(at.step) ?? []).map((step) => path.get(step));
  return [at, ...later.filter((one) => one !== undefined && isHeldUp(one))]
    .flatMap((one): Binding[] => {
      const latest = one && latestOf(one);
      return one && latest ? [{ at: one, latest }] : [];
    })
    .reduce<Binding | undefined>((best, one) => (best && best.latest.day <= one.latest.day ? best : one), undefined);
};

const clockOf = (at: StepState, path: ReadonlyMap<StepId, StepState>, calendar: Calendar): Clock => {
  const { step, actor, earliest, latest } = at;
  const bound = binding(at, path, (one) => one.latest);
  const due = bound?.latest.day ?? null;
  // Of the same steps: what they hold up is the same in both editions.
  const current = due === null ? binding(at, path, (one) => one.current?.latest) : undefined;
  const near = rowOf(step).repeats && latest !== undefined ? nearFrom(calendar, latest.day) : null;
  return {
    step,
    actor,
    place: recorders[step][0] ?? 'branch',
    from: near ?? earliest?.day ?? null,
    due,
    binds: bound === undefined || bound.at.step === step ? null : bound.at.step,
    rule: bound?.latest.why?.ruleId ?? rules[step] ?? null,
    aboveFrom: due === null ? null : aboveFrom(calendar, due),
    current: current ? { day: current.latest.day, rule: current.latest.why?.ruleId ?? null } : null,
  };
};

const last: Day = '9999-12-31';
/** The earliest last day first; what has none by the day from which it may be done. */
const byDay = (a: Clock, b: Clock): number =>
  (a.due ?? last).localeCompare(b.due ?? last) ||
  (a.from ?? '').localeCompare(b.from ?? '') ||
  orderOf(a.step) - orderOf(b.step);

/** All clocks that run, the most pressing first. */
export const clocksOf = (path: readonly StepState[], calendar: Calendar): readonly Clock[] => {
  const byStep = new Map(path.map((at) => [at.step, at]));
  return path
    .filter((at) => runs(at) && !isPassedBy(at, byStep))
    .map((at) => clockOf(at, byStep, calendar))
    .toSorted(byDay);
};

export const isOpenOn = ({ from }: Pick<Clock, 'from'>, today: Day): boolean => from === null || from <= today;

/** What an office is asked for on a day: of the clocks that are open the most pressing. */
export const askedOf = (clocks: readonly Clock[], places: ReadonlySet<Place>, today: Day): Clock | undefined =>
  clocks.find((clock) => places.has(clock.place) && isOpenOn(clock, today));

export const standings = ['overdue', 'near', 'open', 'waiting'] as const;

/** How a clock stands to whoever looks: to those above as it stood to those whose matter it is some working days before. */
export const standingOf = (
  { from, due }: Pick<Clock, 'from' | 'due'>,
  { today, calendar, above }: { readonly today: Day; readonly calendar: Calendar; readonly above: boolean },
): (typeof standings)[number] => {
  if (due !== null) {
    const near = nearFrom(calendar, due);
    if ((above ? aboveFrom(calendar, due) : addDays(due, 1)) <= today) return 'overdue';
    if ((above ? laterAbove(calendar, near, due) : near) <= today) return 'near';
  }
  return isOpenOn({ from }, today) ? 'open' : 'waiting';
};
