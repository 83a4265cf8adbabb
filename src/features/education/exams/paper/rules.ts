/** Papers drawn by a blueprint: pure, and the same for the same seed. */
import type { ItemKind } from '../rules.ts';

export interface BlueprintRow {
  readonly category: string;
  readonly kind: ItemKind;
  /** As the author judges; null: any. */
  readonly level: number | null;
  readonly count: number;
  readonly points: number;
}

export interface Drawable {
  readonly id: string;
  readonly category: string;
  readonly kind: ItemKind;
  readonly level: number;
  readonly difficulty: number;
}

export interface Placed {
  readonly id: string;
  readonly points: number;
}

export interface Paper {
  readonly items: readonly Placed[];
  /** The mean over its points. */
  readonly difficulty: number;
}

export type Draw =
  | { readonly kind: 'drawn'; readonly papers: readonly Paper[]; readonly aim: number; readonly furthest: number }
  /** A row asks for more than there are. */
  | { readonly kind: 'too_few'; readonly row: number; readonly found: number }
  | { readonly kind: 'too_far'; readonly furthest: number };

/** A small generator of numbers in [0, 1), so that a draw can be made again (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

export const shuffled = <T>(list: readonly T[], random: () => number): T[] => {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other] as T, all[at] as T];
  }
  return all;
};

export const difficultyOfPaper = (
  items: readonly { readonly points: number; readonly difficulty: number }[],
): number => {
  const points = items.reduce((sum, item) => sum + item.points, 0);
  return points === 0 ? 0 : items.reduce((sum, item) => sum + item.points * item.difficulty, 0) / points;
};

interface Cell {
  readonly row: BlueprintRow;
  readonly pool: readonly Drawable[];
}

type Pick = Drawable & { readonly points: number };

const rounds = 200;

/** Swaps one item for another of its cell while that brings the paper nearer to the aim. */
const brought = (
  picks: Pick[][],
  cells: readonly Cell[],
  { aim, bound, random }: { aim: number; bound: number; random: () => number },
): Pick[][] => {
  const away = (): number => difficultyOfPaper(picks.flat()) - aim;
  for (let round = 0; round < rounds && Math.abs(away()) > bound / 2; round += 1) {
    const at = Math.floor(random() * cells.length);
    const [cell, mine] = [cells[at], picks[at]];
    if (cell === undefined || mine === undefined || mine.length === 0) continue;
    const taken = new Set(picks.flat().map(({ id }) => id));
    const free = cell.pool.filter(({ id }) => !taken.has(id));
    const place = Math.floor(random() * mine.length);
    const before = mine[place];
    const next = free[Math.floor(random() * free.length)];
    if (before === undefined || next === undefined) continue;
    const was = Math.abs(away());
    mine[place] = { ...next, points: before.points };
    if (Math.abs(away()) >= was) mine[place] = before;
  }
  return picks;
};

const cellsOf = (rows: readonly BlueprintRow[], pool: readonly Drawable[]): readonly Cell[] =>
  rows.map((row) => ({
    row,
    pool: pool.filter(
      ({ category, kind, level }) =>
        category === row.category && kind === row.kind && (row.level === null || level === row.level),
    ),
  }));

/** What a paper of mean items would come to: the difficulty that all papers aim at. */
const aimOf = (cells: readonly Cell[]): number =>
  difficultyOfPaper(
    cells.map(({ row, pool }) => ({
      points: row.points * row.count,
      difficulty: pool.reduce((sum, { difficulty }) => sum + difficulty, 0) / Math.max(1, pool.length),
    })),
  );

/** So many papers by one blueprint, none further from the aim than the bound. */
export const drawPapers = (
  rows: readonly BlueprintRow[],
  pool: readonly Drawable[],
  { forms, bound, seed }: { readonly forms: number; readonly bound: number; readonly seed: number },
): Draw => {
  const cells = cellsOf(rows, pool);
  const random = randomFrom(seed);
  const aim = aimOf(cells);
  const papers: Paper[] = [];
  for (let form = 0; form < forms; form += 1) {
    const taken = new Set<string>();
    const picks: Pick[][] = [];
    for (const [at, { row, pool: all }] of cells.entries()) {
      // Two rows may draw from one pool.
      const some = shuffled(
        all.filter(({ id }) => !taken.has(id)),
        random,
      ).slice(0, row.count);
      if (some.length < row.count) return { kind: 'too_few', row: at, found: some.length };
      for (const { id } of some) taken.add(id);
      picks.push(some.map((one) => ({ ...one, points: row.points })));
    }
    const items = brought(picks, cells, { aim, bound, random }).flat();
    papers.push({ items: items.map(({ id, points }) => ({ id, points })), difficulty: difficultyOfPaper(items) });
  }
  const furthest = Math.max(0, ...papers.map(({ difficulty }) => Math.abs(difficulty - aim)));
  return furthest > bound ? { kind: 'too_far', furthest } : { kind: 'drawn', papers, aim, furthest };
};

/** The order of the items, and of the options of each, for one attempt. */
export const orderFor = (
  items: readonly { readonly n: number; readonly keys: readonly string[] }[],
  seed: number,
  shuffle: boolean,
): readonly { readonly n: number; readonly keys: readonly string[] }[] => {
  if (!shuffle) return items;
  const random = randomFrom(seed);
  return shuffled(items, random).map(({ n, keys }) => ({ n, keys: shuffled(keys, random) }));
};
