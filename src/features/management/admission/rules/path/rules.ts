/**
 * The dated path of a case: for each of the 25 steps how it stands, from when and until when it may be taken, by whose article, and
 * what is missing. It shows days and reasons; whether a person is admitted, people decide.
 */
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { addMonths, addYears } from '#shared/days.ts';
import { stepIds, type CaseFact, type CaseFacts, type Day, type Pack, type StepId } from '../../steps.ts';
import {
  actorOf,
  answerOf,
  articlesOf,
  boundOf,
  factsOf,
  finishDay,
  finishOf,
  flawOf,
  isGood,
  lastOf,
  receivedOn,
  rowOf,
  valuesOf,
  type Actor,
  type Ask,
  type Bound,
  type Flaw,
  type PackValues,
  type Paper,
} from '../rules.ts';

/**
 * `open`: may be taken. `waiting`: everything before it is there, its first day is not. `blocked`: something before it is missing.
 * `overdue`: may still be taken, though its last day is past. `notNeeded`: done elsewhere, or the case has ended.
 */
export const stepStates = ['done', 'open', 'waiting', 'blocked', 'overdue', 'notNeeded'] as const;
export type StepStateKind = (typeof stepStates)[number];

export type Missing =
  | { readonly kind: 'step'; readonly step: StepId }
  | { readonly kind: 'flaw'; readonly step: StepId; readonly flaw: Flaw };

interface Term {
  readonly earliest: Bound | null;
  readonly latest: Bound | null;
}

export interface StepState {
  readonly step: StepId;
  readonly state: StepStateKind;
  /** Whether a fact of this step may be recorded for today. */
  readonly mayRecord: boolean;
  readonly earliest?: Bound;
  readonly latest?: Bound;
  /** For the approval of a special case. */
  readonly latestSpecial?: Bound;
  /** What the rules in force say of a case that was begun under older ones. */
  readonly current?: Term;
  readonly actor: Actor;
  readonly document: Paper;
  readonly articles: readonly { readonly pack: Pack; readonly article: string }[];
  readonly missing: readonly Missing[];
}

const later = (a: Bound | null, b: Bound | null): Bound | null => {
  if (a === null || b === null) return a ?? b;
  // Of two equal days the one with a reason is shown.
  return a.day > b.day || (a.day === b.day && a.why !== null) ? a : b;
};

interface Standing extends Ask {
  readonly facts: CaseFacts;
}

/** The meeting that admitted: probation counts from its day, not from the approval. */
const admitted = ({ facts, ...asked }: Standing): CaseFact | undefined => finishOf(asked, facts, 'admissionMeeting');

/** The last day of probation, after its extension where there was one; null while nobody was admitted. */
export const probationEnd = (facts: CaseFacts, values: PackValues, calendar: Calendar): Bound | null => {
  const asked = { values, calendar };
  const meeting = factsOf(facts, 'admissionMeeting').findLast(isGood);
  if (!meeting) return null;
  const end = boundOf(asked, 'probation.length', meeting.on, 'admissionMeeting');
  // The meeting decides how long, and the approval repeats it; either may stand alone in old papers.
  const extension = [...factsOf(facts, 'conversionApproval'), ...factsOf(facts, 'conversionMeeting')].findLast(
    ({ outcome, months }) => outcome === 'extended' && months !== undefined,
  );
  if (end === null || extension?.months === undefined) return end;
  const answer = answerOf(asked, 'probation.extend.max', extension.on, { from: end.day });
  if (answer === null) return end;
  const day = addMonths(end.day, extension.months);
  const step = {
    zh: `${end.day} 起延长 ${extension.months} 个月：${day}`,
    en: `Extended from ${end.day} by ${extension.months} months: ${day}`,
  };
  return { ...end, day, after: 'conversionMeeting', why: { ...answer.why, steps: [...(end.why?.steps ?? []), step] } };
};

/** The day on which a person comes of age to apply. */
export const ageBound = (asked: Ask, born: Day, on: Day): Bound | null => {
  const rule = asked.values.rule('admit.minAge', on);
  if (rule?.value.kind !== 'count') return null;
  const { count } = rule.value;
  const day = addYears(born, count);
  const answer = answerOf(asked, 'admit.minAge', on, { count, of: 'age' });
  if (answer === null) return null;
  const step = { zh: `出生日期 ${born}，${day} 满 ${count} 周岁`, en: `Born on ${born}: ${count} on ${day}` };
  return { day, after: null, missingYears: [], why: { ...answer.why, steps: [step] } };
};

/** The first day on which conversion may be asked for. */
const requestFrom = (asked: Ask, end: Bound): Bound => {
  const rule = asked.values.rule('conversion.request', end.day);
  if (rule?.value.kind !== 'period' || rule.value.unit !== 'months') return end;
  const bound = boundOf(asked, 'conversion.request', addMonths(end.day, -rule.value.count), 'admissionMeeting');
  return bound === null ? end : { ...bound, day: addMonths(end.day, -rule.value.count) };
};

/** The last day of a public notice of the day, by the calendar; null where the edition asks for none. */
export const publicityEnd = (values: PackValues, calendar: Calendar, postedOn: Day): Bound | null =>
  boundOf({ values, calendar }, 'publicity.workdays', postedOn, 'candidateConsent');

const ruledEarliest = (at: Standing, step: StepId, today: Day): Bound | null => {
  const { facts } = at;
  const from = (id: string, before: StepId): Bound | null => {
    const fact = finishOf(at, facts, before);
    return fact ? boundOf(at, id, fact.on, before) : null;
  };
  switch (step) {
    case 'application':
      return facts.born === null ? null : ageBound(at, facts.born, lastOf(facts, 'application')?.on ?? today);
    case 'candidate':
      return from('activist.minDays', 'activist');
    case 'conversionRequest': {
      const end = probationEnd(facts, at.values, at.calendar);
      return end && requestFrom(at, end);
    }
    case 'conversionMeeting':
      return probationEnd(facts, at.values, at.calendar);
    default:
      return null;
  }
};

/** Inspections go on from the last one; the first counts from the naming of contacts, or from the approval. */
const inspectionDue = (at: Standing, step: 'cultivation' | 'probationInspection'): Bound | null => {
  const [rule, first] =
    step === 'cultivation'
      ? (['activist.inspection', 'contacts'] as const)
      : (['probation.inspection', 'approval'] as const);
  const last = lastOf(at.facts, step);
  if (last) return boundOf(at, rule, last.on, step);
  const begun = finishOf(at, at.facts, first);
  return begun ? boundOf(at, rule, begun.on, first) : null;
};

/** The committee's term counts from the day on which it received the papers. */
const approvalDue = (at: Standing, rule: 'approve.limit' | 'approve.max'): Bound | null => {
  const meeting = finishOf(at, at.facts, 'admissionMeeting');
  return meeting ? boundOf(at, rule, receivedOn(at.facts, meeting), 'admissionMeeting') : null;
};

/** The meeting on the conversion is held in time after the probation; for one who was transferred in it may be put off. */
const discussionDue = (at: Standing): Bound | null => {
  const end = probationEnd(at.facts, at.values, at.calendar);
  if (end === null) return null;
  const within = (rule: string): Bound | null => boundOf(at, rule, end.day, 'admissionMeeting');
  return (at.facts.transferredIn ? within('conversion.postpone') : null) ?? within('conversion.discuss');
};

const ruledLatest = (at: Standing, step: StepId): Bound | null => {
  const { facts } = at;
  const within = (id: string, before: StepId): Bound | null => {
    const fact = finishOf(at, facts, before);
    return fact ? boundOf(at, id, fact.on, before) : null;
  };
  switch (step) {
    case 'talk':
      return within('admit.talk', 'application');
    case 'cultivation':
    case 'probationInspection':
      return inspectionDue(at, step);
    case 'admissionMeeting':
      return within('precheck.meeting', 'precheck');
    case 'approval':
      return approvalDue(at, 'approve.limit');
    case 'oath':
      return within('oath.limit', 'approval');
    case 'conversionMeeting':
      return discussionDue(at);
    case 'conversionApproval': {
      const meeting = lastOf(facts, 'conversionMeeting');
      return meeting ? boundOf(at, 'conversion.approve', meeting.on, 'conversionMeeting') : null;
    }
    default:
      return null;
  }
};

/** The last meeting on conversion put it off: the steps of conversion are walked once more. */
const isExtended = (facts: CaseFacts): boolean => lastOf(facts, 'conversionMeeting')?.outcome === 'extended';

/** A step that has to be done again after an extension. */
const isReopened = (facts: CaseFacts, step: StepId): boolean => {
  const meetings = factsOf(facts, 'conversionMeeting');
  const put = meetings.findLast(({ outcome }) => outcome === 'extended');
  if (!put) return false;
  // The decision to extend is itself approved once; the request is handed in anew.
  const since = lastOf(facts, step);
  return step === 'conversionRequest' && since !== undefined && since.on <= put.on && !meetings.some(isGood);
};

/** Cancelling probation, or an end of the case at any other step. */
const ended = (facts: CaseFacts): boolean => facts.facts.some(({ outcome }) => outcome === 'cancelled');

const finished = (at: Standing, step: StepId): CaseFact | undefined => {
  const fact = finishOf(at, at.facts, step);
  return fact && isReopened(at.facts, step) ? undefined : fact;
};

/** A probationer who came from elsewhere was admitted there. */
const doneElsewhere = ({ facts }: Standing, step: StepId): boolean =>
  facts.transferredIn && stepIds.indexOf(step) <= stepIds.indexOf('oath') && lastOf(facts, step) === undefined;

const missingOf = (at: Standing, step: StepId): readonly Missing[] => {
  const open = rowOf(step).after.flatMap((before): Missing[] => {
    // A decision to extend or to cancel is approved as well.
    if (step === 'conversionApproval' && at.facts.facts.some((f) => f.step === before && f.outcome !== 'refused'))
      return lastOf(at.facts, before) ? flawsBefore(at, before) : [];
    if (finished(at, before) || doneElsewhere(at, before)) return [];
    const last = lastOf(at.facts, before);
    const flaw = last ? flawOf(at, last) : null;
    return [flaw === null ? { kind: 'step', step: before } : { kind: 'flaw', step: before, flaw }];
  });
  const needsMeeting = step === 'conversionRequest' || step === 'conversionMeeting';
  return needsMeeting && at.facts.transferredIn && admitted(at) === undefined
    ? [...open, { kind: 'step', step: 'admissionMeeting' }]
    : open;
};

const flawsBefore = (at: Standing, before: StepId): Missing[] => {
  const last = lastOf(at.facts, before);
  if (!last || !isGood(last)) return [];
  const flaw = flawOf(at, last);
  return flaw === null ? [] : [{ kind: 'flaw', step: before, flaw }];
};

/** The first day on which nothing before the step is still to come. */
const earliestAfter = (at: Standing, step: StepId): Bound | null =>
  rowOf(step).after.reduce<Bound | null>((best, before) => {
    const fact = step === 'conversionApproval' ? lastOf(at.facts, before) : finished(at, before);
    return fact ? later(best, { day: finishDay(fact), why: null, after: before, missingYears: [] }) : best;
  }, null);

const termOf = (at: Standing, step: StepId, today: Day): Term => ({
  earliest: later(ruledEarliest(at, step, today), earliestAfter(at, step)),
  latest: ruledLatest(at, step),
});

/** Inspections run until the step that they lead to. */
const stillRuns = ({ facts, ...asked }: Standing, step: StepId): boolean => {
  const until: StepId = step === 'cultivation' ? 'candidate' : 'conversionMeeting';
  return rowOf(step).repeats && finishOf(asked, facts, until) === undefined;
};

interface Reading extends Term {
  readonly missing: readonly Missing[];
  readonly today: Day;
}

const openState = ({ earliest, latest, missing, today }: Reading): StepStateKind => {
  if (missing.length > 0) return 'blocked';
  if (earliest !== null && today < earliest.day) return 'waiting';
  return latest !== null && latest.day < today ? 'overdue' : 'open';
};

/** The decision to extend or to cancel was approved, or the conversion. */
const isApproved = (facts: CaseFacts): boolean => {
  const [meetings, approvals] = [factsOf(facts, 'conversionMeeting'), factsOf(facts, 'conversionApproval')];
  return approvals.filter(({ outcome }) => outcome !== 'refused').length >= meetings.length && meetings.length > 0;
};

const stateOf = (at: Standing, step: StepId, reading: Reading): StepStateKind => {
  const { facts } = at;
  const approvesDecision = step === 'conversionApproval' && lastOf(facts, 'conversionMeeting') !== undefined;
  if (approvesDecision && isExtended(facts)) return isApproved(facts) ? 'blocked' : openState(reading);
  const fact = finished(at, step);
  if (fact && stillRuns(at, step) && !ended(facts)) {
    const state = openState(reading);
    return state === 'overdue' ? 'overdue' : 'done';
  }
  if (fact) return 'done';
  if (doneElsewhere(at, step)) return 'notNeeded';
  if (ended(facts)) return approvesDecision && !isApproved(facts) ? openState(reading) : 'notNeeded';
  return openState(reading);
};

const isDoneOnce = (state: StepStateKind, at: Standing, step: StepId): boolean =>
  state === 'done' && !(stillRuns(at, step) && !ended(at.facts));

const bounds = ({ earliest, latest }: Term): { readonly earliest?: Bound; readonly latest?: Bound } => ({
  ...(earliest === null ? {} : { earliest }),
  ...(latest === null ? {} : { latest }),
});

const specialTerm = (at: Standing): { readonly latestSpecial?: Bound } => {
  const bound = approvalDue(at, 'approve.max');
  return bound === null ? {} : { latestSpecial: bound };
};

const stepState = (at: Standing, step: StepId, today: Day): StepState => {
  const { facts, values, calendar } = at;
  const term = termOf(at, step, today);
  const own = lastOf(facts, step);
  const flaw = own && step !== 'conversionMeeting' && step !== 'conversionApproval' ? flawOf(at, own) : null;
  const missing = missingOf(at, step);
  const state = stateOf(at, step, { ...term, missing, today });
  const isOpen = state === 'open' || state === 'overdue' || (state === 'done' && !isDoneOnce(state, at, step));
  return {
    step,
    state,
    mayRecord: isOpen && missing.length === 0 && (term.earliest === null || term.earliest.day <= today),
    ...bounds(term),
    ...(step === 'approval' ? specialTerm(at) : {}),
    ...(values.pack === '2014' ? { current: termOf({ facts, values: valuesOf('2026'), calendar }, step, today) } : {}),
    actor: actorOf(step, facts),
    document: rowOf(step).paper,
    articles: articlesOf(step, values.pack),
    missing: flaw === null || state === 'done' ? missing : [...missing, { kind: 'flaw', step, flaw }],
  };
};

/** All 25 steps in their order. */
export const pathOf = (facts: CaseFacts, values: PackValues, calendar: Calendar, today: Day): readonly StepState[] =>
  stepIds.map((step) => stepState({ facts, values, calendar }, step, today));

/** What comes next: the first step that may be taken, is late, or waits for its day. */
export const nextOf = (path: readonly StepState[]): StepState | undefined =>
  path.find(({ state }) => state === 'overdue' || state === 'open') ?? path.find(({ state }) => state === 'waiting');

/** A person about to leave the unit is generally not taken in (a warning); null where the day is later than the term. */
export const leavingWarning = (values: PackValues, calendar: Calendar, on: Day, leavesOn: Day): Bound | null => {
  const term = boundOf({ values, calendar }, 'precheck.leaving', on, 'precheck');
  return term !== null && leavesOn < term.day ? term : null;
};
