/**
 * The law of transfers once more, written from the rules of the trade and not from the code that it judges: which step leads where,
 * and who may walk it.
 */
export type Who = 'from_branch' | 'from_committee' | 'to_committee' | 'to_branch';

export interface Actor {
  readonly name: string;
  /** Places that the actor's role covers, by organisation id. */
  readonly covers: ReadonlySet<string>;
  /** Whether the role speaks for a committee. */
  readonly committee: boolean;
  readonly cookie: string;
}

export interface Places {
  readonly way: string;
  readonly from_branch: string | null;
  readonly from_committee: string | null;
  readonly to_branch: string | null;
  readonly to_committee: string | null;
}

const lines = `
short county leaving certificate abroad| draft              | submit  | submitted          | from_branch
short county leaving certificate abroad| draft              | agree   | out_branch_ok      | from_branch
short county leaving certificate abroad| submitted          | agree   | out_branch_ok      | from_branch
short county leaving certificate abroad| submitted          | reject  | rejected           | from_branch
short county leaving certificate abroad| draft              | recall  | recalled           | from_branch
short county leaving certificate abroad| submitted          | recall  | recalled           | from_branch
short county leaving certificate abroad| out_branch_ok      | recall  | recalled           | from_branch
short county leaving certificate abroad| out_branch_ok      | reject  | rejected           | from_committee
short                                 | out_branch_ok      | approve | in_committee_ok    | from_committee
county leaving certificate            | out_branch_ok      | issue   | out_committee_ok   | from_committee
county leaving certificate            | out_committee_ok   | recall  | recalled           | from_committee
county leaving certificate            | out_committee_ok   | lose    | lost_reissued      | from_committee
county                                | out_committee_ok   | assign  | in_committee_ok    | to_committee
county                                | out_committee_ok   | reject  | rejected           | to_committee
leaving                               | out_committee_ok   | reject  | rejected           | from_committee
leaving                               | out_committee_ok   | confirm | receipt_returned   | from_committee
short county                          | in_committee_ok    | recall  | recalled           | from_committee
arriving                              | in_committee_ok    | recall  | recalled           | to_committee
short county arriving                 | in_committee_ok    | reject  | rejected           | to_branch
short county arriving                 | in_committee_ok    | accept  | in_branch_accepted | to_branch
county arriving                       | in_branch_accepted | receipt | receipt_returned   | to_committee
abroad                                | out_branch_ok      | keep    | out_committee_ok   | from_committee
certificate abroad                    | out_committee_ok   | conclude | concluded         | from_branch
`;

interface Law {
  readonly ways: readonly string[];
  readonly from: string;
  readonly step: string;
  readonly to: string;
  readonly who: Who;
}

export const law: readonly Law[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [ways = '', from = '', step = '', to = '', who = ''] = line.split('|').map((part) => part.trim());
    return { ways: ways.split(' '), from, step, to, who: who as Who };
  });

export const allSteps: readonly string[] = [...new Set(law.map(({ step }) => step))];

export const lawOf = (way: string, state: string, step: string): Law | undefined =>
  law.find((one) => one.ways.includes(way) && one.from === state && one.step === step);

/** Committees are spoken for by those who hang on them or above, branches also by their secretaries. */
export const isEntitled = (actor: Actor, { who }: Law, places: Places): boolean => {
  const place = places[who];
  if (place === null || !actor.covers.has(place)) return false;
  return actor.committee || who === 'from_branch' || who === 'to_branch';
};
