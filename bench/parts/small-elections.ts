/** All small elections: by the papers themselves while there are few, then by the votes that papers can add up to. */
import type { Hall, Mark, Paper } from './slow-count.ts';

export const bases = ['present', 'entitled'] as const;

const marks: readonly Mark[] = ['yes', 'no', 'abstain'];

/** Every way to fill a paper. Only who votes against somebody may write another name in. */
const papersOf = (candidates: number): Paper[] => {
  let rows: Mark[][] = [[]];
  for (let place = 0; place < candidates; place++) rows = rows.flatMap((row) => marks.map((mark) => [...row, mark]));
  return rows.flatMap((row) => [
    { marks: row, written: false },
    ...(row.includes('no') ? [{ marks: row, written: true }] : []),
  ]);
};

/** Every heap of so many papers; the order in a heap does not matter. */
function* heaps(kinds: readonly Paper[], size: number, from = 0): Generator<readonly Paper[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [place, paper] of kinds.slice(from).entries())
    for (const rest of heaps(kinds, size - 1, from + place)) yield [paper, ...rest];
}

/** Every vote of some papers: any number of seats, either basis, and with one entitled who stayed away. */
function* votesOn(papers: readonly Paper[], candidates: number): Generator<Hall> {
  const present = papers.length;
  for (let seats = 1; seats <= candidates; seats++)
    for (const basis of bases) {
      yield { entitled: present, present, issued: present, papers, seats, basis };
      yield { entitled: present + 1, present, issued: present, papers, seats, basis };
    }
}

/** Every heap of papers of up to `most[candidates - 1]` voters, for every number of seats and every basis. */
export function* byPapers(most: readonly number[]): Generator<Hall> {
  for (const [index, voters] of most.entries()) {
    const kinds = papersOf(index + 1);
    for (let present = 1; present <= voters; present++)
      for (const papers of heaps(kinds, present)) yield* votesOn(papers, index + 1);
  }
}

/** Every list of votes between 0 and `top`; falling lists only, or in all orders. */
function* lists(length: number, top: number, inAllOrders: boolean): Generator<readonly number[]> {
  if (length === 0) yield [];
  else
    for (let first = 0; first <= top; first++)
      for (const rest of lists(length - 1, inAllOrders ? top : first, inAllOrders)) yield [first, ...rest];
}

/** The same list in the n-th order, so that falling lists do not always stand at the top. */
const reordered = (list: readonly number[], n: number): number[] => {
  const left = [...list];
  const order: number[] = [];
  for (let number = n; left.length > 0; number = Math.floor(number / (left.length + 1)))
    order.push(...left.splice(number % left.length, 1));
  return order;
};

/** Papers that add up to the votes, dealt out in turn so that none holds more names than there are seats. */
const dealt = (votes: readonly number[], valid: number): Paper[] => {
  const rows = Array.from({ length: valid }, () => votes.map((): Mark => 'no'));
  let turn = 0;
  for (const [place, yes] of votes.entries())
    for (let vote = 0; vote < yes; vote++) {
      const row = rows[turn++ % valid];
      if (row !== undefined) row[place] = 'yes';
    }
  return rows.map((row) => ({ marks: row, written: false }));
};

/** A paper with a name too many: every candidate and one written in. */
const spoilt = (candidates: number): Paper => ({
  marks: Array.from({ length: candidates }, () => 'yes'),
  written: true,
});

const most = { candidates: 5, inAllOrders: 5 } as const;

let turn = 0;

/** Papers of a hall with so many valid and invalid ones, for every list of votes that the seats allow. */
function* heapsOfVotes(candidates: number, seats: number, valid: number, inAllOrders: boolean): Generator<Paper[]> {
  for (const list of lists(candidates, valid, inAllOrders)) {
    if (list.reduce((sum, yes) => sum + yes, 0) > valid * seats) continue;
    yield dealt(inAllOrders ? list : reordered(list, turn++), valid);
  }
}

/**
 * Numbers of papers. As many issued as voters came: all that can have come back, with every number of spoilt ones. One
 * fewer issued: all of them back. And in both cases one too many, which makes the vote void whatever is on the papers.
 */
function* paperCounts(present: number): Generator<{ issued: number; returned: number; valid: number }> {
  for (let returned = 0; returned <= present; returned++)
    for (let valid = 0; valid <= returned; valid++) yield { issued: present, returned, valid };
  if (present > 0) yield { issued: present - 1, returned: present - 1, valid: present - 1 };
}

const tooMany = (present: number): { issued: number; returned: number; valid: number }[] =>
  (present === 0 ? [0] : [present, present - 1]).map((issued) => ({ issued, returned: issued + 1, valid: issued + 1 }));

/** Papers for each list of votes, or for the first alone where the vote is void whatever they say. */
function* heapsFor(shape: Shape, counts: { returned: number; valid: number }, isVoid: boolean): Generator<Paper[]> {
  const spoiltOnes = Array.from({ length: counts.returned - counts.valid }, () => spoilt(shape.candidates));
  for (const papers of heapsOfVotes(shape.candidates, shape.seats, counts.valid, shape.inAllOrders)) {
    yield [...papers, ...spoiltOnes];
    if (isVoid) return;
  }
}

interface Shape {
  readonly candidates: number;
  readonly seats: number;
  readonly inAllOrders: boolean;
}

function* shapes(entitled: number): Generator<Shape> {
  for (let candidates = 1; candidates <= most.candidates; candidates++)
    for (let seats = 1; seats <= candidates; seats++)
      yield { candidates, seats, inAllOrders: entitled <= most.inAllOrders };
}

/** All numbers of papers of a hall, each with whether the vote is void by them or by the hall. */
const countsOf = (entitled: number, present: number) => {
  const isEmpty = present * 5 < entitled * 4;
  return [
    ...[...paperCounts(present)].map((count) => ({ ...count, isVoid: isEmpty })),
    ...tooMany(present).map((count) => ({ ...count, isVoid: true })),
  ];
};

function* inHall(shape: Shape, entitled: number, present: number): Generator<Hall> {
  const { seats } = shape;
  for (const { isVoid, issued, ...count } of countsOf(entitled, present))
    for (const papers of heapsFor(shape, count, isVoid))
      for (const basis of bases) yield { entitled, present, issued, papers, seats, basis };
}

/** Every election of exactly so many entitled with up to five candidates, by the votes that can come out. */
export function* byVotes(entitled: number): Generator<Hall> {
  for (const shape of shapes(entitled))
    for (let present = 0; present <= entitled; present++) yield* inHall(shape, entitled, present);
}
