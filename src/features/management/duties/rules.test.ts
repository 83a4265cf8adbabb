import { describe, expect, test } from 'vitest';
import { emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { addDays } from '#shared/days.ts';
import { periodNamed, periodOf, periodsOfYear } from './periods/rules.ts';
import { dutiesOfYear, dutyKinds, dutyOf, type DutyFacts, type DutyKind } from './rules.ts';
import type { DutyState, Viewer } from './states/rules.ts';
import { always, branch, calendar, lot, meeting } from './factory.ts';

const ask = (facts: Partial<DutyFacts>, kind: DutyKind, key: string, today: string, viewer: Viewer = 'own') =>
  dutyOf({ ...branch, ...facts }, kind, periodNamed(key), { today, calendar }, viewer);

describe('a month of a branch', () => {
  test.each<[string, Viewer, DutyState]>([
    ['2026-10-31', 'own', 'ahead'],
    ['2026-11-01', 'own', 'open'],
    ['2026-11-18', 'own', 'open'],
    ['2026-11-19', 'own', 'due_soon'],
    ['2026-11-30', 'own', 'due_soon'],
    ['2026-12-01', 'own', 'missed'],
    // The 19th, 20th and 23rd are the branch's own.
    ['2026-11-19', 'above', 'open'],
    ['2026-11-23', 'above', 'open'],
    ['2026-11-24', 'above', 'due_soon'],
    ['2026-12-01', 'above', 'due_soon'],
    ['2026-12-03', 'above', 'due_soon'],
    ['2026-12-04', 'above', 'missed'],
  ])('without a Party day is on %s, seen as %s, %s', (today, viewer, state) => {
    expect(ask({}, 'party_day', '2026-11', today, viewer).state).toBe(state);
  });

  test('counts working days over a holiday that moves them', () => {
    // The 8th, the 9th and the made-up Saturday are the branch's own; the 11th is a Sunday, and nobody's.
    const states = ['2026-10-01', '2026-10-08', '2026-10-10', '2026-10-11'].map(
      (today) => ask({}, 'party_day', '2026-09', today, 'above').state,
    );
    expect(states).toEqual(['due_soon', 'due_soon', 'due_soon', 'missed']);
    expect(ask({}, 'party_day', '2026-09', '2026-10-08').aboveFrom).toBe('2026-10-11');
  });

  test('is provisional where the holidays of a year are missing', () => {
    const duty = dutyOf(
      branch,
      'party_day',
      periodNamed('2026-11'),
      { today: '2026-11-20', calendar: emptyCalendar },
      'own',
    );
    expect(duty.missingYears).toEqual([2026]);
    expect(ask({}, 'party_day', '2026-11', '2026-11-20').missingYears).toEqual([]);
    // December runs into a year that the table does not know.
    expect(ask({}, 'party_day', '2026-12', '2026-12-20').missingYears).toEqual([2027]);
  });

  test.each<[string, DutyState]>([
    ['2026-10-31', 'missed'],
    ['2026-11-01', 'done'],
    ['2026-11-30', 'done'],
    ['2026-12-01', 'missed'],
  ])('with one held on %s is %s', (heldOn, state) => {
    expect(ask({ meetings: [meeting('party_day', heldOn)] }, 'party_day', '2026-11', '2026-12-31').state).toBe(state);
  });

  test('says why, and what is missing', () => {
    const open = ask({}, 'members_meeting', '2026-Q4', '2026-11-26');
    expect(open.why).toMatchObject({ ruleId: 'meeting.general', inputs: { held: 0, needed: 1, full: 12, seated: 3 } });
    expect(open.why?.article).not.toBe('');
    expect(open.missing).toEqual([{ fact: 'meetings', count: 1 }]);
    const held = [meeting('members_meeting', '2026-10-09')];
    const done = ask({ meetings: held }, 'members_meeting', '2026-Q4', '2026-11-26');
    expect(done).toMatchObject({ state: 'done', missing: [], meetings: held });
  });

  test('takes no meeting of another kind or of a group for its own', () => {
    const meetings = [meeting('party_lesson', '2026-11-03'), meeting('party_day', '2026-11-03', 'g')];
    expect(ask({ meetings }, 'party_day', '2026-11', '2026-12-31').state).toBe('missed');
  });
});

describe('the structure of a period', () => {
  const none = { seats: [], full: [] };
  test.each<[string, Partial<DutyFacts>, DutyState]>([
    ['three seats', { full: [] }, 'missed'],
    ['two seats of six full members', { seats: branch.seats.slice(1), full: lot(6, () => always) }, 'not_owed'],
    ['seven full members and no seat', { seats: [], full: lot(7, () => always) }, 'missed'],
    ['six full members and no seat', { seats: [], full: lot(6, () => always) }, 'not_owed'],
    ['one person in three seats', { ...none, seats: lot(3, () => ({ ...always, personId: 'p' })) }, 'not_owed'],
    [
      'a committee that began within the month',
      { ...none, seats: branch.seats.map((seat) => ({ ...seat, from: '2026-10-02' })) },
      'not_owed',
    ],
    [
      'a committee that began on the first',
      { ...none, seats: branch.seats.map((seat) => ({ ...seat, from: '2026-10-01' })) },
      'missed',
    ],
    [
      'a committee that ended within the month',
      { ...none, seats: branch.seats.map((seat) => ({ ...seat, to: '2026-10-31' })) },
      'not_owed',
    ],
  ])('a committee meeting with %s', (_name, facts, state) => {
    expect(ask(facts, 'committee_meeting', '2026-10', '2026-11-26').state).toBe(state);
  });

  test('names the posts that are missing where the members call for a committee', () => {
    const duty = ask({ seats: [], full: lot(9, () => always) }, 'committee_meeting', '2026-10', '2026-11-26');
    expect(duty.missing).toContainEqual({ fact: 'committee_posts', full: 9, seated: 0 });
    expect(ask({}, 'committee_meeting', '2026-10', '2026-11-26').missing).toEqual([{ fact: 'meetings', count: 1 }]);
  });

  const groups = [
    { ...always, id: 'g1', name: '一组' },
    { ...always, id: 'g2', name: '二组' },
  ];
  test.each<[string, Partial<DutyFacts>, Pick<ReturnType<typeof ask>, 'state' | 'held' | 'needed'>]>([
    ['without groups', {}, { state: 'not_owed', held: 0, needed: 0 }],
    ['with two, none met', { groups }, { state: 'missed', held: 0, needed: 2 }],
    [
      'with two, one met twice',
      {
        groups,
        meetings: [meeting('group_meeting', '2026-10-09', 'g1'), meeting('group_meeting', '2026-10-19', 'g1')],
      },
      { state: 'missed', held: 1, needed: 2 },
    ],
    [
      'with two, one met and one filed under the branch',
      { groups, meetings: [meeting('group_meeting', '2026-10-09', 'g1'), meeting('group_meeting', '2026-10-19')] },
      { state: 'done', held: 2, needed: 2 },
    ],
    [
      'with one that came within the month',
      { groups: [{ ...always, id: 'g1', name: '一组', from: '2026-10-05' }] },
      { state: 'not_owed', held: 0, needed: 0 },
    ],
  ])('group meetings %s', (_name, facts, expected) => {
    expect(ask(facts, 'group_meeting', '2026-10', '2026-11-26')).toMatchObject(expected);
  });

  test('names the groups that have not met', () => {
    const meetings = [meeting('group_meeting', '2026-10-09', 'g2')];
    expect(ask({ groups, meetings }, 'group_meeting', '2026-10', '2026-11-26').missing).toEqual([
      { fact: 'group', name: '一组' },
    ]);
  });

  test.each<[string, DutyFacts['types'], string, DutyState]>([
    ['founded within the quarter', [{ type: 'branch', from: '2026-07-02', to: null }], '2026-Q3', 'not_owed'],
    ['founded on its first day', [{ type: 'branch', from: '2026-07-01', to: null }], '2026-Q3', 'missed'],
    ['founded within the former quarter', [{ type: 'branch', from: '2026-06-30', to: null }], '2026-Q3', 'missed'],
    ['abolished within it', [{ type: 'branch', from: null, to: '2026-09-30' }], '2026-Q3', 'not_owed'],
    ['abolished after its last day', [{ type: 'branch', from: null, to: '2026-10-01' }], '2026-Q3', 'missed'],
    ['abolished before', [{ type: 'branch', from: null, to: '2026-06-30' }], '2026-Q3', 'not_owed'],
    ['founded in the quarter that runs', [{ type: 'branch', from: '2026-10-08', to: null }], '2026-Q4', 'not_owed'],
    [
      'renamed and made joint within it',
      [
        { type: 'branch', from: null, to: '2026-08-01' },
        { type: 'joint_branch', from: '2026-08-01', to: null },
      ],
      '2026-Q3',
      'missed',
    ],
    ['a township', [{ ...always, type: 'township_committee' }], '2026-Q3', 'not_owed'],
  ])('of an organisation %s', (_name, types, key, state) => {
    expect(ask({ types }, 'members_meeting', key, '2026-11-26').state).toBe(state);
  });

  test('of a temporary branch: meetings, lessons and Party days, nothing else', () => {
    const types = [{ ...always, type: 'temporary_branch' as const }];
    const owed = dutyKinds
      .filter((kind) => kind !== 'secretary_lesson')
      .filter((kind) => {
        const key = kind === 'organisation_life' || kind === 'appraisal' ? '2025' : '2026-01';
        const period = periodOf(key === '2025' ? 'year' : 'month', '2025-03-01');
        return (
          dutyOf({ ...branch, types }, kind, period, { today: '2026-11-26', calendar }, 'own').exemption !== 'temporary'
        );
      });
    expect(owed).toEqual(['members_meeting', 'party_lesson', 'party_day']);
  });

  test.each<[string, DutyFacts['members'], DutyState]>([
    ['that never had members', [], 'not_owed'],
    ['with one from before the period on', [{ from: '2026-06-30', to: null }], 'missed'],
    ['with one who came in the period', [{ from: '2026-07-02', to: null }], 'not_owed'],
    ['whose one left in the period', [{ from: null, to: '2026-09-30' }], 'not_owed'],
  ])('of a temporary branch %s', (_name, members, state) => {
    const types = [{ ...always, type: 'temporary_branch' as const }];
    const duty = ask({ types, members }, 'members_meeting', '2026-Q3', '2026-11-26');
    expect([duty.state, duty.exemption]).toEqual([state, state === 'missed' ? null : 'no_members']);
    // What is no temporary one owes whoever is in it.
    expect(ask({ members }, 'members_meeting', '2026-Q3', '2026-11-26').state).toBe('missed');
  });

  test('before the regulations is none', () => {
    expect(ask({}, 'members_meeting', '2018-Q3', '2026-11-26')).toMatchObject({
      state: 'not_owed',
      exemption: 'no_rule',
    });
    expect(ask({}, 'members_meeting', '2019-Q1', '2026-11-26').state).toBe('missed');
  });
});

describe('talks of a year', () => {
  const talk = (heldOn: string, ...people: string[]) => ({
    ...meeting('heart_talk', heldOn),
    id: people.join(' '),
    people,
  });
  const all = ['committee', 'committee_member', 'members'];
  test.each<[string, Partial<DutyFacts>, readonly [held: number, needed: number], readonly string[]]>([
    ['none held', {}, [0, 3], all],
    ['two of the committee', { meetings: [talk('2026-02-01', 'p0', 'p1')] }, [1, 3], ['committee_member', 'members']],
    ['one of them and a member', { meetings: [talk('2026-02-01', 'p0', 'x')] }, [1, 3], ['committee', 'members']],
    ['two members', { meetings: [talk('2026-02-01', 'x', 'y')] }, [1, 3], ['committee', 'committee_member']],
    ['one alone', { meetings: [talk('2026-02-01', 'p0')] }, [0, 3], all],
    [
      'all three',
      { meetings: [talk('2026-02-01', 'p0', 'p1'), talk('2026-03-01', 'p2', 'x'), talk('2026-04-01', 'x', 'y')] },
      [3, 3],
      [],
    ],
    ['one in which two of each took part', { meetings: [talk('2026-02-01', 'p0', 'p1', 'x', 'y')] }, [3, 3], []],
    ['of the former year', { meetings: [talk('2025-12-31', 'p0', 'p1', 'x', 'y')] }, [0, 3], all],
    ['a secretary alone', { seats: branch.seats.slice(2) }, [0, 2], ['committee_member', 'members']],
    ['nobody in a post', { seats: [] }, [0, 1], ['members']],
    [
      'a seat that ended before the talk',
      {
        seats: branch.seats.map((seat, n) => (n === 0 ? { ...seat, to: '2026-02-01' } : seat)),
        meetings: [talk('2026-02-01', 'p0', 'p1')],
      },
      [1, 3],
      ['committee', 'members'],
    ],
  ])('%s', (_name, facts, [held, needed], open) => {
    const duty = ask(facts, 'heart_talk', '2026', '2026-11-26');
    expect([duty.held, duty.needed]).toEqual([held, needed]);
    expect(duty.missing).toEqual(open.map((between) => ({ fact: 'talk', between })));
    expect(duty.state).toBe(open.length === 0 ? 'done' : 'open');
    expect(duty.why?.ruleId).toBe('meeting.talks');
  });
});

describe('the yearly lesson of a committee’s secretary', () => {
  const committee: Partial<DutyFacts> = {
    types: [{ ...always, type: 'township_committee' }],
    seats: [],
    full: [],
    secretaries: [{ from: '2026-03-01', to: '2026-09-01', personId: 's' }],
  };
  const lesson = (heldOn: string, lecturer: string) => ({
    ...meeting('secretary_lesson', heldOn, 'elsewhere in the range'),
    lecturer,
  });
  test.each<[string, readonly ReturnType<typeof lesson>[], DutyState]>([
    ['none', [], 'missed'],
    ['given on the first day in the post', [lesson('2026-03-01', 's')], 'done'],
    ['given on the last', [lesson('2026-08-31', 's')], 'done'],
    ['given the day after', [lesson('2026-09-01', 's')], 'missed'],
    ['given before', [lesson('2026-02-28', 's')], 'missed'],
    ['given by somebody else', [lesson('2026-05-01', 't')], 'missed'],
  ])('%s', (_name, meetings, state) => {
    const duty = ask({ ...committee, meetings }, 'secretary_lesson', '2026', '2027-01-04');
    expect(duty.state).toBe(state);
    expect(duty.missing).toEqual(state === 'done' ? [] : [{ fact: 'lesson' }]);
  });

  test('is owed by committees alone, and is all that they owe', () => {
    expect(ask({}, 'secretary_lesson', '2026', '2027-01-04').state).toBe('not_owed');
    const duties = dutiesOfYear({ ...branch, ...committee }, 2026, { today: '2026-11-26', calendar }, 'own');
    expect(duties.map(({ kind }) => kind)).toEqual(['secretary_lesson']);
  });
});

describe('the year of a branch', () => {
  test('holds each period of each kind once', () => {
    const duties = dutiesOfYear(branch, 2026, { today: '2026-11-26', calendar }, 'own');
    const counts = dutyKinds.map((kind) => duties.filter((duty) => duty.kind === kind).length);
    expect(counts).toEqual([4, 12, 12, 4, 12, 1, 1, 1, 0]);
  });

  test('has periods that follow each other without a gap', () => {
    for (const span of ['month', 'quarter', 'year'] as const) {
      const all = [...periodsOfYear(span, 2027), ...periodsOfYear(span, 2028)];
      for (const [place, period] of all.entries()) {
        expect(periodNamed(period.key)).toEqual(period);
        expect(periodOf(span, period.first)).toEqual(period);
        expect(periodOf(span, period.last)).toEqual(period);
        const former = all[place - 1];
        if (former) expect(addDays(former.last, 1)).toBe(period.first);
      }
    }
  });
});
