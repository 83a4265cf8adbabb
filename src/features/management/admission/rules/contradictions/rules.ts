/**
 * What in the recorded days of a case contradicts the rules of its edition, each with article and evidence. It reads papers that
 * people kept and decides nothing: a paper may be wrong, and so may an entry.
 */
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import type { Why } from '#features/base/rules/rules.ts';
import { stepIds, type CaseFact, type CaseFacts, type Day, type StepId } from '../../steps.ts';
import { ageBound, probationEnd } from '../path/rules.ts';
import {
  answerOf,
  boundOf,
  factsOf,
  flawOf,
  isGood,
  readVote,
  receivedOn,
  rowOf,
  type Ask,
  type Bound,
  type PackValues,
} from '../rules.ts';

export const contradictionRules = [
  'order',
  'future',
  'underAge',
  'talkLate',
  'contactsCount',
  'inspectionGap',
  'activistShort',
  'publicityMissing',
  'publicityShort',
  'introducersCount',
  'trainingShort',
  'continuedAfterRefusal',
  'meetingLate',
  'voteQuorum',
  'votePass',
  'voteOpen',
  'voteCount',
  'approvalLate',
  'approvalTooLate',
  'oathLate',
  'probationShort',
  'extensionLength',
  'extendedTwice',
  'postponedTooLong',
  'conversionApprovalLate',
] as const;
export type ContradictionRule = (typeof contradictionRules)[number];

export interface Contradiction {
  readonly rule: ContradictionRule;
  readonly article: string;
  /** The answer of the rule; null where the order of the steps alone speaks. */
  readonly why: Why | null;
  readonly steps: readonly StepId[];
  /** Days and numbers as recorded, for the sentence. */
  readonly evidence: Readonly<Record<string, string | number>>;
  /** Ids of the facts that contradict. */
  readonly facts: readonly string[];
}

interface Reading extends Ask {
  readonly facts: CaseFacts;
  readonly today: Day;
}

type Evidence = Contradiction['evidence'];
const found = (
  rule: ContradictionRule,
  facts: readonly CaseFact[],
  evidence: Evidence,
  said: { readonly article: string; readonly why: Why | null },
): Contradiction => ({
  rule,
  article: said.article,
  why: said.why,
  steps: [...new Set(facts.map(({ step }) => step))],
  evidence,
  facts: facts.map(({ id }) => id),
});

const said = (step: StepId, { values }: Reading, why: Why | null = null) => ({
  article: why?.article ?? rowOf(step).articles[values.pack],
  why,
});

const firstGood = ({ facts }: Reading, step: StepId): CaseFact | undefined => factsOf(facts, step).find(isGood);

/** Conversion may be walked twice: those of one round belong together. */
const conversion: ReadonlySet<StepId> = new Set(['conversionRequest', 'conversionMeeting', 'conversionApproval']);

/** The nearest steps before one that have facts, over those that nobody recorded. */
const recordedBefore = (at: Reading, step: StepId): readonly StepId[] => [
  ...new Set(
    rowOf(step).after.flatMap((before): readonly StepId[] =>
      factsOf(at.facts, before).length > 0 ? [before] : recordedBefore(at, before),
    ),
  ),
];

interface Pair {
  readonly before: CaseFact;
  readonly after: CaseFact;
}

const roundsOf = (at: Reading, before: StepId, after: StepId): Pair[] => {
  const [earlier, later] = [factsOf(at.facts, before), factsOf(at.facts, after)];
  return later.flatMap((fact, round) => {
    const one = earlier[Math.min(round, earlier.length - 1)];
    return one ? [{ before: one, after: fact }] : [];
  });
};

/** What the review follows is finished by then: the last day of a notice or of a course, not its first. */
const lasts = (before: CaseFact, after: StepId): Day =>
  after === 'committeeReview' && before.until !== undefined ? before.until : before.on;

const pairsOf = (at: Reading, before: StepId, after: StepId): Pair[] => {
  if (conversion.has(before) && conversion.has(after)) return roundsOf(at, before, after);
  const [one, other] = [factsOf(at.facts, before).find(isGood), factsOf(at.facts, after).at(0)];
  return one && other ? [{ before: one, after: other }] : [];
};

const outOfOrder = (at: Reading): Contradiction[] =>
  stepIds.flatMap((step) =>
    recordedBefore(at, step).flatMap((earlier) =>
      pairsOf(at, earlier, step)
        .filter(({ before, after }) => after.on < lasts(before, step))
        .map(({ before, after }) =>
          found('order', [before, after], { earlier: lasts(before, step), later: after.on }, said(step, at)),
        ),
    ),
  );

/** The public notice ends before the review, whatever lies between them. */
const noticeAfterReview = (at: Reading): Contradiction[] => {
  const [notice, review] = [firstGood(at, 'candidateConsent'), firstGood(at, 'committeeReview')];
  if (notice?.until === undefined || review === undefined || review.on >= notice.until || review.on < notice.on)
    return [];
  return [found('order', [notice, review], { earlier: notice.until, later: review.on }, said('committeeReview', at))];
};

const inFuture = (at: Reading): Contradiction[] =>
  at.facts.facts
    .filter(({ on }) => on > at.today)
    .map((fact) => found('future', [fact], { on: fact.on, today: at.today }, said(fact.step, at)));

const underAge = (at: Reading): Contradiction[] => {
  const application = factsOf(at.facts, 'application').at(0);
  if (!application || at.facts.born === null) return [];
  const bound = ageBound(at, at.facts.born, application.on);
  if (bound === null || application.on >= bound.day) return [];
  return [found('underAge', [application], { on: application.on, day: bound.day }, said('application', at, bound.why))];
};

interface Limit {
  readonly rule: ContradictionRule;
  readonly bound: Bound | null;
  readonly from: CaseFact;
  readonly to: CaseFact;
}

const late = (at: Reading, { rule, bound, from, to }: Limit): Contradiction[] =>
  bound !== null && to.on > bound.day
    ? [found(rule, [from, to], { from: from.on, on: to.on, day: bound.day }, said(to.step, at, bound.why))]
    : [];

const early = (at: Reading, { rule, bound, from, to }: Limit): Contradiction[] =>
  bound !== null && to.on < bound.day
    ? [found(rule, [from, to], { from: from.on, on: to.on, day: bound.day }, said(to.step, at, bound.why))]
    : [];

/** A term between the facts of two steps. */
const within = (at: Reading, rule: ContradictionRule, id: string, [one, other]: readonly [StepId, StepId]) => {
  const [from, to] = [firstGood(at, one), firstGood(at, other)];
  return from && to ? late(at, { rule, from, to, bound: boundOf(at, id, from.on, one) }) : [];
};

const activistShort = (at: Reading): Contradiction[] => {
  const [from, to] = [firstGood(at, 'activist'), firstGood(at, 'candidate')];
  if (!from || !to) return [];
  return early(at, { rule: 'activistShort', from, to, bound: boundOf(at, 'activist.minDays', from.on, 'activist') });
};

/** From one inspection to the next, and from the last one to the day that ends them. */
const inspectionGaps = (at: Reading): Contradiction[] => {
  const begun = firstGood(at, 'contacts');
  const inspections = factsOf(at.facts, 'cultivation');
  const end = firstGood(at, 'candidate');
  const before = inspections.filter(({ on }) => end === undefined || on <= end.on);
  // Where no inspection is known at all, nothing contradicts: the path says that they are missing.
  if (before.length === 0) return [];
  const row = [begun, ...before, end].filter((fact) => fact !== undefined);
  return row.slice(1).flatMap((to, place) => {
    const from = row[place];
    if (!from) return [];
    const bound = boundOf(at, 'activist.inspection', from.on, from.step);
    return late(at, { rule: 'inspectionGap', from, to, bound });
  });
};

const people = (at: Reading, step: 'contacts' | 'introducers'): Contradiction[] => {
  const [rule, id] =
    step === 'contacts'
      ? (['contactsCount', 'activist.contacts'] as const)
      : (['introducersCount', 'admit.introducers'] as const);
  return factsOf(at.facts, step).flatMap((fact) => {
    if (fact.people === undefined) return [];
    const answer = answerOf(at, id, fact.on, { count: fact.people, of: 'persons' });
    if (answer === null || answer.value === true) return [];
    return [found(rule, [fact], { on: fact.on, count: fact.people }, said(step, at, answer.why))];
  });
};

/** Facts of steps beyond one, in the order of the steps. */
const beyond = (at: Reading, step: StepId): readonly CaseFact[] =>
  at.facts.facts.filter((fact) => stepIds.indexOf(fact.step) > stepIds.indexOf(step));

const publicity = (at: Reading): Contradiction[] => {
  const fact = firstGood(at, 'candidateConsent');
  if (!fact) return [];
  const bound = boundOf(at, 'publicity.workdays', fact.on, 'candidateConsent');
  if (bound === null) return [];
  const evidence = { from: fact.on, day: bound.day };
  if (fact.until !== undefined)
    return fact.until < bound.day
      ? [found('publicityShort', [fact], { ...evidence, on: fact.until }, said('candidateConsent', at, bound.why))]
      : [];
  return beyond(at, 'candidateConsent').length > 0
    ? [found('publicityMissing', [fact], evidence, said('candidateConsent', at, bound.why))]
    : [];
};

const training = (at: Reading): Contradiction[] => {
  const fact = firstGood(at, 'training');
  if (!fact || flawOf(at, fact) !== 'training') return [];
  const why =
    fact.hours === undefined
      ? answerOf(at, 'training.days', fact.on, { count: fact.days ?? 0, of: 'days' })?.why
      : answerOf(at, 'training.hours', fact.on, { count: fact.hours, of: 'studyHours' })?.why;
  const evidence = { on: fact.on, days: fact.days ?? 0, hours: fact.hours ?? 0 };
  return [found('trainingShort', [fact], evidence, said('training', at, why ?? null))];
};

/** Steps without which nothing goes on. */
const gates: readonly StepId[] = [
  'candidateConsent',
  'vetting',
  'training',
  'precheck',
  'admissionMeeting',
  'approval',
];

const afterRefusal = (at: Reading): Contradiction[] =>
  gates.flatMap((step) => {
    const all = factsOf(at.facts, step);
    const refused = all.findLast(({ outcome }) => outcome === 'refused');
    if (!refused) return [];
    const healed = all.find((fact) => isGood(fact) && fact.on >= refused.on);
    const next = beyond(at, step)
      .filter((fact) => isGood(fact) && follows(fact.step, step) && fact.on >= refused.on)
      .toSorted((a, b) => (a.on < b.on ? -1 : 1))
      .find((fact) => healed === undefined || fact.on < healed.on);
    if (!next) return [];
    return [found('continuedAfterRefusal', [refused, next], { from: refused.on, on: next.on }, said(step, at))];
  });

const follows = (step: StepId, earlier: StepId): boolean =>
  rowOf(step).after.some((before) => before === earlier || follows(before, earlier));

const voteOf = (at: Reading, fact: CaseFact): Contradiction[] => {
  const { votes, on, step } = fact;
  if (!votes) return [];
  const { entitled, present, yes, no, abstain, writtenOpinions } = votes;
  const cast = yes + no + abstain;
  const evidence = { on, entitled, present, yes, cast, writtenOpinions };
  const list: Contradiction[] = [];
  const add = (rule: ContradictionRule, why: Why | null = null): void => {
    list.push(found(rule, [fact], evidence, said(step, at, why)));
  };
  if (present > entitled || writtenOpinions > entitled - present || cast > present + writtenOpinions) add('voteCount');
  if (!votes.secret) add('voteOpen');
  const { quorate } = readVote(at, on, votes);
  const share = (id: string, count: number) => answerOf(at, id, on, { count, total: entitled, of: 'entitled' });
  const [quorum, pass] = [share('admit.present', present), share('admit.pass', yes)];
  if (!quorate) add('voteQuorum', quorum?.why ?? null);
  if (isGood(fact) && pass?.value === false) add('votePass', pass.why);
  return list;
};

const votes = (at: Reading): Contradiction[] =>
  (['admissionMeeting', 'conversionMeeting'] as const).flatMap((step) =>
    factsOf(at.facts, step).flatMap((fact) => voteOf(at, fact)),
  );

const approval = (at: Reading): Contradiction[] => {
  const [meeting, to] = [firstGood(at, 'admissionMeeting'), firstGood(at, 'approval')];
  if (!meeting || !to) return [];
  const from = { ...meeting, on: receivedOn(at.facts, meeting) };
  const tooLate = late(at, {
    rule: 'approvalTooLate',
    from,
    to,
    bound: boundOf(at, 'approve.max', from.on, 'admissionMeeting'),
  });
  if (tooLate.length > 0 || to.special === true) return tooLate;
  const bound = boundOf(at, 'approve.limit', from.on, 'admissionMeeting');
  return late(at, { rule: 'approvalLate', from, to, bound });
};

/** Conversion is passed or put off when the year is over, and again when its extension is. */
const probation = (at: Reading): Contradiction[] => {
  const start = firstGood(at, 'admissionMeeting');
  if (!start) return [];
  const meetings = factsOf(at.facts, 'conversionMeeting').filter((fact) => isGood(fact) || fact.outcome === 'extended');
  return meetings.flatMap((to, round) => {
    const known = [start, ...meetings.slice(0, round)];
    const before = { ...at.facts, facts: known };
    const bound = probationEnd(before, at.values, at.calendar);
    const from = meetings.slice(0, round).findLast(({ outcome }) => outcome === 'extended') ?? start;
    const limit = { from, to };
    const postponed =
      at.facts.transferredIn && bound
        ? late(at, {
            ...limit,
            rule: 'postponedTooLong',
            bound: boundOf(at, 'conversion.postpone', bound.day, 'admissionMeeting'),
          })
        : [];
    return [...early(at, { ...limit, rule: 'probationShort', bound }), ...postponed];
  });
};

const extensions = (at: Reading): Contradiction[] => {
  const all = factsOf(at.facts, 'conversionMeeting').filter(({ outcome }) => outcome === 'extended');
  const lengths = all.flatMap((fact) => {
    const { months, on } = fact;
    const [least, most] = (['probation.extend.min', 'probation.extend.max'] as const).map((id) =>
      at.values.rule(id, on),
    );
    if (months === undefined || least?.value.kind !== 'period' || most?.value.kind !== 'period') return [];
    if (months >= least.value.count && months <= most.value.count) return [];
    const id = months < least.value.count ? least.id : most.id;
    const answer = answerOf(at, id, on, { from: on });
    return [found('extensionLength', [fact], { on, months }, said('conversionMeeting', at, answer?.why ?? null))];
  });
  const last = all.at(-1);
  const times = last && answerOf(at, 'probation.extend.times', last.on, { count: all.length, of: 'times' });
  const twice =
    last && times?.value === false
      ? [found('extendedTwice', all, { times: all.length, on: last.on }, said('conversionMeeting', at, times.why))]
      : [];
  return [...lengths, ...twice];
};

const conversionApprovals = (at: Reading): Contradiction[] =>
  roundsOf(at, 'conversionMeeting', 'conversionApproval').flatMap(({ before: from, after: to }) =>
    late(at, {
      rule: 'conversionApprovalLate',
      from,
      to,
      bound: boundOf(at, 'conversion.approve', from.on, 'conversionMeeting'),
    }),
  );

const readings: readonly ((at: Reading) => Contradiction[])[] = [
  outOfOrder,
  noticeAfterReview,
  inFuture,
  underAge,
  (at) => within(at, 'talkLate', 'admit.talk', ['application', 'talk']),
  (at) => people(at, 'contacts'),
  inspectionGaps,
  activistShort,
  publicity,
  (at) => people(at, 'introducers'),
  training,
  afterRefusal,
  (at) => within(at, 'meetingLate', 'precheck.meeting', ['precheck', 'admissionMeeting']),
  votes,
  approval,
  (at) => within(at, 'oathLate', 'oath.limit', ['approval', 'oath']),
  probation,
  extensions,
  conversionApprovals,
];

/** Everything in a case that contradicts the edition it was begun under; empty where nothing that is recorded does. */
export const contradictionsOf = (
  facts: CaseFacts,
  values: PackValues,
  calendar: Calendar,
  today: Day,
): readonly Contradiction[] => readings.flatMap((read) => read({ facts, values, calendar, today }));
