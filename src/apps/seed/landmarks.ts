/**
 * Places and people that demonstrations, journeys and benchmarks rely on. Keys hold for every size of the county.
 */
export const landmarks = {
  county: 'county',
  organisationDepartment: 'd-org',
  disciplineCommission: 'd-discipline',
  publicityDepartment: 'd-publicity',
  partySchool: 'party-school',
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

/** Requests that are there in every demonstration, under ids that do not change. */
export const demoRequests = {
  /** Three points, photos, a task for a department: taken by the township's office. */
  points: '01900000-0000-7000-8000-000000000001',
  /** Answered by the village point by point; the resident has not said anything yet. */
  answered: '01900000-0000-7000-8000-000000000002',
  /** A petition whose answer waits for a review by the township. */
  review: '01900000-0000-7000-8000-000000000003',
  /** Overdue, and told to the township. */
  overdue: '01900000-0000-7000-8000-000000000004',
  /** Held to be foreign by the village. */
  returned: '01900000-0000-7000-8000-000000000005',
  /** With a live thread that waits for an answer. */
  talk: '01900000-0000-7000-8000-000000000006',
  assigned: '01900000-0000-7000-8000-000000000007',
  reopened: '01900000-0000-7000-8000-000000000008',
  /** More time has been asked for. */
  asked: '01900000-0000-7000-8000-000000000009',
  paused: '01900000-0000-7000-8000-000000000010',
  /** Of the same street lamps as the one that is overdue, and worked with it. */
  tied: '01900000-0000-7000-8000-000000000011',
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
  'p-party-school',
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
