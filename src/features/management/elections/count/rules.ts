/**
 * The check of a count on paper. It reads numbers that people have counted, and says what the regulation makes of them:
 * elected, a second round, a vote between equals, or void. Of a preliminary vote it says the same by its own article; those
 * elected are then the candidates. What was announced is entered beside it by people.
 */
import { ask, holds, neededOf, ruleAt, type Why } from '#features/base/rules/rules.ts';
import type { Problem } from '#shared/errors.ts';
import type { Basis } from '../rules.ts';

export interface Votes {
  /** Whoever it is: an id of a candidate or of a written-in name. */
  readonly key: string;
  readonly yes: number;
}

export interface Tally {
  readonly on: string;
  readonly preliminary: boolean;
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
  readonly seats: number;
  readonly basis: Basis;
  readonly votes: readonly Votes[];
}

export const outcomes = ['elected', 'second_round', 'revote', 'void'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Check {
  readonly kind: 'quorum' | 'returned' | 'elected' | 'tie' | 'too_few';
  readonly holds: boolean;
  readonly why: Why;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Votes that elect. */
  readonly needed: number;
  readonly basis: Basis;
  /** By votes, the most first. */
  readonly elected: readonly string[];
  /** Equal on the last seat: they are voted on again. */
  readonly tied: readonly string[];
  /** Seats that are left open. */
  readonly open: number;
  readonly checks: readonly Check[];
}

interface Inputs {
  readonly preliminary: boolean;
  readonly seats: number;
  readonly passed: number;
  readonly elected: number;
  readonly needed: number;
  readonly tied: number;
}

/** The reason with the numbers of this election, and what they say in one sentence. */
const noted = (why: Why, { tied, preliminary, ...inputs }: Inputs): Why => {
  const { seats, passed, elected, needed } = inputs;
  const words = preliminary
    ? { seats: '候选人名额', elected: '列为候选人', places: 'places', named: 'candidates by votes', last: 'place' }
    : { seats: '应选', elected: '当选', places: 'seats', named: 'elected by votes', last: 'seat' };
  return {
    ...why,
    inputs: { ...why.inputs, ...inputs, ...(tied > 0 ? { tied } : {}) },
    steps: [
      ...why.steps,
      {
        zh: `${words.seats} ${seats} 人，得 ${needed} 票以上 ${passed} 人，按票数${words.elected} ${elected} 人${tied > 0 ? `，末位得票相等 ${tied} 人` : ''}`,
        en: `${seats} ${words.places}; ${passed} with ${needed} votes or more; ${words.named} ${elected}${tied > 0 ? `; equal on the last ${words.last} ${tied}` : ''}`,
      },
    ],
  };
};

const isQuorate = ({ on, present, entitled }: Tally): Check => {
  const { value, why } = holds('election.quorum', on, { count: present, total: entitled, of: 'entitled' });
  return { kind: 'quorum', holds: value, why };
};

const isReturnedWell = ({ on, returned, issued }: Tally): Check => {
  const { value, why } = holds('election.returned', on, { count: returned, total: issued, of: 'issued' });
  return { kind: 'returned', holds: value, why };
};

type Passing = Pick<Tally, 'basis' | 'preliminary'>;

const passRule = ({ basis, preliminary }: Passing): string =>
  preliminary ? `election.preliminary.${basis}` : `election.elected.${basis}`;

/** The fewest votes that elect, or that make a candidate. */
const votesNeeded = (tally: Tally): number => {
  const { value } = ruleAt(passRule(tally), tally.on);
  if (value.kind !== 'share') throw new TypeError(`rule ${passRule(tally)} is no share`);
  return neededOf(value, tally[tally.basis]);
};

const byVotes = (votes: readonly Votes[]): Votes[] => votes.toSorted((a, b) => b.yes - a.yes);

/** Those above the line take seats in the order of their votes; equal votes on the last seat leave it open. */
const seatsTaken = (passed: readonly Votes[], seats: number): { elected: Votes[]; tied: Votes[] } => {
  if (passed.length <= seats) return { elected: [...passed], tied: [] };
  const last = passed[seats - 1]?.yes;
  if (last !== passed[seats]?.yes) return { elected: passed.slice(0, seats), tied: [] };
  return {
    elected: passed.filter(({ yes }) => yes > (last ?? 0)),
    tied: passed.filter(({ yes }) => yes === last),
  };
};

const keysOf = (votes: readonly Votes[]): string[] => votes.map(({ key }) => key);

const voided = (tally: Tally, needed: number, checks: readonly Check[]): Verdict => ({
  outcome: 'void',
  needed,
  basis: tally.basis,
  elected: [],
  tied: [],
  open: tally.seats,
  checks,
});

/** Who is elected by the counted votes, once the vote as a whole is valid. */
const judgeVotes = (tally: Tally, needed: number, before: readonly Check[]): Verdict => {
  const { on, basis, seats, preliminary } = tally;
  const total = tally[basis];
  const passed = byVotes(tally.votes.filter(({ yes }) => yes >= needed));
  const { elected, tied } = seatsTaken(passed, seats);
  const open = seats - elected.length;
  const leader = byVotes(tally.votes)[0]?.yes ?? 0;
  const { why } = holds(passRule(tally), on, { count: leader, total, of: basis });
  const inputs = { preliminary, seats, passed: passed.length, elected: elected.length, needed, tied: tied.length };
  const checks: Check[] = [...before, { kind: 'elected', holds: open === 0, why: noted(why, inputs) }];
  if (tied.length > 0) checks.push({ kind: 'tie', holds: false, why: noted(ask('election.tie', on, {}).why, inputs) });
  else if (open > 0)
    checks.push({ kind: 'too_few', holds: false, why: noted(ask('election.tooFew', on, {}).why, inputs) });
  return {
    outcome: tied.length > 0 ? 'revote' : open > 0 ? 'second_round' : 'elected',
    needed,
    basis,
    elected: keysOf(elected),
    tied: keysOf(tied),
    open,
    checks,
  };
};

/** What the regulation makes of a count. The numbers must agree among themselves: see `countProblems`. */
export const judgeElection = (tally: Tally): Verdict => {
  const needed = votesNeeded(tally);
  const quorum = isQuorate(tally);
  if (!quorum.holds) return voided(tally, needed, [quorum]);
  const returned = isReturnedWell(tally);
  return returned.holds ? judgeVotes(tally, needed, [quorum, returned]) : voided(tally, needed, [quorum, returned]);
};

export interface CountedCandidate {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export interface Count {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly invalid: number;
  readonly seats: number;
  readonly candidates: readonly CountedCandidate[];
  readonly writeIns: readonly { readonly yes: number }[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const problem = (path: string, message: string, params: Readonly<Record<string, number>> = {}): Problem => ({
  path: `body.${path}`,
  message,
  params,
});

/** Papers and people: nobody votes who is not there, and every returned ballot is valid or invalid. */
const paperProblems = ({ entitled, present, issued, returned, valid, invalid }: Count): Problem[] => [
  ...(present > entitled ? [problem('present', 'present_many', { entitled })] : []),
  ...(issued > present ? [problem('issued', 'issued_many', { present })] : []),
  ...(valid + invalid === returned ? [] : [problem('valid', 'valid_unequal', { returned, sum: valid + invalid })]),
];

const voteProblems = ({ valid, seats, candidates, writeIns }: Count): Problem[] => {
  const problems = candidates.flatMap(({ yes, no, abstain }, place) =>
    yes + no + abstain === valid
      ? []
      : [problem(`candidates.${place}.yes`, 'votes_unequal', { valid, sum: yes + no + abstain })],
  );
  const named = sum([...candidates, ...writeIns].map(({ yes }) => yes));
  if (named > valid * seats) problems.push(problem('valid', 'names_many', { most: valid * seats, named }));
  writeIns.forEach(({ yes }, place) => {
    if (yes > valid) problems.push(problem(`writeIns.${place}.yes`, 'votes_many', { valid }));
  });
  // Only who votes against a candidate names another; who abstains may not.
  const against = sum(candidates.map(({ no }) => no));
  const written = sum(writeIns.map(({ yes }) => yes));
  if (written > against) problems.push(problem('writeIns', 'written_many', { against, written }));
  return problems;
};

/** Numbers of a count that cannot be true together. A vote that is void as a whole is not counted by candidate. */
export const countProblems = (count: Count, isVoid: boolean): Problem[] => [
  ...paperProblems(count),
  ...(isVoid ? [] : voteProblems(count)),
];
