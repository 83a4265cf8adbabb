import { demoSeats, landmarks } from './landmarks.ts';
import { personKey } from './roster.ts';
import type { AccountSeed, DemoRole } from './shapes.ts';
import type { PlannedBranch, Tree } from './tree.ts';

/** Keys of the two account holders who are not members. */
export const outsiders = { applicant: 'x0000001', resident: 'x0000002' } as const;

interface Desk {
  readonly role: DemoRole;
  /** Unit whose Party organisation the holder belongs to, and the seat in its first branch. */
  readonly unit: string;
  readonly seat: number;
  readonly organisation: string;
  readonly signInName?: string;
}

const desks: readonly Desk[] = [
  { role: 'county_officer', unit: 'p-d-org', seat: 1, organisation: landmarks.county },
  // The second person whom bulk changes and large exports wait for.
  {
    role: 'county_officer',
    unit: 'p-d-org',
    seat: 2,
    organisation: landmarks.county,
    signInName: 'county-officer-2',
  },
  { role: 'township_worker', unit: 'p109-organ', seat: 3, organisation: landmarks.demoTownship },
  { role: 'department_handler', unit: 'p-g-civil-affairs', seat: 1, organisation: landmarks.civilAffairs },
  { role: 'discipline_officer', unit: 'p-d-discipline', seat: 1, organisation: landmarks.county },
  { role: 'publisher', unit: 'p-d-publicity', seat: 1, organisation: landmarks.publicityDepartment },
  { role: 'reviewer', unit: 'p-d-publicity', seat: 2, organisation: landmarks.publicityDepartment },
  { role: 'party_school', unit: 'p-party-school', seat: 1, organisation: landmarks.partySchool },
  // Three different people, as the separation of administrators demands (domain 10.2).
  { role: 'system_admin', unit: 'p-g-digital', seat: 1, organisation: landmarks.county },
  { role: 'security_admin', unit: 'p-d-office', seat: 2, organisation: landmarks.county },
  { role: 'audit_admin', unit: 'p-d-discipline', seat: 2, organisation: landmarks.county },
];

/** More of those who handle requests: in two villages, in the township's office, in a department of the county. */
const handlers: readonly Desk[] = [
  {
    role: 'department_handler',
    unit: 'p109003.2',
    seat: 1,
    organisation: landmarks.demoPlace,
    signInName: 'village-handler',
  },
  {
    role: 'department_handler',
    unit: 'p109004',
    seat: 1,
    organisation: landmarks.secondPlace,
    signInName: 'village-handler-2',
  },
  {
    role: 'department_handler',
    unit: 'p109-organ',
    seat: 4,
    organisation: landmarks.demoGovernment,
    signInName: 'township-handler',
  },
  {
    role: 'department_handler',
    unit: 'p-g-housing',
    seat: 1,
    organisation: landmarks.housing,
    signInName: 'housing-handler',
  },
];

const inDemoBranch: readonly (readonly [DemoRole, number])[] = [
  ['branch_secretary', demoSeats.secretary],
  ['organisation_member', demoSeats.organisationMember],
  ['member', demoSeats.member],
  ['probationary', demoSeats.probationary],
];

const firstBranch = (tree: Tree, unit: string): PlannedBranch => {
  const found = tree.branches.find((branch) => branch.key === unit || branch.parentKey === unit);
  if (!found) throw new Error(`no branch of ${unit}`);
  return found;
};

/** One account for each role of the platform, two county officers and five who handle requests, held by people whose place makes the role plain. */
export const accountsOf = (tree: Tree): AccountSeed[] => {
  const account = (
    role: DemoRole,
    person: string,
    organisationKey: string,
    signInName = role.replaceAll('_', '-'),
  ): AccountSeed => ({ role, signInName, personKey: person, organisationKey });
  const demo = firstBranch(tree, landmarks.demoBranch);
  const atDesk = (desk: Desk): AccountSeed =>
    account(desk.role, personKey(firstBranch(tree, desk.unit), desk.seat), desk.organisation, desk.signInName);
  return [
    ...desks.map(atDesk),
    ...inDemoBranch.map(([role, seat]) => account(role, personKey(demo, seat), demo.key)),
    account('applicant', outsiders.applicant, demo.key),
    account('resident', outsiders.resident, landmarks.demoPlace),
    ...handlers.map(atDesk),
  ];
};
