import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoCounty, type DemoCounty } from './county.ts';
import { landmarks } from './landmarks.ts';
import type { OrganisationSeed, OrganisationType, PersonSeed } from './shapes.ts';

const today = '2026-11-23';
const MEMBERS = 5000;

let county: DemoCounty;
let people: PersonSeed[];
let members: PersonSeed[];
let byKey: Map<string, OrganisationSeed>;

beforeAll(() => {
  county = demoCounty({ members: MEMBERS, today });
  people = [...county.people()];
  members = people.filter((person) => person.membership !== null);
  byKey = new Map(county.organisations.map((organisation) => [organisation.key, organisation]));
});

const digest = (subject: DemoCounty): string => {
  const hash = createHash('sha256');
  for (const row of subject.organisations) hash.update(JSON.stringify(row));
  for (const row of subject.people()) hash.update(JSON.stringify(row));
  for (const row of subject.posts()) hash.update(JSON.stringify(row));
  return hash.update(JSON.stringify(subject.accounts)).digest('hex');
};

const years = (day: string, count: number): string => `${Number(day.slice(0, 4)) + count}${day.slice(4)}`;

describe('the same options give the same county', () => {
  it('twice over, and another seed gives another', () => {
    expect(digest(demoCounty({ members: MEMBERS, today }))).toBe(digest(county));
    expect(digest(demoCounty({ members: MEMBERS, today, seed: 2 }))).not.toBe(digest(county));
  });

  it('refuses a county too small for its villages', () => {
    expect(() => demoCounty({ members: 1000, today })).toThrow(RangeError);
  });
});

/** What may stand below what (domain 1.1 and 1.1a). */
const mayHold: Readonly<Partial<Record<OrganisationType, readonly OrganisationType[]>>> = {
  county_committee: [
    'county_department',
    'discipline_commission',
    'party_school',
    'working_committee',
    'township_committee',
    'grassroots_committee',
    'government_department',
    'unit',
  ],
  working_committee: ['grassroots_committee', 'general_branch', 'branch', 'joint_branch', 'temporary_branch'],
  township_committee: [
    'village_committee_party',
    'general_branch',
    'branch',
    'joint_branch',
    'township_government',
    'grassroots_committee',
  ],
  grassroots_committee: ['grassroots_committee', 'general_branch', 'branch', 'joint_branch'],
  village_committee_party: ['branch'],
  general_branch: ['branch'],
  branch: ['group'],
  joint_branch: ['group'],
  government_department: ['unit'],
  township_government: ['village', 'community', 'unit'],
  unit: ['community'],
};

describe('the tree', () => {
  it('has every division of the county once', () => {
    const divided = county.organisations.filter((row) => ['village', 'community'].includes(row.type));
    expect(divided).toHaveLength(547);
    expect(new Set(divided.map((row) => row.divisionCode)).size).toBe(547);
    expect(county.organisations.filter((row) => row.type === 'township_committee')).toHaveLength(22);
    expect(county.organisations.filter((row) => row.type === 'township_government')).toHaveLength(22);
  });

  it('gives every village and community a Party organisation of its own', () => {
    const served = new Set(county.organisations.filter((row) => row.key.startsWith('p')).map((row) => row.unitKey));
    const places = county.organisations.filter((row) => ['village', 'community'].includes(row.type));
    expect(places.filter((place) => !served.has(place.key))).toEqual([]);
  });

  it('puts only allowed types below each other, parents first, younger than their parents', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const row of county.organisations) {
      const parent = row.parentKey === null ? undefined : byKey.get(row.parentKey);
      if (row.parentKey !== null && !seen.has(row.parentKey)) wrong.push(`${row.key} stands before its parent`);
      if (parent && !mayHold[parent.type]?.includes(row.type)) wrong.push(`${parent.type} holds ${row.type}`);
      if (parent && row.foundedOn < parent.foundedOn) wrong.push(`${row.key} is older than ${parent.key}`);
      if (row.unitKey !== null && !byKey.has(row.unitKey)) wrong.push(`${row.key} has no unit ${row.unitKey}`);
      seen.add(row.key);
    }
    expect(wrong).toEqual([]);
    expect(county.organisations.filter((row) => row.parentKey === null).map((row) => row.key)).toEqual(['county']);
  });

  it('names the units that its joint branches cover, at most five', () => {
    const names = new Set(county.organisations.filter((row) => row.type === 'unit').map((row) => row.name));
    const joint = county.organisations.filter((row) => row.type === 'joint_branch');
    expect(joint.length).toBeGreaterThan(0);
    expect(joint.filter(({ covers }) => covers.length < 2 || covers.length > 5)).toEqual([]);
    expect(joint.flatMap(({ covers }) => covers.filter((name) => !names.has(name)))).toEqual([]);
  });

  it('has unique keys, codes and full names', () => {
    const { length } = county.organisations;
    expect(new Set(county.organisations.map((row) => row.key)).size).toBe(length);
    expect(new Set(county.organisations.map((row) => row.code)).size).toBe(length);
    expect(new Set(county.organisations.map((row) => row.name)).size).toBe(length);
  });

  it('has terms by type, some ending within six months and some overdue', () => {
    const soon = '2027-05-23';
    const ends = county.organisations.flatMap((row) =>
      row.termStartedOn === null || row.termYears === null ? [] : [years(row.termStartedOn, row.termYears)],
    );
    expect(ends.filter((end) => end < today).length).toBeGreaterThan(3);
    expect(ends.filter((end) => end >= today && end <= soon).length).toBeGreaterThan(20);
    expect(ends.filter((end) => end < today).length).toBeLessThan(ends.length * 0.06);
    const village = byKey.get('p109003.1');
    expect([village?.termYears, byKey.get('p-d-org')?.termYears, byKey.get('t109')?.termYears]).toEqual([5, 3, 5]);
    expect(byKey.get('p-temporary')?.termYears).toBeNull();
  });

  it('fires the advisories: branches below three and above fifty members', () => {
    const sizes = county.organisations.flatMap((row) => (row.type === 'branch' ? [row.members] : []));
    expect(sizes.filter((size) => size < 3)).toHaveLength(3);
    expect(sizes.filter((size) => size > 50)).toHaveLength(1);
  });
});

describe('posts and accounts', () => {
  it('are held by full members, a committee from seven full members on', () => {
    const posts = [...county.posts()];
    const byPerson = new Map(people.map((person) => [person.key, person]));
    const holders = posts.map((post) => byPerson.get(post.personKey));
    expect(holders.filter((person) => person?.membership?.category !== 'full')).toEqual([]);
    expect(posts.filter((post) => !byKey.has(post.organisationKey))).toEqual([]);
    const seats = new Map<string, Set<string>>();
    for (const post of posts) {
      if (post.toOn !== null) continue;
      seats.set(post.organisationKey, (seats.get(post.organisationKey) ?? new Set()).add(post.personKey));
    }
    const full = new Map<string, number>();
    for (const { membership } of members) {
      if (membership?.category === 'full') full.set(membership.branchKey, (full.get(membership.branchKey) ?? 0) + 1);
    }
    const wrong = [...full].filter(([key, count]) => {
      const seated = seats.get(key)?.size ?? 0;
      return count >= 7 ? seated < 3 || seated > 5 : seated < 1 || seated > 2;
    });
    expect(wrong).toEqual([]);
    const townships = county.organisations.filter((row) => row.type === 'township_committee');
    expect(new Set(townships.map((row) => seats.get(row.key)?.size))).toEqual(new Set([9]));
    const leaderless = county.organisations.filter((row) => row.termYears !== null && !seats.has(row.key));
    expect(leaderless.map((row) => row.key)).toEqual([]);
  });

  it('come before the courses that are meant for them', () => {
    const holding = new Map<string, Set<string>>();
    for (const { personKey, post } of county.posts())
      holding.set(personKey, (holding.get(personKey) ?? new Set()).add(post));
    const trained = people.filter(({ trainings }) => trainings.length > 0);
    expect(trained.filter(({ trainings }) => new Set(trainings.map((t) => t.title)).size < trainings.length)).toEqual(
      [],
    );
    const at = (kind: string): PersonSeed[] =>
      trained.filter(({ trainings }) => trainings.some((one) => one.kind === kind));
    expect(at('party_school').length).toBeGreaterThan(20);
    expect(at('party_school').filter(({ key }) => !holding.get(key)?.has('secretary'))).toEqual([]);
    expect(at('administrator').length).toBeGreaterThan(20);
    expect(at('administrator').filter(({ key }) => !holding.has(key))).toEqual([]);
  });

  it('give every role an account of a different person with a file free of flaws', () => {
    const { accounts } = county;
    expect(new Set(accounts.map((account) => account.role)).size).toBe(16);
    expect(new Set(accounts.map((account) => account.personKey)).size).toBe(accounts.length);
    expect(new Set(accounts.map((account) => account.signInName)).size).toBe(accounts.length);
    const keys = new Set(accounts.map((account) => account.personKey));
    const holders = people.filter((person) => keys.has(person.key));
    expect(holders).toHaveLength(accounts.length);
    expect(holders.filter((person) => person.flaws.length > 0)).toEqual([]);
    expect(accounts.filter((account) => !byKey.has(account.organisationKey))).toEqual([]);
  });

  it('seat the demonstration where it shows well', () => {
    const holder = (role: string): PersonSeed | undefined => {
      const key = county.accounts.find((account) => account.role === role)?.personKey;
      return people.find((person) => person.key === key);
    };
    expect(byKey.get(landmarks.demoBranch)?.members).toBe(21);
    expect(holder('branch_secretary')?.membership?.branchKey).toBe(landmarks.demoBranch);
    expect(holder('probationary')?.membership?.category).toBe('probationary');
    expect(holder('applicant')?.membership).toBeNull();
    const rich = holder('member');
    expect(rich?.membership?.branchKey).toBe(landmarks.demoBranch);
    expect([rich?.rewards.length, rich?.trainings.length, rich?.family.length].every((count) => (count ?? 0) > 0)).toBe(
      true,
    );
    const leads = [...county.posts()].filter((post) => post.post === 'secretary' && post.toOn === null);
    expect(leads.find((post) => post.organisationKey === landmarks.demoBranch)?.personKey).toBe(
      holder('branch_secretary')?.key,
    );
    const below = county.organisations.filter((row) => row.key.startsWith('p109') && row.members > 0);
    expect(below.length).toBeGreaterThanOrEqual(35);
    expect(below.length).toBeLessThanOrEqual(55);
  });
});

describe('the full size', () => {
  it('has about two thousand branches of plausible sizes and a township of 2,500', () => {
    const full = demoCounty({ members: 50_000, today });
    const branches = full.organisations.filter((row) => row.members > 0);
    const sizes = branches.map((row) => row.members).toSorted((a, b) => a - b);
    expect(branches.reduce((sum, row) => sum + row.members, 0)).toBe(50_000);
    expect(branches.length).toBeGreaterThan(1800);
    expect(branches.length).toBeLessThan(2300);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeGreaterThanOrEqual(20);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(24);
    const township = branches.filter((row) => row.key.startsWith('p111'));
    expect(township.reduce((sum, row) => sum + row.members, 0)).toBe(2500);
    expect(new Set(full.organisations.map((row) => row.name)).size).toBe(full.organisations.length);
  });

  it('comes near the national shares of age and sex', () => {
    let women = 0;
    let over60 = 0;
    let under31 = 0;
    for (const person of demoCounty({ members: 50_000, today }).people()) {
      if (person.membership === null) continue;
      if (person.sex === '2') women += 1;
      if (person.birthDate <= '1965-11-23') over60 += 1;
      if (person.birthDate > '1995-11-23') under31 += 1;
    }
    // Three standard deviations of a share of 50,000 draws are about 0.006.
    expect(Math.abs(women / 50_000 - 0.309)).toBeLessThan(0.01);
    expect(Math.abs(over60 / 50_000 - 0.289)).toBeLessThan(0.01);
    expect(Math.abs(under31 / 50_000 - 0.122)).toBeLessThan(0.01);
  });
});
