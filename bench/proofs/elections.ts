/**
 * All small elections, counted twice: by the platform's check of the numbers, and by a slow counter that takes up paper
 * after paper. Up to twelve entitled and five candidates; every number of seats, of papers issued, returned and spoilt. Each once
 * as a formal vote and once as a preliminary one, whose list is then held against the formal vote that follows it.
 */
import { countProblems, judgeElection } from '#features/management/elections/count/rules.ts';
import { countRoll, deductions, suspensions, type RollEntry } from '#features/management/elections/roll/rules.ts';
import { ballotIsValid, candidateProblem, candidatesNeeded, roundAfter } from '#features/management/elections/rules.ts';
import { slowCandidates, slowList, slowVerdict, type Hall, type Mark, type Paper } from '../parts/slow-count.ts';
import { byPapers, byVotes } from '../parts/small-elections.ts';
import type { Outcome } from '../report.ts';

const on = '2026-11-26';

/** Voters whose papers are enumerated one by one, for one, two and three candidates. */
const voters = [8, 5, 3] as const;

const namesOf = ({ marks, written }: Paper): number =>
  marks.filter((mark) => mark === 'yes').length + (written ? 1 : 0);

const marked = (papers: readonly Paper[], place: number, mark: Mark): number =>
  papers.filter(({ marks }) => marks[place] === mark).length;

interface Tally {
  elections: number;
  differences: number;
  readonly outcomes: Map<string, number>;
  readonly examples: string[];
}

interface Tallies {
  readonly formal: Tally;
  readonly preliminary: Tally;
}

/** What people would have entered: numbers, no papers. */
const entered = (hall: Hall) => {
  const { papers, seats } = hall;
  const width = papers[0]?.marks.length ?? 0;
  const valid = papers.filter((paper) => ballotIsValid(namesOf(paper), seats, on).value);
  const candidates = Array.from({ length: width }, (_, place) => ({
    yes: marked(valid, place, 'yes'),
    no: marked(valid, place, 'no'),
    abstain: marked(valid, place, 'abstain'),
  }));
  return {
    ...hall,
    returned: papers.length,
    valid: valid.length,
    invalid: papers.length - valid.length,
    candidates,
    writeIns: [{ yes: valid.filter(({ written }) => written).length }],
  };
};

const inOrder = (keys: readonly (string | number)[]): string =>
  keys
    .map(Number)
    .toSorted((a, b) => a - b)
    .join(' ');

/** One line that both counters have to write alike, and what the fast one makes of the vote. */
interface Compared {
  readonly outcome: string;
  readonly fast: string;
  readonly slow: string;
}

type Judged = Omit<Parameters<typeof judgeElection>[0], 'preliminary'>;

const asFormal = (hall: Hall, count: Judged): Compared => {
  const line = (one: ReturnType<typeof judgeElection> | ReturnType<typeof slowVerdict>): string =>
    `${one.outcome}; elected ${inOrder(one.elected)}; tied ${inOrder(one.tied)}; open ${one.open}`;
  const fast = judgeElection({ ...count, preliminary: false });
  return { outcome: fast.outcome, fast: line(fast), slow: line(slowVerdict(hall)) };
};

/** The list, and whether the formal vote of as many candidates as seats may follow, or places are voted on again. */
const asPreliminary = (hall: Hall, count: Judged): Compared => {
  const fast = judgeElection({ ...count, preliminary: true });
  const slow = slowList(hall);
  const stage = { preliminary: true, round: 1, seats: hall.seats };
  const isVoid = fast.outcome === 'void';
  const again = roundAfter(stage, { isVoid, filled: fast.elected.length });
  const formal = { on, kind: 'committee', method: 'preliminary', ...stage, preliminary: false } as const;
  const follows = candidateProblem(formal, { candidates: fast.elected.length, gone: 0 }) === null;
  return {
    outcome: fast.outcome,
    fast: `named ${inOrder(fast.elected)}; tied ${inOrder(fast.tied)}; left ${again?.seats ?? 0}; void ${isVoid}; formal ${follows}`,
    slow: `named ${inOrder(slow.named)}; tied ${inOrder(slow.tied)}; left ${slow.left}; void ${slow.isVoid}; formal ${slow.left === 0}`,
  };
};

const note = (tally: Tally, { outcome, fast, slow }: Compared, alarms: string, about: () => string): void => {
  tally.elections += 1;
  tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
  if (fast === slow && alarms === '') return;
  tally.differences += 1;
  if (tally.examples.length < 10) tally.examples.push(`${about()}: ${fast} / ${slow} ${alarms}`);
};

const compare = (hall: Hall, { formal, preliminary }: Tallies): void => {
  const count = entered(hall);
  const votes = [...count.candidates, ...count.writeIns].map(({ yes }, place) => ({ key: String(place), yes }));
  const judged = { ...count, on, votes };
  const first = asFormal(hall, judged);
  // Numbers that come from papers agree among themselves.
  const alarms = first.outcome === 'void' ? [] : countProblems(count, false);
  const said = alarms.map(({ message }) => message).join(' ');
  const about = (): string => JSON.stringify({ ...hall, papers: votes.map(({ yes }) => yes) });
  note(formal, first, said, about);
  note(preliminary, asPreliminary(hall, judged), said, about);
};

/** Every state in which the roll knows somebody. */
const rollStates = (): RollEntry[] => [
  { exclusion: null, consent: null, resolvedOn: null },
  ...suspensions.map((exclusion) => ({ exclusion, consent: null, resolvedOn: null })),
  ...deductions.flatMap((exclusion) =>
    [null, '永组〔2026〕1号'].flatMap((consent) =>
      [null, '2026-11-01'].map((resolvedOn) => ({ exclusion, consent, resolvedOn })),
    ),
  ),
];

/** Who is crossed out, said anew: suspended, or let off with both papers. */
const isCrossedOut = ({ exclusion, consent, resolvedOn }: RollEntry): boolean =>
  exclusion === 'watched' ||
  exclusion === 'detained' ||
  (exclusion !== null && consent !== null && resolvedOn !== null);

const compareRolls = (): { rolls: number; differences: number } => {
  const states = rollStates();
  const pairs = states.flatMap((a) => states.map((b) => [a, b]));
  let [rolls, differences] = [0, 0];
  for (const pair of pairs)
    for (const c of states) {
      const names = [...pair, c];
      rolls += 1;
      if (countRoll(names).entitled !== names.filter((name) => !isCrossedOut(name)).length) differences += 1;
    }
  return { rolls, differences };
};

const compareSeats = (): { sizes: number; differences: number } => {
  let [sizes, differences] = [0, 0];
  for (let seats = 1; seats <= 300; seats++) {
    sizes += 1;
    const first = { on, kind: 'committee', seats, round: 1 } as const;
    const formal = candidatesNeeded({ ...first, method: 'surplus', preliminary: false });
    const preliminary = candidatesNeeded({ ...first, method: 'preliminary', preliminary: true });
    for (const { least } of [formal, preliminary]) if (least !== slowCandidates(seats)) differences += 1;
  }
  return { sizes, differences };
};

const told = ({ elections, differences, outcomes }: Tally): string =>
  `${elections} elections (${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}), differences ${differences}`;

const freshTally = (): Tally => ({ elections: 0, differences: 0, outcomes: new Map(), examples: [] });
const freshTallies = (): Tallies => ({ formal: freshTally(), preliminary: freshTally() });

/** Elections enumerated, and differences from the slow counter. The argument sets the most entitled; twelve without it. */
export const run = (args: readonly string[]): Promise<Outcome> => {
  const most = Number(args[0] ?? 12);
  const papers = freshTallies();
  for (const hall of byPapers(voters)) compare(hall, papers);
  const votes = freshTallies();
  for (let entitled = 1; entitled <= most; entitled++) for (const hall of byVotes(entitled)) compare(hall, votes);
  const rolls = compareRolls();
  const seats = compareSeats();
  const all = [papers.formal, papers.preliminary, votes.formal, votes.preliminary];
  const differences = all.reduce((sum, one) => sum + one.differences, rolls.differences + seats.differences);
  const heaps = `by papers, all heaps of up to ${voters.join(', ')} papers for 1, 2, 3 candidates and a written-in name`;
  const tallies = `by votes, all tallies of up to ${most} entitled and 5 candidates`;
  return Promise.resolve({
    lines: [
      `${heaps}: ${told(papers.formal)}`,
      `the same as preliminary votes: ${told(papers.preliminary)}`,
      `${tallies}: ${told(votes.formal)}`,
      `the same as preliminary votes: ${told(votes.preliminary)}`,
      `rolls of three: ${rolls.rolls}, differences ${rolls.differences}`,
      `seats to 300, fewest candidates: ${seats.sizes}, differences ${seats.differences}`,
      `elections enumerated ${all.reduce((sum, one) => sum + one.elections, 0)}, differences ${differences}`,
      ...all.flatMap(({ examples }) => examples).map((line) => `  ${line}`),
    ],
    ok: differences === 0 && all.every(({ elections }) => elections > 0),
  });
};
