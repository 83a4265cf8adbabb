/**
 * Places and people that demonstrations, journeys and benchmarks rely on. Keys hold for every size of the county.
 */
export const landmarks = {
  county: 'county',
  organisationDepartment: 'd-org',
  disciplineCommission: 'd-discipline',
  publicityDepartment: 'd-publicity',
  civilAffairs: 'g-civil-affairs',
  housing: 'g-housing',
  /** 枫林镇: about forty branches in the default size. */
  demoTownship: 't109',
  demoGovernment: 'g109',
  /** 圣旨门社区第一党支部: 21 members in two groups. */
  demoBranch: 'p109003.1',
  demoPlace: 'v109003',
  /** 幸福社区: somebody handles requests there as well. */
  secondPlace: 'v109004',
  /** 沙头镇: 2,500 members in the full size. */
  benchTownship: 't111',
} as const;

/** Members of the demonstration branch by index; secretary and committee come first by rule. */
export const demoSeats = { secretary: 0, organisationMember: 2, member: 7, probationary: 20 } as const;

export interface BranchPins {
  readonly probationary?: number;
  /** Members whose files are complete and free of flaws. */
  readonly complete: readonly number[];
  /** Members with an entry of every kind of child record that a good file can hold. */
  readonly rich: readonly number[];
}

/** Branches of county organs whose first members hold demonstration accounts. */
const officeSeats = [0, 1, 2, 3, 4, 5] as const;
const officeUnits = [
  'p-d-org',
  'p-d-office',
  'p-d-discipline',
  'p-d-publicity',
  'p-g-civil-affairs',
  'p-g-digital',
  'p-g-housing',
  'p109-organ',
];

const pins = new Map<string, BranchPins>([
  [
    landmarks.demoBranch,
    {
      probationary: 2,
      complete: [demoSeats.secretary, 1, demoSeats.organisationMember, 3, 4, demoSeats.member, demoSeats.probationary],
      rich: [demoSeats.member],
    },
  ],
  // Seats of those who handle requests in their villages.
  ['p109003.2', { complete: [1], rich: [] }],
  ['p109004', { complete: [1], rich: [] }],
  ...officeUnits.flatMap((key): [string, BranchPins][] => [
    [key, { complete: officeSeats, rich: [] }],
    [`${key}.1`, { complete: officeSeats, rich: [] }],
  ]),
]);

/** What is fixed about the members of a branch; undefined for all but a few. */
export const pinsOf = (branchKey: string): BranchPins | undefined => pins.get(branchKey);
