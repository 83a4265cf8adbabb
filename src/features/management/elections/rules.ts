/** How an election is set up: how many candidates there must be, and in which order they stand on the ballot. */
import { ask, holds, ruleAt, type Answer, type Why } from '#features/base/rules/rules.ts';

/** Who votes: the members in their meeting, the new committee among itself, or the delegates of a congress. */
export const electors = ['members', 'committee', 'delegates'] as const;
export type Electors = (typeof electors)[number];

/** A congress elects a committee, and delegates to the congress above; a secretary is the committee's to elect. */
export const congressElects = (kind: ElectionKind): boolean => kind === 'committee' || kind === 'delegates';

/**
 * A congress elects from among all members of those who sent its delegates, not from the delegates alone; a meeting and a committee
 * elect from among themselves.
 */
export const standsOutsideRoll = (voters: Electors): boolean => voters === 'delegates';

/** Who is elected: the committee, its secretary, its deputies, delegates to a congress. */
export const electionKinds = ['committee', 'secretary', 'deputy_secretary', 'delegates'] as const;
export type ElectionKind = (typeof electionKinds)[number];

/**
 * 差额: more candidates than seats in the formal vote. 预选: the surplus was in the preliminary vote, the formal one has
 * as many candidates as seats. 等额: secretaries and deputies, and the rounds that follow a first one.
 */
export const electionMethods = ['surplus', 'preliminary', 'equal'] as const;
export type ElectionMethod = (typeof electionMethods)[number];

export const electionStates = ['planned', 'held', 'closed', 'cancelled'] as const;
export type ElectionState = (typeof electionStates)[number];

export type Basis = 'present' | 'entitled';

/** Whose majority counts, where the county has not said otherwise. */
export const basisOn = (on: string): Basis => {
  const { value } = ruleAt('election.denominator', on);
  return value.kind === 'choice' && value.choice === 'entitled' ? 'entitled' : 'present';
};

/** Where it stands among the votes of an election. */
export interface Stage {
  /** 预选: it names the candidates of the formal vote, and gives nobody a post. */
  readonly preliminary: boolean;
  /** 1 is the vote itself; later rounds fill what was left open or decide between equal votes. */
  readonly round: number;
}

/**
 * Secretaries and deputies are elected from as many candidates as seats; committees and delegates never in a first formal vote
 * alone. What follows a preliminary vote keeps to its method.
 */
export const methodsFor = (
  kind: ElectionKind,
  on: string,
  { preliminary, round, named }: Stage & { readonly named: boolean },
): readonly ElectionMethod[] => {
  const surplus = kind === 'committee' || kind === 'delegates';
  if (preliminary) return surplus ? ['preliminary'] : [];
  if (round > 1) return ['equal', 'surplus'];
  if (surplus) return named ? ['preliminary'] : ['surplus', 'preliminary'];
  return ask('election.method.secretary', on, {}).value === 'equal' ? ['equal'] : ['surplus'];
};

export interface Setup extends Stage {
  readonly on: string;
  readonly kind: ElectionKind;
  readonly method: ElectionMethod;
  readonly seats: number;
}

export interface Following extends Stage {
  readonly seats: number;
}

/**
 * The vote that takes up what one has left open, or null where nothing is: a vote that was void is held again as it was, any other
 * is followed by a round of its kind.
 */
export const roundAfter = (
  { preliminary, round, seats }: Following,
  { isVoid, filled }: { readonly isVoid: boolean; readonly filled: number },
): Following | null => {
  if (filled >= seats) return null;
  return { preliminary, round: isVoid && filled === 0 ? round : round + 1, seats: seats - filled };
};

export interface CandidateNeed {
  readonly least: number;
  readonly most: number | null;
  readonly why: Why;
}

/**
 * How many names the ballot needs. A later round has those who are left, so the share of a first round does not
 * bind it; but a vote between equals needs more names than seats, or nothing would be decided.
 */
export const candidatesNeeded = ({ on, kind, method, seats, round, preliminary }: Setup): CandidateNeed => {
  const surplus = ask('election.surplus', on, { seats });
  if (round > 1) return { least: 1, most: null, why: ask('election.tooFew', on, {}).why };
  if (method === 'surplus' || preliminary) return { least: Number(surplus.value), most: null, why: surplus.why };
  const why = kind === 'committee' || kind === 'delegates' ? surplus.why : ask('election.method.secretary', on, {}).why;
  return { least: seats, most: seats, why };
};

/** Names that the preliminary vote of a formal one needs: the surplus moves there when the formal vote has none. */
export const preliminaryNeeded = ({ on, method, seats, preliminary }: Setup): number | null =>
  method === 'preliminary' && !preliminary ? Number(ask('election.surplus', on, { seats }).value) : null;

/** What is wrong with the candidates, as a message, or null: whoever may not stand any more has to be replaced first. */
export const candidateProblem = (
  setup: Setup,
  { candidates, gone }: { readonly candidates: number; readonly gone: number },
): { readonly message: string; readonly params: Readonly<Record<string, number>> } | null => {
  if (gone > 0) return { message: 'candidates_gone', params: { gone } };
  const { least, most } = candidatesNeeded(setup);
  if (candidates < least) return { message: 'candidates_few', params: { least, candidates } };
  if (most !== null && candidates > most) return { message: 'candidates_many', params: { most, candidates } };
  return null;
};

/** Whether a ballot with so many names counts (没有超过应选人数). Written-in names are names. */
export const ballotIsValid = (names: number, seats: number, on: string): Answer<boolean> =>
  holds('election.names', on, { count: names, total: seats, of: 'seats' });

const strokes = new Intl.Collator('zh-u-co-stroke');

/** 姓氏笔画: by strokes, and by the order of the roll where two write themselves alike. */
export const inStrokeOrder = <T extends { readonly name: string }>(people: readonly T[]): T[] =>
  people.toSorted((a, b) => strokes.compare(a.name, b.name));

/** Committees and delegates stand by strokes; secretaries in the order that the superior approved. */
export const isStrokeOrdered = (kind: ElectionKind): boolean => kind === 'committee' || kind === 'delegates';

/** The post that an election fills, as posts are recorded; delegates hold a post of their own. */
export const postOf = (kind: ElectionKind): 'committee_member' | 'secretary' | 'deputy_secretary' | 'delegate' =>
  kind === 'committee' ? 'committee_member' : kind === 'delegates' ? 'delegate' : kind;

export interface Progress {
  readonly state: ElectionState;
  readonly counted: boolean;
  readonly confirmed: boolean;
  /** The reader is the one who entered the count. */
  readonly enteredBySame: boolean;
  readonly entered: boolean;
  readonly preliminary: boolean;
  /** Announced as elected, or as candidates. */
  readonly filled: number;
  readonly seats: number;
  /** What takes it up is being prepared or was held. */
  readonly followed: boolean;
}

/** What may be done next, and by whom; the same answers hide the buttons. A count is never confirmed by who entered it. */
export const mayDo = (
  { state, counted, confirmed, enteredBySame, entered, preliminary, filled, seats, followed }: Progress,
  { edits, appoints }: { readonly edits: boolean; readonly appoints: boolean },
) => {
  const isOpen = state === 'planned' || state === 'held';
  return {
    prepare: edits && state === 'planned',
    count: edits && isOpen && !confirmed,
    confirm: edits && state === 'held' && counted && !confirmed && !enteredBySame,
    announce: edits && state === 'held' && confirmed,
    enter: appoints && state === 'closed' && !preliminary && filled > 0 && !entered,
    again: edits && state === 'closed' && filled < seats && !followed,
    formal: edits && state === 'closed' && preliminary && filled > 0 && !followed,
    cancel: edits && isOpen && !confirmed,
  };
};
