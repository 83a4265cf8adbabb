import { describe, expect, test } from 'vitest';
import { deviceKey } from '#features/base/accounts/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { AppError } from '#shared/errors.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode } from '#test/harness/tree.ts';
import {
  cancelMeeting,
  confirmAttendance,
  type Meeting,
  meetingList,
  planMeeting,
  takeAttendance,
} from '../contract.ts';
import { at, holdMeeting, ledBy } from '../factory.ts';
import { callRoll, meetingChanges, takeAlong } from './contract.ts';
import { copyOf, type Deeds, withDeeds } from './rules.ts';

const noon = Date.parse('2026-11-26T06:00:00Z');
const server = useApp({ now: () => new Date(noon) });
const app = () => server.current;

const openBranch = async () => {
  const node = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  const people: { id: string; name: string }[] = [];
  for (const name of ['安大勇', '白小梅', '常有福']) {
    const phone = '13900001111';
    const { id } = await app().write((tx) => makeMember(tx, app().county, { branch: node, fields: { name, phone } }));
    people.push({ id, name });
  }
  return { node, people, secretary: await app().as('branch_secretary', { at: node }) };
};
type Branch = Awaited<ReturnType<typeof openBranch>>;

const bodyOf = ({ node }: Branch, more: object = {}) => ({
  organisationId: node.id,
  type: 'members_meeting' as const,
  title: `清淤${hostile}`,
  day: '2026-11-26',
  time: '14:30',
  agenda: [`议题${hostile}`],
  ...more,
});
const planned = (branch: Branch): Promise<Meeting> => branch.secretary.call(planMeeting, { body: bodyOf(branch) });
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AppError) return error;
  throw new Error(`was not refused: ${String(error)}`);
};
const attendanceOf = ({ invitees }: Meeting) => invitees.map(({ attendance }) => attendance);

describe('a meeting that a device has planned', () => {
  test('keeps the id that the device gave it, and comes into being once however often it is sent', async () => {
    const branch = await openBranch();
    const id = newId();
    const key = newOpaqueId();
    const body = bodyOf(branch, { id });
    const first = await branch.secretary.call(planMeeting, { body }, { key });
    const again = await branch.secretary.call(planMeeting, { body }, { key });
    expect([first.id, again]).toEqual([id, first]);
    // The key was forgotten meanwhile: the meeting is there all the same.
    const third = await refusal(branch.secretary.call(planMeeting, { body }));
    expect([third.code, third.details.message]).toEqual(['conflict', 'planned_already']);
    const { items } = await branch.secretary.call(meetingList, { query: {} });
    expect(items.map((line) => line.id)).toEqual([id]);
  });

  test('takes no id that says nothing of the time', async () => {
    const branch = await openBranch();
    const body = bodyOf(branch, { id: newOpaqueId() });
    expect((await refusal(branch.secretary.call(planMeeting, { body }))).code).toBe('invalid');
  });

  test('gets no other branch’s meeting by its id', async () => {
    const [one, other] = [await openBranch(), await openBranch()];
    const { id } = await planned(one);
    const error = await refusal(other.secretary.call(planMeeting, { body: bodyOf(other, { id }) }));
    expect(error.details).not.toHaveProperty('current');
    expect((await one.secretary.call(meetingList, { query: {} })).items).toHaveLength(1);
  });
});

describe('a roll that a device has called', () => {
  test('is handed in as a whole, and the same again changes nothing', async () => {
    const branch = await openBranch();
    const meeting = await planned(branch);
    const [a, b, c] = branch.people.map(({ id }) => id) as [string, string, string];
    const body = {
      marks: [
        { personId: a, seen: null, attendance: 'present' as const },
        { personId: b, seen: null, attendance: 'excused' as const },
        { personId: c, seen: null, exempt: true },
      ],
    };
    const once = await branch.secretary.call(callRoll, { ...at(meeting), body });
    expect(attendanceOf(once)).toEqual(['present', 'excused', null]);
    expect(once.invitees.map(({ exempt }) => exempt)).toEqual([false, false, true]);
    const twice = await branch.secretary.call(callRoll, { ...at(meeting), body });
    expect(attendanceOf(twice)).toEqual(attendanceOf(once));
  });

  test('writes nothing at all where somebody has said otherwise of one of them', async () => {
    const branch = await openBranch();
    const meeting = await planned(branch);
    const [a, b] = branch.people.map(({ id }) => id) as [string, string];
    await branch.secretary.call(takeAttendance, { ...at(meeting), body: { people: [a], attendance: 'excused' } });
    const marks = [
      { personId: a, seen: null, attendance: 'present' as const },
      { personId: b, seen: null, attendance: 'present' as const },
    ];
    const error = await refusal(branch.secretary.call(callRoll, { ...at(meeting), body: { marks } }));
    expect([error.code, error.details.current]).toEqual(['stale', { people: [a] }]);
    const now = await branch.secretary.call(callRoll, {
      ...at(meeting),
      body: { marks: [{ personId: a, seen: 'excused', attendance: 'present' }] },
    });
    expect(attendanceOf(now)).toEqual(['present', null, null]);
  });

  test('asks for a reason once the list is confirmed', async () => {
    const branch = await openBranch();
    const meeting = await planned(branch);
    await holdMeeting(branch.secretary, meeting, [branch.people[1]?.id ?? '']);
    const marks = [{ personId: branch.people[0]?.id ?? '', seen: 'absent' as const, attendance: 'present' as const }];
    const error = await refusal(branch.secretary.call(callRoll, { ...at(meeting), body: { marks } }));
    expect(error.details.problems?.map(({ message }) => message)).toEqual(['late_reason']);
    const late = await branch.secretary.call(callRoll, { ...at(meeting), body: { marks, reason: `离线${hostile}` } });
    expect(late.invitees[0]).toMatchObject({ attendance: 'present', how: 'late' });
  });
});

describe('a mark that was taken before it was sent', () => {
  /** The clock of the test stands at 14:00 in China. */
  const takenOn = async (...moments: readonly string[]): Promise<(string | null)[]> => {
    const branch = await openBranch();
    const meeting = await planned(branch);
    const marks = branch.people.map(({ id: personId }, place) => ({
      personId,
      seen: null,
      attendance: 'present' as const,
      takenAt: moments[place] ?? '',
    }));
    const { invitees } = await branch.secretary.call(callRoll, { ...at(meeting), body: { marks } });
    expect(invitees.every(({ recordedAt }) => recordedAt !== null && Date.parse(recordedAt) === noon)).toBe(true);
    return branch.people.map(({ id }) => {
      const found = invitees.find(({ personId }) => personId === id)?.takenAt ?? null;
      return found === null ? null : new Date(found).toISOString();
    });
  };

  test('keeps both moments, each name its own', async () => {
    const moments = ['2026-11-26T05:31:00.000Z', '2026-11-26T05:32:10.000Z', '2026-11-26T06:00:00.000Z'];
    expect(await takenOn(...moments)).toEqual(moments);
  });

  test('is not believed in the future or before the day of the meeting, which begins at midnight in China', async () => {
    const moments = ['2026-11-26T06:00:01.000Z', '2026-11-25T15:59:59.000Z', '2026-11-25T16:00:00.000Z'];
    expect(await takenOn(...moments)).toEqual([null, null, moments[2]]);
  });

  test('loses its moment with the next word on the person', async () => {
    const branch = await openBranch();
    const meeting = await planned(branch);
    const personId = branch.people[0]?.id ?? '';
    const marks = [{ personId, seen: null, attendance: 'present' as const, takenAt: '2026-11-26T05:31:00.000Z' }];
    await branch.secretary.call(callRoll, { ...at(meeting), body: { marks } });
    const body = { people: [personId], attendance: 'excused' as const };
    const { invitees } = await branch.secretary.call(takeAttendance, { ...at(meeting), body });
    expect(invitees.find((one) => one.personId === personId)).toMatchObject({ attendance: 'excused', takenAt: null });
    const gone = await branch.secretary.call(takeAttendance, {
      ...at(meeting),
      body: { people: [personId], attendance: null },
    });
    expect(gone.invitees.find((one) => one.personId === personId)).toMatchObject({ recordedAt: null, takenAt: null });
  });
});

test('a meeting planned and called off on a device is cancelled with its reason', async () => {
  const branch = await openBranch();
  const meeting = await planned(branch);
  const stand = { may: { edit: true, close: true }, today: '2026-11-26' };
  const input: Deeds['meetings.cancel'] = { reason: `台风${hostile}` };
  const shown = withDeeds(copyOf(meeting), [{ kind: 'meetings.cancel', input, at: noon }], stand);
  const body = { version: meeting.version, ...input };
  const told = copyOf(await branch.secretary.call(cancelMeeting, { ...at(meeting), body }));
  expect({ ...shown, version: told.version }).toEqual(told);
});

test('what is taken along holds names and votes, and no other branch’s', async () => {
  const [branch, other] = [await openBranch(), await openBranch()];
  const meeting = await planned(branch);
  const along = await branch.secretary.call(takeAlong, { query: { organisationId: branch.node.id } });
  expect(along.meetings.map(({ id }) => id)).toEqual([meeting.id]);
  const draft = along.drafts.find(({ type }) => type === 'members_meeting')?.draft;
  expect(draft?.last?.id).toBe(meeting.id);
  expect(draft?.roster.map(({ name }) => name).toSorted()).toEqual(branch.people.map(({ name }) => name).toSorted());
  expect(JSON.stringify(along)).not.toMatch(/\b139\d{8}|139\*|idNumber|phone/);
  const error = await refusal(branch.secretary.call(takeAlong, { query: { organisationId: other.node.id } }));
  expect(error.code).toBe('not_found');
});

test('the changes of a meeting say who and when', async () => {
  const branch = await openBranch();
  const meeting = await planned(branch);
  await holdMeeting(branch.secretary, meeting, [branch.people[0]?.id ?? '']);
  const { items } = await branch.secretary.call(meetingChanges, { ...at(meeting), query: {} });
  expect(items.map(({ action }) => action)).toEqual(['meetings.confirm', 'meetings.attend', 'meetings.plan']);
  expect(items[0]?.actor).not.toBe('');
});

test('a device key is the account’s and the device’s own, and the same each time', async () => {
  const [one, other] = [await app().as('branch_secretary'), await app().as('branch_secretary')];
  const ask = (client: typeof one, device: string) => client.call(deviceKey, { query: { device } });
  const [here, there] = [newOpaqueId(), newOpaqueId()];
  const { key } = await ask(one, here);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect((await ask(one, here)).key).toBe(key);
  expect((await ask(one, there)).key).not.toBe(key);
  expect((await ask(other, here)).key).not.toBe(key);
});

test('a device shows what the server will answer', async () => {
  const branch = await openBranch();
  const stand = { may: { edit: true, close: true }, today: '2026-11-26' };
  const { drafts, organisation } = await branch.secretary.call(takeAlong, {
    query: { organisationId: branch.node.id },
  });
  const draft = drafts.find(({ type }) => type === 'members_meeting')?.draft;
  const id = newId();
  const input: Deeds['meetings.plan'] = {
    body: { ...bodyOf(branch), id },
    organisation,
    roster: draft?.roster ?? [],
    openTasks: [],
  };
  const marks = branch.people.map(({ id: personId }) => ({ personId, seen: null, attendance: 'present' as const }));
  const leaders = ledBy(branch.people.slice(0, 2).map(({ id: personId }) => personId));
  const shown = withDeeds(
    null,
    [
      { kind: 'meetings.plan', input, at: noon },
      { kind: 'meetings.roll', input: { marks: marks.slice(0, 2) }, at: noon },
      { kind: 'meetings.confirm', input: leaders, at: noon },
    ],
    stand,
  );
  await branch.secretary.call(planMeeting, { body: input.body });
  await branch.secretary.call(callRoll, { params: { id }, body: { marks: marks.slice(0, 2) } });
  const told = copyOf(
    await branch.secretary.call(confirmAttendance, { params: { id }, body: { version: 1, ...leaders } }),
  );
  const plain = ({ version: _v, confirmedBy: _b, confirmedAt: _c, invitees, startsAt, ...rest }: Meeting) => ({
    ...rest,
    startsAt: Date.parse(startsAt),
    invitees: invitees.map(({ recordedAt: _r, ...person }) => person).toSorted((x, y) => (x.name < y.name ? -1 : 1)),
  });
  expect(shown && plain(shown)).toEqual(plain(told));
});
