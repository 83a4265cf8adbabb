/**
 * Admission (发展党员) read off dated facts. Nothing here stores or decides: the same facts give the same answer in any order.
 * A case keeps the edition of the rules that it was begun under; `valuesOf` asks the rule packs as of that edition.
 */
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { evaluate, findRule, type Answer, type Rule, type RuleInput, type Why } from '#features/base/rules/rules.ts';
import type { CaseFact, CaseFacts, CaseVotes, Day, Pack, Stage, StepId } from '../steps.ts';
import { stepTable, type Actor, type StepRow } from './packs/step-table.ts';

export {
  actors,
  extraTable,
  localExtras,
  papers,
  stepTable,
  type Actor,
  type ExtraRow,
  type LocalExtra,
  type Paper,
  type StepRow,
} from './packs/step-table.ts';

/** First and last day of each edition. */
const editions: Readonly<Record<Pack, readonly [first: Day, last: Day]>> = {
  '2014': ['2014-05-28', '2026-05-10'],
  '2026': ['2026-05-11', '9999-12-31'],
};

/** The edition in force on a day; what was begun before 2014 is read by that of 2014. */
export const packOn = (day: Day): Pack => (day < editions['2026'][0] ? '2014' : '2026');

/** The rules as one edition has them, whatever the day of the event. */
export interface PackValues {
  readonly pack: Pack;
  /** Undefined where the edition sets nothing: in 2014 no public notice, no month for the oath. */
  readonly rule: (id: string, on: Day) => Rule | undefined;
}

export const valuesOf = (pack: Pack, rules?: readonly Rule[]): PackValues => {
  const [first, last] = editions[pack];
  return {
    pack,
    rule: (id, on) => findRule(id, on < first ? first : on > last ? last : on, rules),
  };
};

export const rowOf = (step: StepId): StepRow => {
  const row = stepTable.find(({ id }) => id === step);
  if (!row) throw new RangeError(`no step ${step}`);
  return row;
};

/** Where a branch has no committee, its members decide. */
export const actorOf = (step: StepId, { hasCommittee }: Pick<CaseFacts, 'hasCommittee'>): Actor => {
  const { actor } = rowOf(step);
  return actor === 'branch_committee' && !hasCommittee ? 'members_meeting' : actor;
};

/** The articles to show: those of the edition of the case, and those in force beside an older one. */
export const articlesOf = (step: StepId, pack: Pack): readonly { readonly pack: Pack; readonly article: string }[] => {
  const { articles } = rowOf(step);
  const own = { pack, article: articles[pack] };
  return pack === '2014' ? [own, { pack: '2026', article: articles['2026'] }] : [own];
};

/** A day that a rule reckons, with its reason; `missingYears` where the holidays of a year are not known. */
export interface Bound {
  readonly day: Day;
  /** Null where the day is simply that of the step before. */
  readonly why: Why | null;
  readonly after: StepId | null;
  readonly missingYears: readonly number[];
}

export interface Ask {
  readonly values: PackValues;
  readonly calendar: Calendar;
}

/** The answer of a rule of the edition; null where it has no such rule. */
export const answerOf = ({ values, calendar }: Ask, id: string, on: Day, input: RuleInput): Answer | null => {
  const rule = values.rule(id, on);
  return rule ? evaluate(rule, input, calendar) : null;
};

/** The day on which a term that begins with an event ends; null where the edition sets no such term. */
export const boundOf = (asked: Ask, id: string, from: Day, after: StepId): Bound | null => {
  const answer = answerOf(asked, id, from, { from });
  if (answer === null) return null;
  return { day: String(answer.value), why: answer.why, after, missingYears: answer.missingYears ?? [] };
};

/** Whether a number meets a rule; true where the edition sets none. */
export const meets = (asked: Ask, id: string, on: Day, input: RuleInput): boolean =>
  answerOf(asked, id, on, input)?.value !== false;

export interface VoteReading {
  readonly quorate: boolean;
  readonly passed: boolean;
}

/** More than half of those entitled are present, and more than half of those entitled say yes. */
export const readVote = (asked: Ask, on: Day, { entitled, present, yes }: CaseVotes): VoteReading => {
  const quorate = meets(asked, 'admit.present', on, { count: present, total: entitled, of: 'entitled' });
  return {
    quorate,
    passed: quorate && meets(asked, 'admit.pass', on, { count: yes, total: entitled, of: 'entitled' }),
  };
};

export const isGood = ({ outcome }: CaseFact): boolean => outcome === 'done' || outcome === 'passed';

/** Facts of a step by their days. */
export const factsOf = ({ facts }: CaseFacts, step: StepId): readonly CaseFact[] =>
  facts
    .filter((fact) => fact.step === step)
    .toSorted((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));

export const lastOf = (facts: CaseFacts, step: StepId): CaseFact | undefined => factsOf(facts, step).at(-1);

/** The day on which the committee received what a meeting passed; that of the meeting where no day was recorded. */
export const receivedOn = (facts: CaseFacts, meeting: CaseFact): Day => {
  // The committee knows it best: what it recorded with its talk goes before what the branch said.
  const said = lastOf(facts, 'superiorTalk')?.received ?? meeting.received;
  return said !== undefined && said > meeting.on ? said : meeting.on;
};

/** What a fact lacks of what its step asks for; null where nothing is known to be wrong. */
export const flaws = ['refused', 'publicity', 'contacts', 'introducers', 'training', 'votes'] as const;
export type Flaw = (typeof flaws)[number];

const trainedEnough = (asked: Ask, { on, days, hours, special }: CaseFact): boolean => {
  if (special === true || (days === undefined && hours === undefined)) return true;
  return (
    (days !== undefined && meets(asked, 'training.days', on, { count: days, of: 'days' })) ||
    (hours !== undefined && meets(asked, 'training.hours', on, { count: hours, of: 'studyHours' }))
  );
};

/** A public notice has run where the edition asks for none, or where its last day is not before the term. */
const wasPublic = (asked: Ask, { on, until }: CaseFact): boolean => {
  const term = boundOf(asked, 'publicity.workdays', on, 'candidateConsent');
  return term === null || (until !== undefined && until >= term.day);
};

export const flawOf = (asked: Ask, fact: CaseFact): Flaw | null => {
  const { step, on, people, votes } = fact;
  if (!isGood(fact)) return 'refused';
  const counted = people !== undefined && { count: people, of: 'persons' as const };
  switch (step) {
    case 'contacts':
      return counted && !meets(asked, 'activist.contacts', on, counted) ? 'contacts' : null;
    case 'introducers':
      return counted && !meets(asked, 'admit.introducers', on, counted) ? 'introducers' : null;
    case 'candidateConsent':
      return wasPublic(asked, fact) ? null : 'publicity';
    case 'training':
      return trainedEnough(asked, fact) ? null : 'training';
    case 'admissionMeeting':
    case 'conversionMeeting':
      return votes && !readVote(asked, on, votes).passed ? 'votes' : null;
    default:
      return null;
  }
};

/** The fact that finished a step: the last one, where nothing is wrong with it; a repeated step has begun with its first. */
export const finishOf = (asked: Ask, facts: CaseFacts, step: StepId): CaseFact | undefined => {
  const all = factsOf(facts, step);
  if (rowOf(step).repeats) return all.find((fact) => flawOf(asked, fact) === null);
  const last = all.at(-1);
  return last && flawOf(asked, last) === null ? last : undefined;
};

/** The day from which the next step may be taken. */
export const finishDay = ({ on, until }: CaseFact): Day => (until !== undefined && until > on ? until : on);

const reached = (fact: CaseFact, pack: Pack): Stage | null => {
  if (!isGood(fact)) return null;
  const { stage } = rowOf(fact.step);
  switch (fact.step) {
    case 'activist':
      return 'activist';
    case 'candidate':
      return pack === '2014' ? 'candidate' : stage;
    case 'candidateConsent':
      return pack === '2014' || fact.until !== undefined ? 'candidate' : stage;
    case 'approval':
      return 'probationary';
    case 'conversionApproval':
      return 'full';
    default:
      return stage;
  }
};

const inOrder: readonly Stage[] = ['applicant', 'activist', 'candidate', 'probationary', 'full'];

/**
 * How far a person has come by what is recorded. In 2026 the agreement of the committee and its public notice make a candidate; the
 * approval makes a probationary member, though the year counts from the meeting.
 */
export const stageOf = ({ facts, begunUnder, transferredIn }: CaseFacts): Stage =>
  facts
    .map((fact) => reached(fact, begunUnder))
    .reduce<Stage>(
      (best, stage) => (stage !== null && inOrder.indexOf(stage) > inOrder.indexOf(best) ? stage : best),
      transferredIn ? 'probationary' : 'applicant',
    );
