import { describe, expect, test } from 'vitest';
import type { Invitee, Meeting } from '../../contract.ts';
import { mergeRolls, type PlanChange, planOf, type RecordChange, recordOf } from '../rules.ts';
import { decided, rebase } from './rules.ts';

const person = (personId: string, attendance: Invitee['attendance'] = null): Invitee => ({
  personId,
  name: personId,
  votes: true,
  exempt: false,
  response: 'none',
  excuse: null,
  attendance,
  how: null,
  recordedAt: null,
  takenAt: null,
  reason: null,
});

const base: Meeting = {
  id: 'm',
  organisation: { id: 'o', name: '山背村', type: 'branch' },
  type: 'members_meeting',
  title: '清淤',
  startsAt: '2026-11-26T06:30:00.000Z',
  endsAt: null,
  heldOn: '2026-11-26',
  place: '村部',
  state: 'held',
  chair: null,
  recorder: null,
  content: '旧内容',
  seriesId: null,
  capacity: null,
  confirmedAt: null,
  confirmedBy: null,
  cancelReason: null,
  closedAt: null,
  closedBy: null,
  version: 3,
  agenda: ['一'],
  invitees: [person('a'), person('b')],
  guests: [],
  tally: { expected: 2, present: 0, absent: 0, excused: 0, open: 2, entitled: 2, votersPresent: 0 },
  resolutions: [],
  tasks: [],
  openTasks: [],
  amendments: [],
  materials: [],
  can: {
    edit: false,
    cancel: false,
    take: true,
    respond: false,
    confirm: false,
    record: true,
    close: true,
    amend: false,
    materials: false,
  },
};
const task = { task: '清扫', ownerPersonId: 'a', dueOn: '2026-12-01' };

describe('a record', () => {
  const mine: RecordChange = { ...recordOf(base), content: '我写的' };

  test('joins what others changed elsewhere without asking', () => {
    const owner = { id: 'a', name: 'a' };
    const theirs = { id: 't1', meetingId: 'm', doneAt: null, doneNote: null, version: 1, owner };
    const current: Meeting = { ...base, version: 4, tasks: [{ ...theirs, task: '清扫', dueOn: '2026-12-01' }] };
    const { input, clashes, isDone } = rebase('meetings.record', mine, base, current);
    expect([input, clashes, isDone]).toEqual([{ ...mine, tasks: [{ id: 't1', ...task }] }, [], false]);
  });

  test('of which both changed the same text is asked about, and both can stay', () => {
    const current = { ...base, version: 4, content: '他写的' };
    const rebased = rebase('meetings.record', mine, base, current);
    expect(rebased.clashes).toEqual([{ field: 'content', mine: '我写的', theirs: '他写的', both: '他写的\n\n我写的' }]);
    const chosen = (choice: 'mine' | 'theirs' | 'both') =>
      (decided('meetings.record', rebased, new Map([['content', choice]])) as RecordChange).content;
    expect([chosen('mine'), chosen('theirs'), chosen('both')]).toEqual(['我写的', '他写的', '他写的\n\n我写的']);
  });

  test('whose tasks both added to keeps those of both', () => {
    const current: Meeting = {
      ...base,
      tasks: [
        {
          id: 't1',
          meetingId: 'm',
          task: '植树',
          owner: { id: 'b', name: 'b' },
          dueOn: '2026-12-02',
          doneAt: null,
          doneNote: null,
          version: 1,
        },
      ],
    };
    const { clashes } = rebase('meetings.record', { ...recordOf(base), tasks: [task] }, base, current);
    expect(clashes.map(({ field, both }) => [field, both])).toEqual([
      ['tasks', [{ id: 't1', task: '植树', ownerPersonId: 'b', dueOn: '2026-12-02' }, task]],
    ]);
  });

  test('that the server has already is done, and one of a closed meeting is late', () => {
    const same = { ...base, version: 4, content: '我写的' };
    expect(rebase('meetings.record', mine, base, same)).toMatchObject({ isDone: true, clashes: [] });
    expect(rebase('meetings.record', mine, base, { ...base, state: 'closed' })).toMatchObject({ isLate: true });
  });
});

describe('a plan', () => {
  const planned: Meeting = { ...base, state: 'planned' };
  test('keeps mine and theirs of different fields, and asks about the same one', () => {
    const mine: PlanChange = { ...planOf(planned), title: '我的题目', place: '山上' };
    const { input, clashes } = rebase('meetings.edit', mine, planned, {
      ...planned,
      place: '祠堂',
      agenda: ['一', '二'],
    });
    expect(input).toMatchObject({ title: '我的题目', place: '山上', agenda: ['一', '二'] });
    expect(clashes).toEqual([{ field: 'place', mine: '山上', theirs: '祠堂', both: undefined }]);
    const theirs = decided('meetings.edit', { input, clashes }, new Map([['place', 'theirs']]));
    expect(theirs).toMatchObject({ title: '我的题目', place: '祠堂' });
  });

  test('emptied here stays emptied', () => {
    const { place: _place, ...mine } = planOf(planned);
    expect(rebase('meetings.edit', mine, planned, { ...planned, title: '新题' }).input).not.toHaveProperty('place');
  });
});

describe('a roll', () => {
  const planned: Meeting = { ...base, state: 'planned' };
  const roll = {
    marks: [
      { personId: 'a', seen: null, attendance: 'present' as const },
      { personId: 'b', seen: null, attendance: 'present' as const },
    ],
  };

  test('asks only about those of whom another thing was said', () => {
    const current = { ...planned, invitees: [person('a', 'excused'), person('b', 'present')] };
    const rebased = rebase('meetings.roll', roll, planned, current);
    expect(rebased.clashes).toEqual([{ field: 'attendance:a', mine: 'present', theirs: 'excused', both: undefined }]);
    expect(decided('meetings.roll', rebased, new Map([['attendance:a', 'mine']]))).toEqual({
      marks: [{ personId: 'a', seen: 'excused', attendance: 'present' }],
    });
    expect(decided('meetings.roll', rebased, new Map([['attendance:a', 'theirs']]))).toBeNull();
  });

  test('on a list that was confirmed meanwhile needs a word of reason', () => {
    const current: Meeting = { ...base, invitees: [person('a', 'absent'), person('b', 'present')] };
    const rebased = rebase('meetings.roll', roll, planned, current);
    expect(rebased.isLate).toBe(true);
    expect(decided('meetings.roll', rebased, new Map([['attendance:a', 'mine']]), '离线点名')).toEqual({
      marks: [{ personId: 'a', seen: 'absent', attendance: 'present' }],
      reason: '离线点名',
    });
  });

  test('holds later taps against what stood there before the first, and forgets what was taken back', () => {
    const tap = (attendance: 'present' | 'absent' | null, seen: 'present' | 'absent' | null) => ({
      marks: [{ personId: 'a', seen, attendance }],
    });
    expect(mergeRolls(tap('present', null), tap('absent', 'present'))).toEqual(tap('absent', null));
    expect(mergeRolls(tap('present', null), tap(null, 'present'))).toBeNull();
  });
});

test('confirming and closing are done when somebody else has', () => {
  const planned: Meeting = { ...base, state: 'planned' };
  expect(rebase('meetings.confirm', {}, planned, base)).toMatchObject({ isDone: true });
  expect(rebase('meetings.confirm', {}, planned, planned)).toMatchObject({ isDone: false, isLate: false });
  expect(rebase('meetings.close', {}, base, { ...base, state: 'closed' })).toMatchObject({ isDone: true });
  expect(rebase('meetings.confirm', {}, planned, { ...base, state: 'cancelled' })).toMatchObject({ isLate: true });
});

describe('a cancelling', () => {
  const planned: Meeting = { ...base, state: 'planned', heldOn: null };
  const deed = { reason: '台风' };

  test('goes through where nothing was changed, and is done where it was cancelled already', () => {
    expect(rebase('meetings.cancel', deed, planned, { ...planned, version: 4 })).toEqual({
      input: deed,
      clashes: [],
      isDone: false,
      isLate: false,
      lacking: [],
    });
    expect(rebase('meetings.cancel', deed, planned, { ...planned, state: 'cancelled' }).isDone).toBe(true);
  });

  test('is asked about where somebody has changed the plan, and comes too late once it was held', () => {
    const moved = { ...planned, version: 4, startsAt: '2026-11-28T06:30:00.000Z' };
    const rebased = rebase('meetings.cancel', deed, planned, moved);
    expect(rebased.clashes).toEqual([{ field: 'state', mine: 'cancelled', theirs: 'planned', both: undefined }]);
    expect(decided('meetings.cancel', rebased, new Map([['state', 'mine']]))).toEqual(deed);
    expect(decided('meetings.cancel', rebased, new Map([['state', 'theirs']]))).toBeNull();
    expect(rebase('meetings.cancel', deed, planned, { ...planned, state: 'held' }).isLate).toBe(true);
  });
});

test('of two taps on a name the later says when; what says nothing of attendance leaves the moment', () => {
  const tap = (takenAt: string, attendance: Invitee['attendance']) => ({
    marks: [{ personId: 'a', seen: null, attendance, takenAt }],
  });
  const first = tap('2026-11-26T06:31:00.000Z', 'excused');
  expect(mergeRolls(first, tap('2026-11-26T06:40:00.000Z', 'present'))?.marks[0]?.takenAt).toBe(
    '2026-11-26T06:40:00.000Z',
  );
  const exempt = mergeRolls(first, { marks: [{ personId: 'a', seen: 'excused', exempt: true }] });
  expect(exempt?.marks).toEqual([{ ...first.marks[0], exempt: true }]);
});

describe('a list confirmed and a record closed here', () => {
  const planned: Meeting = { ...base, state: 'planned', heldOn: null };
  const there = { ...planned, invitees: [person('a', 'present'), person('b', 'excused')] };

  test('without chair and recorder wait for both to be named, of those who were there', () => {
    const missing = rebase('meetings.confirm', {}, planned, there);
    expect(missing).toMatchObject({ isDone: false, isLate: false, clashes: [] });
    expect(missing.lacking.map(({ field, message }) => [field, message])).toEqual([
      ['chairPersonId', 'chair_missing'],
      ['recorderPersonId', 'recorder_missing'],
    ]);
    const away = rebase('meetings.confirm', { chairPersonId: 'b', recorderPersonId: 'a' }, planned, there);
    expect(away.lacking).toEqual([{ field: 'chairPersonId', message: 'chair_absent' }]);
    expect(rebase('meetings.close', {}, base, { ...there, state: 'held' }).lacking).toHaveLength(2);
    expect(rebase('meetings.confirm', { chairPersonId: 'a', recorderPersonId: 'a' }, planned, there).lacking).toEqual(
      [],
    );
    // Somebody else has confirmed it meanwhile: nothing is asked any more.
    expect(rebase('meetings.confirm', {}, planned, { ...there, state: 'held' })).toMatchObject({
      isDone: true,
      lacking: [],
    });
  });
});
