import { type Random, type Weighted, weighted } from './random.ts';
import type { BranchKind } from './shapes.ts';

/**
 * Education by generation and by kind of branch, in hundredths (GB/T 4658 codes). Shares are an assumption of our own,
 * set so that the younger and the public sector stand higher, as the national reports say.
 */
type Ladder = readonly (readonly [code: string, share: number])[];

const professional: readonly Ladder[] = [
  [
    ['11', 1],
    ['14', 13],
    ['21', 78],
    ['31', 8],
  ],
  [
    ['14', 9],
    ['21', 77],
    ['31', 13],
    ['61', 1],
  ],
  [
    ['14', 3],
    ['21', 62],
    ['31', 28],
    ['41', 5],
    ['61', 2],
  ],
  [
    ['21', 15],
    ['28', 3],
    ['31', 30],
    ['41', 22],
    ['61', 14],
    ['71', 13],
    ['81', 3],
  ],
];
const business: readonly Ladder[] = [
  [
    ['14', 4],
    ['21', 54],
    ['31', 33],
    ['41', 3],
    ['44', 1],
    ['61', 4],
    ['71', 1],
  ],
  [
    ['14', 2],
    ['21', 36],
    ['31', 36],
    ['41', 6],
    ['47', 2],
    ['61', 11],
    ['71', 7],
  ],
  [
    ['14', 1],
    ['21', 18],
    ['31', 30],
    ['41', 10],
    ['47', 3],
    ['61', 23],
    ['71', 15],
  ],
  [
    ['21', 5],
    ['31', 12],
    ['41', 13],
    ['61', 30],
    ['71', 30],
    ['81', 10],
  ],
];
const rural: readonly Ladder[] = [
  [
    ['14', 4],
    ['21', 50],
    ['31', 31],
    ['41', 3],
    ['44', 2],
    ['61', 7],
    ['71', 3],
  ],
  [
    ['14', 1],
    ['21', 24],
    ['31', 34],
    ['41', 8],
    ['44', 3],
    ['61', 17],
    ['71', 13],
  ],
  [
    ['21', 7],
    ['31', 20],
    ['41', 8],
    ['47', 2],
    ['61', 33],
    ['71', 28],
    ['81', 2],
  ],
  [
    ['21', 1],
    ['31', 5],
    ['41', 5],
    ['61', 25],
    ['71', 43],
    ['73', 2],
    ['81', 18],
    ['90', 1],
  ],
];

const ladders: Readonly<Record<BranchKind, readonly Ladder[]>> = {
  village: rural,
  community: rural,
  township_organ: professional,
  retired: professional,
  private: business,
  organ: professional,
  school: professional,
  health: professional,
  state_enterprise: business,
};

const compiled = new Map(
  Object.entries(ladders).map(([kind, generations]) => [
    kind,
    generations.map((ladder): Weighted<string> => weighted(ladder)),
  ]),
);

const generationOf = (age: number): number => (age <= 35 ? 0 : age <= 45 ? 1 : age <= 60 ? 2 : 3);

/** A code of the education table for someone of that age in that kind of branch. */
export const educationOf = (random: Random, kind: BranchKind, age: number): string => {
  const draw = compiled.get(kind)?.[generationOf(age)];
  if (!draw) throw new RangeError(`no education table for ${kind}`);
  return draw(random);
};

/** Degree that usually goes with an education; '0' where there is none. */
export const degreeOf = (random: Random, education: string): string => {
  if (education === '11') return '2';
  if (education === '14') return '3';
  return education === '21' && random.chance(0.75) ? '4' : '0';
};

/** Age at which that education ends. */
export const leavingAge = (education: string): number =>
  ({ '1': 25, '2': 22, '3': 21, '4': 18, '6': 18, '7': 16, '8': 14 })[education.charAt(0)] ?? 16;
