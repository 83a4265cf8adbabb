/**
 * Counts an election as a suspicious scrutineer would: paper by paper, striking one thing off for another. It shares no
 * line, no rule pack and no arithmetic with the platform, so that one of the two would notice the other's mistake.
 */
export type Mark = 'yes' | 'no' | 'abstain';

/** One paper: a mark for each candidate, and whether the one outside the list is written in. */
export interface Paper {
  readonly marks: readonly Mark[];
  readonly written: boolean;
}

export interface Hall {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly papers: readonly Paper[];
  readonly seats: number;
  readonly basis: 'present' | 'entitled';
}

/** Whom a preliminary vote puts on the list: a place for each, taken or left. */
export interface SlowList {
  readonly named: readonly number[];
  /** Equal where one place is left: the vote is taken again among them. */
  readonly tied: readonly number[];
  /** Places without a name. */
  readonly left: number;
  readonly isVoid: boolean;
}

export interface SlowVerdict {
  readonly outcome: 'elected' | 'second_round' | 'revote' | 'void';
  /** Places of the candidates on the paper; the written-in name comes after them. */
  readonly elected: readonly number[];
  readonly tied: readonly number[];
  readonly open: number;
}

/** Of every five who are entitled one may stay away: each absent one uses up five. */
const enoughCame = (entitled: number, present: number): boolean => {
  let left = entitled;
  for (let absent = present; absent < entitled; absent++) left -= 5;
  return left >= 0;
};

/** Pairs one against one; more than half is what finds no partner. */
const outnumbers = (some: number, others: number): boolean => {
  let [a, b] = [some, others];
  while (a > 0 && b > 0) {
    a -= 1;
    b -= 1;
  }
  return a > 0;
};

const namesOn = (paper: Paper): number[] => {
  const names: number[] = [];
  for (let place = 0; place < paper.marks.length; place++) if (paper.marks[place] === 'yes') names.push(place);
  if (paper.written) names.push(paper.marks.length);
  return names;
};

/** Gives every name a seat of its own; a paper that runs out of seats is set aside. */
const fits = (names: readonly number[], seats: number): boolean => {
  const chairs = Array.from({ length: seats }, () => true);
  for (const _name of names) if (chairs.pop() === undefined) return false;
  return true;
};

/** One stroke on the blackboard for each name on each good paper. */
const strokesOf = ({ papers, seats }: Hall, width: number): number[] => {
  const board = Array.from({ length: width }, () => 0);
  for (const paper of papers) {
    const names = namesOn(paper);
    if (!fits(names, seats)) continue;
    for (const name of names) board[name] = (board[name] ?? 0) + 1;
  }
  return board;
};

/** How those who passed stand to one of them: ahead with more strokes, or beside with as many. */
const standing = (
  board: readonly number[],
  passed: readonly number[],
  one: number,
): { ahead: number; beside: number } => {
  let ahead = 0;
  let beside = 0;
  for (const other of passed) {
    if ((board[other] ?? 0) > (board[one] ?? 0)) ahead += 1;
    else if (board[other] === board[one]) beside += 1;
  }
  return { ahead, beside };
};

const nothing = (seats: number): SlowVerdict => ({ outcome: 'void', elected: [], tied: [], open: seats });

/** Whether the vote counts at all. */
const isGood = ({ entitled, present, issued, papers }: Hall): boolean => {
  if (!enoughCame(entitled, present)) return false;
  // Strike a paper that went out for each that came back: none may come back that never went out.
  let out = issued;
  for (const _paper of papers) if (out-- === 0) return false;
  return true;
};

/** The blackboard, and who has more strokes on it than there are heads without one. */
const passedOn = (hall: Hall): { board: readonly number[]; passed: number[] } => {
  const { papers, basis } = hall;
  const width = (papers[0]?.marks.length ?? 0) + 1;
  const board = strokesOf(hall, width);
  const heads = hall[basis];
  const passed: number[] = [];
  for (let one = 0; one < width; one++) if (outnumbers(board[one] ?? 0, heads - (board[one] ?? 0))) passed.push(one);
  return { board, passed };
};

export const slowVerdict = (hall: Hall): SlowVerdict => {
  const { seats } = hall;
  if (!isGood(hall)) return nothing(seats);
  const { board, passed } = passedOn(hall);
  const elected: number[] = [];
  const tied: number[] = [];
  for (const one of passed) {
    const { ahead, beside } = standing(board, passed, one);
    if (ahead + beside <= seats) elected.push(one);
    else if (ahead < seats) tied.push(one);
  }
  const open = seats - elected.length;
  return { outcome: tied.length > 0 ? 'revote' : open > 0 ? 'second_round' : 'elected', elected, tied, open };
};

/**
 * The list of a preliminary vote, written from the top: whoever has the most strokes of those who are left comes next, all of them
 * together where they have as many; where the places no longer hold them all, none of them comes on the list.
 */
export const slowList = (hall: Hall): SlowList => {
  if (!isGood(hall)) return { named: [], tied: [], left: hall.seats, isVoid: true };
  const { board, passed } = passedOn(hall);
  const named: number[] = [];
  let waiting = passed;
  let left = hall.seats;
  while (waiting.length > 0 && left > 0) {
    let top = 0;
    for (const one of waiting) while ((board[one] ?? 0) > top) top += 1;
    const next = waiting.filter((one) => board[one] === top);
    if (next.length > left) return { named, tied: next, left, isVoid: false };
    for (const one of next) {
      named.push(one);
      left -= 1;
    }
    waiting = waiting.filter((one) => board[one] !== top);
  }
  return { named, tied: [], left, isVoid: false };
};

/** The fewest candidates for the seats: adds one at a time until five times the surplus reaches the seats. */
export const slowCandidates = (seats: number): number => {
  let candidates = seats;
  let surplus = 0;
  while (surplus < seats) {
    candidates += 1;
    surplus += 5;
  }
  return candidates;
};
