/**
 * All small elections, counted twice: by the platform's check of the numbers, and by a slow counter that takes up paper
 * after paper. Up to twelve entitled and five candidates; every number of seats, of papers issued, returned and spoilt.
 */
import { countProblems, judgeElection } from '#features/management/elections/count/rules.ts';
import { countRoll, deductions, suspensions, type RollEntry } from '#features/management/elections/roll/rules.ts';
import { ballotIsValid, candidatesNeeded } from '#features/management/elections/rules.ts';
import { slowCandidates, slowVerdict, type Hall, type Mark, type Paper } from '../parts/slow-count.ts';
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

const compare = (hall: Hall, tally: Tally): void => {
  const count = entered(hall);
  const votes = [...count.candidates, ...count.writeIns].map(({ yes }, place) => ({ key: String(place), yes }));
  const fast = judgeElection({ ...count, on, votes });
  const slow = slowVerdict(hall);
  const told = (keys: readonly (string | number)[]): string =>
    keys
      .map(Number)
      .toSorted((a, b) => a - b)
      .join(' ');
  const line = (one: typeof fast | typeof slow): string =>
    `${one.outcome}; elected ${told(one.elected)}; tied ${told(one.tied)}; open ${one.open}`;
  tally.elections += 1;
  tally.outcomes.set(fast.outcome, (tally.outcomes.get(fast.outcome) ?? 0) + 1);
  // Numbers that come from papers agree among themselves.
  const alarms = fast.outcome === 'void' ? [] : countProblems(count, false);
  if (line(fast) === line(slow) && alarms.length === 0) return;
  tally.differences += 1;
  if (tally.examples.length < 10)
    tally.examples.push(
      `${JSON.stringify({ ...hall, papers: votes.map(({ yes }) => yes) })}: ${line(fast)} / ${line(slow)} ${alarms.map(({ message }) => message).join(' ')}`,
    );
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
    const { least } = candidatesNeeded({ on, kind: 'committee', method: 'surplus', seats, round: 1 });
    if (least !== slowCandidates(seats)) differences += 1;
  }
  return { sizes, differences };
};

const told = ({ elections, differences, outcomes }: Tally): string =>
  `${elections} elections (${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}), differences ${differences}`;

const freshTally = (): Tally => ({ elections: 0, differences: 0, outcomes: new Map(), examples: [] });

/** Elections enumerated, and differences from the slow counter. The argument sets the most entitled; twelve without it. */
export const run = (args: readonly string[]): Promise<Outcome> => {
  const most = Number(args[0] ?? 12);
  const papers = freshTally();
  for (const hall of byPapers(voters)) compare(hall, papers);
  const votes = freshTally();
  for (let entitled = 1; entitled <= most; entitled++) for (const hall of byVotes(entitled)) compare(hall, votes);
  const rolls = compareRolls();
  const seats = compareSeats();
  const differences = papers.differences + votes.differences + rolls.differences + seats.differences;
  return Promise.resolve({
    lines: [
      `by papers, all heaps of up to ${voters.join(', ')} papers for 1, 2, 3 candidates and a written-in name: ${told(papers)}`,
      `by votes, all tallies of up to ${most} entitled and 5 candidates: ${told(votes)}`,
      `rolls of three: ${rolls.rolls}, differences ${rolls.differences}`,
      `seats to 300, fewest candidates: ${seats.sizes}, differences ${seats.differences}`,
      `elections enumerated ${papers.elections + votes.elections}, differences ${differences}`,
      ...[...papers.examples, ...votes.examples].map((line) => `  ${line}`),
    ],
    ok: differences === 0 && papers.elections > 0 && votes.elections > 0,
  });
};
