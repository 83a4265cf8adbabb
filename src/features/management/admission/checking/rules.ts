/** What old papers must hold to be taken over at all. Contradictions among them are no hindrance: the checker lists those. */
import type { Problem } from '#shared/errors.ts';
import { outcomesOf, repeated } from '../rules.ts';
import type { StepId } from '../steps.ts';
import type { PaperFact } from './contract.ts';

interface Papers {
  readonly begunOn: string;
  readonly personId?: string | undefined;
  readonly facts: readonly PaperFact[];
}

const at = (place: number, field: string, message: string, params?: Problem['params']): Problem => ({
  path: `body.facts.${place}.${field}`,
  message,
  ...(params === undefined ? {} : { params }),
});

const factProblems = (fact: PaperFact, place: number, today: string): Problem[] => {
  const { step, on, until, outcome, entitled, present, months, receivedOn } = fact;
  return [
    ...(step === 'application' ? [at(place, 'step', 'admission.application_stays')] : []),
    ...(on >= today ? [at(place, 'on', 'admission.papers_older')] : []),
    ...(until !== undefined && until < on ? [at(place, 'until', 'admission.until_before')] : []),
    // A day before the meeting contradicts, and is kept as it stands; one that is still to come is a slip of the pen.
    ...(receivedOn !== undefined && receivedOn > today
      ? [at(place, 'receivedOn', 'date_future', { date: receivedOn })]
      : []),
    ...(outcomesOf(step).includes(outcome) ? [] : [at(place, 'outcome', 'admission.outcome_wrong')]),
    ...(present !== undefined && (entitled === undefined || present > entitled)
      ? [at(place, 'present', 'admission.more_than_entitled')]
      : []),
    ...(outcome === 'extended' && months === undefined ? [at(place, 'months', 'admission.months_missing')] : []),
  ];
};

/** A step that does not repeat has one result, and is put off once. */
const doubled = (facts: readonly PaperFact[]): Problem[] => {
  const seen = new Set<string>();
  return facts.flatMap(({ step, outcome }, place) => {
    if (outcome === 'refused' || repeated.has(step) || step === 'conversionRequest') return [];
    const key = `${step} ${outcome === 'extended' ? 'extended' : 'done'}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? [at(place, 'step', 'admission.done_already')] : [];
  });
};

const isAdmitted = (step: StepId, facts: readonly PaperFact[]): boolean =>
  facts.some((fact) => fact.step === step && fact.outcome === 'passed');

/** Everything that is wrong with the entry itself. */
export const paperProblems = ({ begunOn, personId, facts }: Papers, today: string): readonly Problem[] => [
  ...(begunOn >= today ? [{ path: 'body.begunOn', message: 'admission.papers_older' }] : []),
  ...facts.flatMap((fact, place) => factProblems(fact, place, today)),
  ...doubled(facts),
  // Probation counts from the meeting: without its day nobody is entered as a probationary member.
  ...(personId === undefined && isAdmitted('approval', facts) && !isAdmitted('admissionMeeting', facts)
    ? [{ path: 'body.facts', message: 'admission.meeting_day_missing' }]
    : []),
];
