import { describe, expect, it } from 'vitest';
import { placeholders } from '#shared/text.ts';
import { adviceTexts } from './messages.ts';
import {
  adviseOrganisation,
  allowedChildren,
  hasTerms,
  holdsMembers,
  isPartyOrganisation,
  mayDecideOnMembers,
  mayHang,
  organisationTypes,
  termEnd,
  termRuleOf,
  termState,
  typeNames,
  type OrganisationFacts,
  type OrganisationType,
} from './rules.ts';

const today = '2026-11-23';
const sound: OrganisationFacts = {
  type: 'branch',
  inVillage: false,
  today,
  fullMembers: 9,
  members: 10,
  committeeSize: 3,
  hasSecretary: true,
  termDueOn: '2028-06-30',
};
const told = (change: Partial<OrganisationFacts>): string[] =>
  adviseOrganisation({ ...sound, ...change }).map((a) => `${a.ruleId}:${a.message}`);

describe('the tree', () => {
  it.each<[OrganisationType, OrganisationType | null, boolean]>([
    ['grid', 'village', true],
    ['grid', 'community', true],
    ['grid', 'branch', false],
    ['branch', 'grid', false],
    ['county_committee', null, true],
    ['branch', null, false],
    ['township_committee', 'county_committee', true],
    ['working_committee', 'county_committee', true],
    ['county_department', 'county_committee', true],
    ['discipline_commission', 'county_committee', true],
    ['village', 'township_committee', true],
    ['community', 'township_committee', true],
    ['village_committee_party', 'township_committee', true],
    ['general_branch', 'township_committee', true],
    ['branch', 'general_branch', true],
    ['branch', 'village', true],
    ['group', 'branch', true],
    ['group', 'general_branch', false],
    ['branch', 'branch', false],
    ['branch', 'group', false],
    ['township_committee', 'township_committee', false],
    ['county_committee', 'county_committee', false],
    ['general_branch', 'general_branch', false],
    ['general_branch', 'branch', false],
    ['grassroots_committee', 'village_committee_party', false],
    ['grassroots_committee', 'unit', true],
  ])('%s below %s: %s', (child, parent, may) => expect(mayHang(child, parent)).toBe(may));

  it('reaches every type from the root', () => {
    const reached = new Set<OrganisationType>(['county_committee']);
    for (const type of reached) for (const child of allowedChildren[type]) reached.add(child);
    expect([...reached].toSorted()).toEqual([...organisationTypes].toSorted());
    for (const type of organisationTypes)
      expect(new Set(allowedChildren[type]).size).toBe(allowedChildren[type].length);
  });

  it('names every type, and keeps members in branches only', () => {
    for (const type of organisationTypes) expect(typeNames[type].zh).not.toBe('');
    expect(organisationTypes.filter(holdsMembers)).toEqual(['branch', 'joint_branch', 'temporary_branch']);
    expect(organisationTypes.filter((t) => !isPartyOrganisation(t))).toEqual([
      'government_department',
      'township_government',
      'village',
      'community',
      'grid',
      'unit',
    ]);
    expect(['branch', 'temporary_branch', 'group'].map((t) => mayDecideOnMembers(t as OrganisationType))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('terms', () => {
  it.each<[OrganisationType, boolean, string | undefined]>([
    ['county_committee', false, '2029-06-30'],
    ['grassroots_committee', false, '2029-06-30'],
    ['township_committee', false, '2029-06-30'],
    ['general_branch', false, '2027-06-30'],
    ['branch', false, '2027-06-30'],
    ['joint_branch', false, '2027-06-30'],
    ['branch', true, '2029-06-30'],
    ['general_branch', true, '2029-06-30'],
    ['village_committee_party', false, '2029-06-30'],
    ['temporary_branch', false, undefined],
    ['group', false, undefined],
    ['village', true, undefined],
  ])('%s (village: %s) from 2024-06-30 to %s', (type, inVillage, due) => {
    expect(termEnd(type, inVillage, '2024-06-30')?.value).toBe(due);
    expect(termRuleOf(type, inVillage) !== undefined).toBe(hasTerms(type));
  });

  it('reckons an older term by the first known version', () =>
    expect(termEnd('branch', false, '2017-05-01')?.value).toBe('2020-05-01'));

  it.each([
    ['2027-05-24', 'running'],
    ['2027-05-23', 'ending'],
    ['2026-11-23', 'ending'],
    ['2026-11-22', 'overdue'],
  ])('due %s is %s', (due, state) => expect(termState(due, today)).toBe(state));
});

describe('advice', () => {
  it('is silent about a sound branch', () => expect(told({})).toEqual([]));

  it.each<[string, Partial<OrganisationFacts>, string[]]>([
    ['two full members', { fullMembers: 2, members: 3, committeeSize: 0 }, ['branch.minFull:branch_too_small']],
    ['three full members without a committee', { fullMembers: 3, members: 3, committeeSize: 0 }, []],
    ['fifty members', { members: 50 }, []],
    ['fifty-one members', { members: 51 }, ['branch.maxMembers:branch_too_large']],
    ['six full members without a committee', { fullMembers: 6, committeeSize: 0 }, []],
    [
      'seven full members without a committee',
      { fullMembers: 7, committeeSize: 0 },
      ['committee.requiredWhenFull:committee_required'],
    ],
    ['a committee of two', { committeeSize: 2 }, ['branchCommittee.size:committee_size']],
    ['a committee of six', { committeeSize: 6 }, ['branchCommittee.size:committee_size']],
    ['a committee of eight', { committeeSize: 8 }, ['branchCommittee.max:committee_too_large']],
    ['no secretary', { hasSecretary: false }, ['secretary.required:secretary_missing']],
    ['a term that ends in five months', { termDueOn: '2027-04-30' }, ['term.reminder:term_ending']],
    ['a term that is over', { termDueOn: '2026-06-30' }, ['election.shift:term_overdue']],
    ['a joint branch over six units', { type: 'joint_branch', units: 6 }, ['joint.maxUnits:joint_too_many_units']],
    [
      'a general branch of fifty',
      { type: 'general_branch', members: 50, committeeSize: 5 },
      ['generalBranch.min:general_branch_small'],
    ],
    ['a general branch of fifty-one', { type: 'general_branch', members: 51, committeeSize: 5 }, []],
    [
      'a committee of a hundred members',
      { type: 'grassroots_committee', members: 100, committeeSize: 7 },
      ['committee.min:committee_small'],
    ],
    [
      'a village committee of a hundred members',
      { type: 'village_committee_party', members: 100, committeeSize: 7 },
      [],
    ],
    [
      'a township committee of six',
      { type: 'township_committee', committeeSize: 6 },
      ['townshipCommittee.size:committee_size'],
    ],
    [
      'a township committee of ten',
      { type: 'township_committee', committeeSize: 10 },
      ['townshipCommittee.size:committee_size'],
    ],
    [
      'a temporary branch of half a year',
      { type: 'temporary_branch', foundedOn: '2026-05-23', members: 0 },
      ['temporary.regularAfter:temporary_too_long'],
    ],
    ['a temporary branch a day younger', { type: 'temporary_branch', foundedOn: '2026-05-24', members: 0 }, []],
    [
      'a temporary branch to which somebody is affiliated',
      { type: 'temporary_branch', foundedOn: '2026-05-24', members: 1 },
      ['temporary.members:temporary_members'],
    ],
    [
      'a county committee whose term ended',
      { type: 'county_committee', termDueOn: '2026-11-22' },
      ['election.shift:term_overdue'],
    ],
    ['a village', { type: 'village', members: 900 }, []],
    ['a department', { type: 'county_department', hasSecretary: false }, []],
  ])('%s', (_says, change, wanted) => expect(told(change)).toEqual(wanted));

  it('names what is missing instead of guessing', () => {
    const advice = adviseOrganisation({ type: 'joint_branch', inVillage: false, today });
    expect(advice.map((a) => [a.ruleId, a.missing])).toEqual([
      ['branch.minFull', ['fullMembers']],
      ['branch.maxMembers', ['members']],
      ['joint.maxUnits', ['units']],
      ['term.branch', ['termDueOn']],
    ]);
    expect(advice.every((a) => a.message === 'facts_missing' && a.why === undefined)).toBe(true);
  });

  it('carries rule, article and the facts it used', () => {
    expect(adviseOrganisation({ ...sound, members: 51 })[0]).toMatchObject({
      params: { count: 51, article: '第二章' },
      why: { ruleId: 'branch.maxMembers', inputs: { count: 51 } },
      missing: [],
    });
    expect(adviseOrganisation({ ...sound, termDueOn: '2026-06-30' })[0]).toMatchObject({
      params: { due: '2026-06-30', latest: '2027-06-30', article: '第三条' },
    });
  });

  it('has a text for every advice', () => {
    const changes: Partial<OrganisationFacts>[] = [
      { fullMembers: 2 },
      { members: 51 },
      { committeeSize: 8 },
      { termDueOn: '2026-06-30' },
      { termDueOn: '2027-01-01' },
      { hasSecretary: false },
      { type: 'temporary_branch', foundedOn: '2020-01-01' },
    ];
    for (const a of changes.flatMap((c) => adviseOrganisation({ ...sound, ...c }))) {
      const text = (adviceTexts as Record<string, readonly [string, string]>)[a.message];
      for (const name of placeholders(text![0])) expect(Object.keys(a.params)).toContain(name);
    }
  });
});
