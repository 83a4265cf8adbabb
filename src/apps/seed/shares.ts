import type { BranchKind } from './shapes.ts';

/**
 * Shares of the national communique for the end of 2024 (党内统计公报, published 2025-06-30), in 10,000 members.
 * The communique merges everyone above 60; the three oldest bands are divided 30 : 27 : 43 here, an assumption of our own.
 */
export const ageBands = [
  { from: 18, to: 30, national: 1227.2 },
  { from: 31, to: 35, national: 1076.4 },
  { from: 36, to: 40, national: 1147.5 },
  { from: 41, to: 45, national: 968.7 },
  { from: 46, to: 50, national: 904.1 },
  { from: 51, to: 55, national: 941.2 },
  { from: 56, to: 60, national: 864.6 },
  { from: 61, to: 65, national: 2897.3 * 0.3 },
  { from: 66, to: 70, national: 2897.3 * 0.27 },
  { from: 71, to: 99, national: 2897.3 * 0.43 },
] as const;

export const nationalWomen = 0.309;

/** How strongly a kind of branch leans to an age band; only the ratios matter. */
const ageLeaning: Readonly<Record<BranchKind, readonly number[]>> = {
  village: [0.7, 0.7, 0.8, 0.9, 1, 1.1, 1.3, 1.6, 1.6, 1.6],
  community: [1, 1, 1.1, 1.1, 1, 1, 1, 1.3, 1.2, 1.1],
  township_organ: [1.7, 1.8, 1.5, 1.2, 1, 0.9, 0.7, 0.03, 0, 0],
  retired: [0, 0, 0, 0, 0.01, 0.1, 0.6, 3, 4, 6],
  private: [1.8, 1.8, 1.6, 1.2, 0.9, 0.6, 0.4, 0.1, 0.05, 0.02],
  organ: [1.2, 1.6, 1.6, 1.3, 1.1, 1, 0.9, 0.05, 0, 0],
  school: [1.3, 1.5, 1.5, 1.4, 1.2, 1, 0.7, 0.02, 0, 0],
  health: [1.5, 1.6, 1.5, 1.2, 1, 0.8, 0.6, 0.05, 0, 0],
  state_enterprise: [1.3, 1.5, 1.5, 1.2, 1, 1, 0.8, 0.02, 0, 0],
};

/** Share of women by kind of branch before it is fitted to the national share. */
const womenLeaning: Readonly<Record<BranchKind, number>> = {
  village: 0.24,
  community: 0.32,
  township_organ: 0.38,
  retired: 0.22,
  private: 0.36,
  organ: 0.34,
  school: 0.52,
  health: 0.6,
  state_enterprise: 0.3,
};
const womenByBand = [1.35, 1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.45] as const;

const kinds = Object.keys(ageLeaning) as BranchKind[];

/** For each kind of branch: the weights of the age bands, and the share of women in each band. */
export interface FittedShares {
  readonly ages: Readonly<Record<BranchKind, readonly number[]>>;
  readonly women: Readonly<Record<BranchKind, readonly number[]>>;
}

const record = <T>(make: (kind: BranchKind) => T): Record<BranchKind, T> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<BranchKind, T>;

/** Iterative proportional fitting: rows keep the size of their kind, columns reach the national age bands. */
const fitAges = (sizes: Readonly<Record<BranchKind, number>>): Record<BranchKind, number[]> => {
  const total = kinds.reduce((sum, kind) => sum + sizes[kind], 0);
  const nation = ageBands.reduce((sum, band) => sum + band.national, 0);
  const cells = record((kind) => [...ageLeaning[kind]]);
  for (let round = 0; round < 60; round += 1) {
    for (const kind of kinds) {
      const sum = cells[kind].reduce((a, b) => a + b, 0);
      cells[kind] = cells[kind].map((cell) => (cell * sizes[kind]) / sum);
    }
    ageBands.forEach((band, column) => {
      const sum = kinds.reduce((a, kind) => a + (cells[kind][column] ?? 0), 0);
      const factor = sum > 0 ? ((band.national / nation) * total) / sum : 0;
      for (const kind of kinds) cells[kind][column] = (cells[kind][column] ?? 0) * factor;
    });
  }
  return cells;
};

/** Fits ages and sexes to the national shares for a county whose kinds of branches have these sizes. */
export const fitShares = (sizes: Readonly<Record<BranchKind, number>>): FittedShares => {
  const ages = fitAges(sizes);
  const raw = (kind: BranchKind, band: number): number => womenLeaning[kind] * (womenByBand[band] ?? 1);
  let women = 0;
  let everyone = 0;
  for (const kind of kinds) {
    ages[kind].forEach((cell, band) => {
      women += cell * raw(kind, band);
      everyone += cell;
    });
  }
  const factor = (nationalWomen * everyone) / women;
  return { ages, women: record((kind) => ageBands.map((_, band) => Math.min(0.95, raw(kind, band) * factor))) };
};

/** Draws of the share that are not national but of the generator: each is stated in README.md. */
export const demoShares = {
  probationary: 0.02,
  outflow: 0.08,
  lostContact: 0.003,
  hardship: 0.035,
  partyAgeCorrection: 0.005,
  sanction: 0.004,
  missingField: 0.05,
  contradiction: 0.006,
  earlierBranch: 0.11,
} as const;
