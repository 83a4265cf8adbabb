/** Who records which step of admission, with which outcome, and how far a case has come. Pure: facts in, answers out. */
import { addMonths, addYears } from '#shared/days.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';
import type { CaseFact, Outcome, StepId } from './steps.ts';
import { stepIds } from './steps.ts';

/** Where a step is recorded: in the branch, by the committee that may approve members, by the county. */
export const places = ['branch', 'committee', 'county'] as const;
export type Place = (typeof places)[number];

/** Committees that may approve members; a village committee and a general branch only consider (Article 22). */
const approving: readonly OrganisationType[] = [
  'county_committee',
  'working_committee',
  'township_committee',
  'grassroots_committee',
];
/** The nearest one above a branch. */
export const approverOf = <T extends { readonly type: OrganisationType }>(above: readonly T[]): T | undefined =>
  above.findLast((node) => approving.includes(node.type));

const inBranch: readonly Place[] = ['branch'];
const byCommittee: readonly Place[] = ['committee'];
const byCounty: readonly Place[] = ['county'];
/** Each step by where it is recorded. What the applicant writes is received by the branch. */
export const recorders: Readonly<Record<StepId, readonly Place[]>> = {
  application: inBranch,
  talk: inBranch,
  activist: inBranch,
  activistFiling: byCommittee,
  contacts: inBranch,
  cultivation: inBranch,
  candidate: inBranch,
  candidateConsent: byCommittee,
  introducers: inBranch,
  // Branch and committee look, the county's departments join in (联审): the conclusion is entered where it was made.
  vetting: ['committee', 'county'],
  training: ['committee', 'county'],
  committeeReview: inBranch,
  precheck: byCommittee,
  applicationBook: inBranch,
  admissionMeeting: inBranch,
  superiorTalk: byCommittee,
  approval: byCommittee,
  filing: byCounty,
  assignment: inBranch,
  oath: ['branch', 'committee'],
  probationInspection: inBranch,
  conversionRequest: inBranch,
  conversionMeeting: inBranch,
  conversionApproval: byCommittee,
  archive: byCommittee,
};

const decided: readonly Outcome[] = ['passed', 'refused'];
const done: readonly Outcome[] = ['done'];
/** What a step can end with. */
export const outcomesOf = (step: StepId): readonly Outcome[] => {
  switch (step) {
    case 'activist':
    case 'candidate':
    case 'candidateConsent':
    case 'vetting':
    case 'training':
    case 'committeeReview':
    case 'precheck':
    case 'admissionMeeting':
    case 'approval':
      return decided;
    case 'conversionMeeting':
    case 'conversionApproval':
      return ['passed', 'extended', 'cancelled', 'refused'];
    default:
      return done;
  }
};

export const voted: ReadonlySet<StepId> = new Set<StepId>(['admissionMeeting', 'conversionMeeting']);
/** Steps of which there are several. */
export const repeated: ReadonlySet<StepId> = new Set<StepId>(['talk', 'cultivation', 'probationInspection']);
/** Steps that last: from a day until a day. */
export const lasting: ReadonlySet<StepId> = new Set<StepId>(['candidateConsent', 'training']);
/** Steps that may say when the committee received the papers: the branch reports its meeting, the committee's talk answers it. */
export const reporting: ReadonlySet<StepId> = new Set<StepId>(['admissionMeeting', 'superiorTalk']);
/** Steps that name people: one or two contacts, two introducers, who held a talk. */
export const naming: ReadonlySet<StepId> = new Set<StepId>(['talk', 'contacts', 'introducers', 'superiorTalk']);
/** Conclusions that somebody answers for by name (domain I6). */
export const concluding: ReadonlySet<StepId> = new Set<StepId>(['vetting', 'precheck', 'superiorTalk']);

export const orderOf = (step: StepId): number => stepIds.indexOf(step);
export const counts = ({ outcome }: Pick<CaseFact, 'outcome'>): boolean => outcome === 'done' || outcome === 'passed';

/** The latest fact of a step that went through. */
export const reached = (facts: readonly CaseFact[], step: StepId): CaseFact | undefined =>
  facts
    .filter((fact) => fact.step === step && counts(fact))
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .at(-1);

/** The first day of the 2026 rules. */
export const newRulesFrom = '2026-05-11';

/** Probation counts from the branch meeting; an extension is added to it (Articles 31 and 32). */
export const probationEndOf = (facts: readonly CaseFact[]): string | undefined => {
  const meeting = reached(facts, 'admissionMeeting');
  if (meeting === undefined) return undefined;
  const extension = facts.find((fact) => fact.step === 'conversionApproval' && fact.outcome === 'extended');
  return addMonths(addYears(meeting.on, 1), extension?.months ?? 0);
};

export const endings = ['withdrawn', 'rejected', 'not_recognised', 'moved_away'] as const;
export type Ending = (typeof endings)[number];
export const states = [
  'open',
  'finished',
  'withdrawn',
  'vetting_stopped',
  'rejected',
  'probation_cancelled',
  'not_recognised',
  'moved_away',
] as const;
export type State = (typeof states)[number];

/** Which endings an office may enter: that a membership is not recognised is the county's decision (Articles 34 and 41). */
export const endingsOf = (rights: ReadonlySet<Place>): readonly Ending[] => [
  ...(rights.has('branch') || rights.has('committee') ? (['withdrawn', 'rejected', 'moved_away'] as const) : []),
  ...(rights.has('county') ? (['not_recognised'] as const) : []),
];

/** Whoever may end a case so may take that ending back. What a step has ended goes on when the step is taken back. */
export const mayReopen = (rights: ReadonlySet<Place>, state: State): boolean =>
  endingsOf(rights).some((ending) => ending === state);

/** A fact is taken back before what was built on it. */
export const standsUnder = (fact: CaseFact, facts: readonly CaseFact[]): boolean =>
  facts.some((other) => other.id !== fact.id && orderOf(other.step) > orderOf(fact.step) && other.on >= fact.on) &&
  !repeated.has(fact.step);
