/** What a fact must hold before it is recorded. Pure: problems come out, in the words of the form. */
import type { Problem } from '#shared/errors.ts';
import type { z } from 'zod';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { deadline } from '#features/base/rules/rules.ts';
import type { recordFact } from '../contract.ts';
import { concluding, lasting, newRulesFrom, outcomesOf, repeated, reporting, voted } from '../rules.ts';
import type { StepState } from '../rules/path/rules.ts';
import type { CaseVotes, StepId } from '../steps.ts';

export type Entry = z.output<typeof recordFact.body>;

const problem = (path: string, message: string, params?: Problem['params']): Problem => ({
  path: `body.${path}`,
  message,
  ...(params === undefined ? {} : { params }),
});

const namesProblems = ({ step, names = [] }: Entry): Problem[] => {
  if (step === 'introducers' && names.length !== 2) return [problem('names', 'admission.two_introducers')];
  if (step === 'introducers' && names[0] === names[1]) return [problem('names', 'admission.two_introducers')];
  if (step === 'contacts' && (names.length < 1 || names.length > 2))
    return [problem('names', 'admission.one_or_two_contacts')];
  return [];
};

const trainingProblems = ({ step, outcome, days = 0, hours = 0, special }: Entry): Problem[] =>
  step === 'training' && outcome === 'passed' && special !== true && days < 3 && hours < 24
    ? [problem('hours', 'admission.training_short')]
    : [];

const lastingProblems = ({ step, on, until, outcome }: Entry, today: string): Problem[] => {
  if (!lasting.has(step) || outcome === 'refused') return [];
  // The rules of 2014 knew no public notice.
  if (step === 'candidateConsent' && on < newRulesFrom) return [];
  if (until === undefined) return [problem('until', 'admission.until_missing')];
  if (until < on) return [problem('until', 'admission.until_before')];
  // A notice runs while it is entered; a training has been held.
  return step === 'training' && until > today ? [problem('until', 'date_future', { date: until })] : [];
};

/** A meeting that is recorded is reported with it: the committee has its papers on the day on which they are sent, unless said. */
export const withReceipt = (entry: Entry, today: string): Entry =>
  entry.step === 'admissionMeeting' && entry.outcome === 'passed' && entry.fromPapers !== true
    ? { ...entry, receivedOn: entry.receivedOn ?? today }
    : entry;

const receiptProblems = ({ step, on, receivedOn }: Entry, today: string): Problem[] => {
  if (receivedOn === undefined || !reporting.has(step)) return [];
  if (receivedOn > today) return [problem('receivedOn', 'date_future', { date: receivedOn })];
  if (step === 'admissionMeeting')
    return receivedOn < on ? [problem('receivedOn', 'admission.received_before', { on })] : [];
  return receivedOn > on ? [problem('receivedOn', 'admission.received_after', { on })] : [];
};

/** What is wrong with the entry itself. */
export const entryProblems = (entry: Entry, today: string): readonly Problem[] => [
  ...(outcomesOf(entry.step).includes(entry.outcome) ? [] : [problem('outcome', 'admission.outcome_wrong')]),
  ...(entry.on > today ? [problem('on', 'date_future', { date: entry.on })] : []),
  ...namesProblems(entry),
  ...(concluding.has(entry.step) && entry.concludedBy === undefined
    ? [problem('concludedBy', 'admission.name_who')]
    : []),
  ...trainingProblems(entry),
  ...lastingProblems(entry, today),
  ...receiptProblems(entry, today),
  ...(entry.outcome === 'extended' && (entry.months === undefined || entry.months < 6 || entry.months > 12)
    ? [problem('months', 'admission.extension')]
    : []),
];

/** A public notice runs for its working days (Article 13), by the rule of the day on which it was put up. */
export const noticeProblems = ({ step, on, until, outcome }: Entry, calendar: Calendar): readonly Problem[] => {
  if (step !== 'candidateConsent' || outcome !== 'passed' || on < newRulesFrom || until === undefined) return [];
  const { value } = deadline('publicity.workdays', on, calendar);
  return until < value ? [problem('until', 'admission.notice_short', { day: value })] : [];
};

/** A secret vote: nobody votes twice, and what passes has more than half of those entitled, present and in favour. */
export const voteProblems = ({ step, outcome }: Entry, votes: CaseVotes): readonly Problem[] => {
  if (!voted.has(step)) return [];
  const { entitled, present, yes, no, abstain, writtenOpinions, secret } = votes;
  return [
    ...(secret ? [] : [problem('secret', 'admission.not_secret')]),
    ...(present * 2 > entitled || outcome === 'refused'
      ? []
      : [problem('present', 'admission.no_quorum', { present, entitled })]),
    ...(writtenOpinions > entitled - present ? [problem('writtenOpinions', 'admission.too_many_opinions')] : []),
    ...(yes + no + abstain > present + writtenOpinions ? [problem('yes', 'admission.too_many_votes')] : []),
    ...(outcome === 'passed' && yes * 2 <= entitled ? [problem('yes', 'admission.not_passed', { yes, entitled })] : []),
  ];
};

/** What stands in the way of recording a step on a day, as the path says; undefined where nothing does. */
export const wayProblem = (
  at: StepState,
  { step, on, outcome }: Pick<Entry, 'step' | 'on' | 'outcome'>,
): { readonly kind: 'conflict' | 'invalid'; readonly problem: Problem } | undefined => {
  const whole = (message: string, params?: Problem['params']) =>
    ({ kind: 'conflict', problem: problem('step', message, params) }) as const;
  if (at.state === 'notNeeded') return whole('admission.not_needed');
  if (at.state === 'done' && !repeated.has(step)) return whole('admission.done_already');
  if (at.state === 'blocked') return whole('admission.blocked');
  const early = at.earliest !== undefined && on < at.earliest.day && outcome !== 'cancelled';
  return early
    ? { kind: 'invalid', problem: problem('on', 'admission.too_early', { earliest: at.earliest?.day ?? '' }) }
    : undefined;
};

/** Steps whose conclusion ends the case. */
export const endsWith = (step: StepId, outcome: Entry['outcome']) => {
  if (step === 'vetting' && outcome === 'refused') return 'vetting_stopped';
  if (step === 'conversionApproval' && outcome === 'cancelled') return 'probation_cancelled';
  return step === 'archive' && outcome === 'done' ? 'finished' : undefined;
};
