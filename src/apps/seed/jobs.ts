import { type Random, type Weighted, weighted } from './random.ts';
import type { BranchKind } from './shapes.ts';

export interface Job {
  /** Code of the job tree (工作岗位). */
  readonly post: string;
  readonly stratum: string | null;
  readonly technicalPost: string | null;
  readonly isFrontLine: boolean;
  readonly isMigrantWorker: boolean;
}

interface JobRow {
  readonly post: string;
  readonly share: number;
  readonly stratum?: string;
  readonly frontLine?: true;
  readonly technical?: true;
}

const atWork: Readonly<Record<Exclude<BranchKind, 'retired'>, readonly JobRow[]>> = {
  village: [
    { post: '1', share: 46 },
    { post: '113', share: 12 },
    { post: '021', share: 6, stratum: 'private_owner' },
    { post: '025', share: 9, frontLine: true },
    { post: '0253', share: 8, frontLine: true },
    { post: '022', share: 3, stratum: 'private_firm_staff' },
    { post: '5', share: 16, stratum: 'self_employed' },
  ],
  community: [
    { post: '1', share: 18 },
    { post: '021', share: 12, stratum: 'private_owner' },
    { post: '022', share: 9, stratum: 'private_firm_staff' },
    { post: '025', share: 16, frontLine: true },
    { post: '023', share: 6, stratum: 'intermediary', frontLine: true },
    { post: '5', share: 39, stratum: 'self_employed' },
  ],
  township_organ: [
    { post: '011', share: 68 },
    { post: '012', share: 20 },
    { post: '013', share: 9, technical: true },
    { post: '016', share: 3 },
  ],
  private: [
    { post: '021', share: 30, stratum: 'private_firm_staff' },
    { post: '022', share: 28, stratum: 'private_firm_staff', technical: true },
    { post: '025', share: 26, frontLine: true },
    { post: '0253', share: 6, frontLine: true },
    { post: '023', share: 5, stratum: 'intermediary' },
    { post: '024', share: 5, stratum: 'intermediary', frontLine: true },
  ],
  organ: [
    { post: '011', share: 72 },
    { post: '012', share: 16 },
    { post: '013', share: 9, technical: true },
    { post: '016', share: 3 },
  ],
  school: [
    { post: '013', share: 88, technical: true, frontLine: true },
    { post: '012', share: 9 },
    { post: '016', share: 3 },
  ],
  health: [
    { post: '013', share: 84, technical: true, frontLine: true },
    { post: '012', share: 12 },
    { post: '016', share: 4 },
  ],
  state_enterprise: [
    { post: '014', share: 36 },
    { post: '015', share: 26, technical: true },
    { post: '016', share: 36, frontLine: true },
    { post: '0164', share: 2, frontLine: true },
  ],
};

const draws = new Map(
  Object.entries(atWork).map(([kind, rows]): [string, Weighted<JobRow>] => [
    kind,
    weighted(rows.map((row) => [row, row.share] as const)),
  ]),
);

const technicalPost = (random: Random, age: number): string => {
  const draw = random.next();
  if (age < 30) return draw < 0.8 ? 'assistant' : 'intermediate';
  if (age < 42) return draw < 0.25 ? 'assistant' : draw < 0.85 ? 'intermediate' : 'associate_senior';
  return draw < 0.4 ? 'intermediate' : draw < 0.92 ? 'associate_senior' : 'senior';
};

const plain = (post: string): Job => ({
  post,
  stratum: null,
  technicalPost: null,
  isFrontLine: false,
  isMigrantWorker: false,
});

/** Farmers have no retirement; members of public and private units retire at 60, women in workshops and offices from 55. */
const isRetired = (random: Random, kind: BranchKind, age: number, sex: '1' | '2'): boolean => {
  if (kind === 'retired') return true;
  if (kind === 'village') return age >= 60 && random.chance(0.12);
  if (kind === 'community') return age >= 60 ? random.chance(0.6) : age >= 55 && sex === '2' && random.chance(0.5);
  return age > 60;
};

/** What someone of that age and sex does in that kind of branch. `away` marks those who left the county for work. */
export const jobOf = (random: Random, kind: BranchKind, age: number, sex: '1' | '2', away: boolean): Job => {
  if (kind === 'retired' || isRetired(random, kind, age, sex)) return plain('4');
  const rural = kind === 'village' || kind === 'community';
  if (rural && age <= 22 && random.chance(0.7)) return plain('3');
  if (rural && away) return { ...plain('113'), isMigrantWorker: random.chance(0.6) };
  const draw = draws.get(kind);
  if (!draw) throw new RangeError(`no jobs for ${kind}`);
  const row = draw(random);
  return {
    post: row.post,
    stratum: row.stratum ?? null,
    technicalPost: row.technical ? technicalPost(random, age) : null,
    isFrontLine: row.frontLine ?? false,
    isMigrantWorker: row.post.length === 4,
  };
};
