import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { noticeList } from '#features/base/inbox/contract.ts';
import { planMeeting } from '#features/management/meetings/contract.ts';
import { amendMeeting } from '#features/management/meetings/record/amending/contract.ts';
import { finishMeeting, openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { plantCourse } from '#features/education/courses/factory.ts';
import { leafPath, systemScope } from '#platform/access/scope.ts';
import { dispatchOnce } from '#platform/outbox/dispatcher.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as classes from './classes/contract.ts';
import { classCertificate, ownCertificate } from './certificates/printing/contract.ts';
import { checkCertificate } from './certificates/contract.ts';
import { branchHours, ownStudyHours } from './hours/contract.ts';
import { askStudy, dropNeed, ownNeeds } from './needs/contract.ts';
import { noteSession, sessionList } from './sessions/contract.ts';
import { studyStatus, trainingTable } from './status/contract.ts';
import { recountAttended, retally, tallyDifferences } from './tallies/commands.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});
let branch: MeetingBranch;
let small: MeetingBranch;
let large: MeetingBranch;
let township: Client;
beforeAll(async () => {
  branch = await openBranch(server.current, 6);
  small = await openBranch(server.current, 1);
  large = await openBranch(server.current, 7);
  township = await server.current.as('township_worker', { at: server.current.tree.townshipA });
});

const idAt = (place: number): string => branch.people[place]?.id ?? '';
const meeting = async (
  type: 'party_lesson' | 'members_meeting',
  day: string,
  there: readonly string[],
  endTime?: string,
) => {
  const { secretary, node } = branch;
  const planned = await secretary.call(planMeeting, {
    body: {
      organisationId: node.id,
      type,
      title: `集中学习${hostile}`,
      day,
      time: '14:00',
      ...(endTime === undefined ? {} : { endTime }),
      agenda: ['学习'],
    },
  });
  return finishMeeting(secretary, planned, there);
};
/** Sessions go on at a later time as if everybody had been there all along. */
const staySignedIn = () =>
  server.current.county.write(systemScope(server.current.county.entry.code, 'test', { guard: 'accounts' }), (tx) =>
    tx
      .updateTable('session')
      .set({
        created_at: now.toISOString(),
        seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + 3_600_000).toISOString(),
      })
      .execute(),
  );
const signedIn = new Map<number, Promise<Client>>();
/** A person has one account. */
const memberAt = (place: number): Promise<Client> => {
  const person = branch.people[place];
  if (person === undefined) throw new Error('nobody there');
  const client = signedIn.get(place) ?? server.current.as('member', { person });
  signedIn.set(place, client);
  return client;
};

describe('a session', () => {
  test('of a members’ meeting counts as much as the branch notes, once a topic is noted', async () => {
    const { secretary } = branch;
    const held = await meeting('members_meeting', '2026-05-12', [idAt(0), idAt(1)], '17:00');
    const before = await secretary.call(sessionList, { query: { year: 2026 } });
    // The tests run in any order: other sessions of the branch may stand beside it.
    expect(before.items.find(({ meetingId }) => meetingId === held.id)).toMatchObject({
      version: 0,
      present: 2,
      credit: null,
      // A meeting that only decides is no study, and lacks nothing.
      lacksTopic: false,
    });
    const lesson = await meeting('party_lesson', '2025-05-13', [idAt(0)], '17:00');
    const after = await secretary.call(sessionList, { query: { year: 2025 } });
    expect(after.items.find(({ meetingId }) => meetingId === lesson.id)?.lacksTopic).toBe(true);
    expect(after.unnoted).toBe(after.items.filter(({ lacksTopic }) => lacksTopic).length);
    const params = { id: held.id };
    expect(await secretary.outcome(noteSession, { params, body: { version: 0, topics: ['nothing_like_it'] } })).toBe(
      'invalid',
    );
    await secretary.call(noteSession, {
      params,
      body: { version: 0, topics: ['charter', 'branch'], lecturer: `讲${hostile}`.slice(0, 60), hours: 1.5 },
    });
    expect(await secretary.outcome(noteSession, { params, body: { version: 0, topics: ['law'] } })).toBe('stale');
    const own = await (await memberAt(0)).call(ownStudyHours, { query: {} });
    expect(own.lines.find(({ ref }) => ref === held.id)).toMatchObject({
      reason: 'stated',
      credit: 1.5,
      topics: ['charter', 'branch'],
    });
    expect(await township.outcome(noteSession, { params, body: { version: 1, topics: ['law'] } })).toBe('not_found');
  });
});

test('the day of a session is the day of its meeting, also when that is put right', async () => {
  const { secretary } = branch;
  const [chairPersonId, recorderPersonId] = [idAt(0), idAt(1)];
  const held = await meeting('party_lesson', '2024-01-08', [chairPersonId, recorderPersonId], '17:00');
  await secretary.call(noteSession, { params: { id: held.id }, body: { version: 0, topics: ['discipline'] } });
  const heldIn = async (year: number) => {
    const { topics } = await secretary.call(studyStatus, { query: { year } });
    return topics.find(({ topic }) => topic === 'discipline')?.sessions;
  };
  expect([await heldIn(2023), await heldIn(2024)]).toEqual([0, 1]);
  await secretary.call(amendMeeting, {
    params: { id: held.id },
    body: {
      version: held.version,
      reason: `日期有误${hostile}`,
      content: '学习党章',
      resolutions: [],
      facts: { day: '2023-12-28', time: '14:00', endTime: '17:00', chairPersonId, recorderPersonId },
    },
  });
  expect([await heldIn(2023), await heldIn(2024)]).toEqual([1, 0]);
});

describe('a class', () => {
  const fields = {
    audience: 'member' as const,
    title: `轮训班${hostile}`.slice(0, 60),
    place: '党校一楼',
    topics: ['theory'],
    quota: 2,
    applyBy: '2026-12-01',
    validYears: 2,
    lessons: [
      { onDay: '2026-12-07', part: 'day' as const, subject: '理论' },
      { onDay: '2026-12-08', part: 'morning' as const, subject: '讨论' },
    ],
  };

  test('gives its places in turn, and hours and a certificate to whoever was there', async () => {
    const teacher = await server.current.as('party_school');
    const { secretary } = branch;
    expect(
      await teacher.outcome(classes.createClass, {
        body: { ...fields, lessons: [...fields.lessons, { onDay: '2026-12-07', part: 'morning', subject: '又' }] },
      }),
    ).toBe('invalid');
    // Who has no account is told by SMS.
    await Promise.all([memberAt(1), memberAt(2)]);
    const { id } = await teacher.call(classes.createClass, { body: fields });
    const params = { id };
    const enrol = (place: number) =>
      secretary.call(classes.enrolMember, { params, body: { personId: idAt(place) } }).then(({ state }) => state);
    expect([await enrol(0), await enrol(1), await enrol(2)]).toEqual(['enrolled', 'enrolled', 'waiting']);
    const applicant = await memberAt(3);
    expect((await applicant.call(classes.applyForClass, { params })).state).toBe('waiting');
    const seen = await teacher.call(classes.oneClass, { params });
    expect(seen.people.map(({ state }) => state)).toEqual(['enrolled', 'enrolled', 'waiting', 'waiting']);
    expect(seen).toMatchObject({ hours: 12, enrolled: 2, waiting: 2, can: { change: true, end: false } });
    // The place goes to the one who waits longest, whoever gives it back.
    const first = await memberAt(0);
    await first.call(classes.leaveClass, { params, body: { version: 1 } });
    const after = await teacher.call(classes.oneClass, { params });
    expect(after.people.map(({ state }) => state)).toEqual(['withdrawn', 'enrolled', 'enrolled', 'waiting']);
    // Who was named, and to whom the place has passed, are told; who applied has seen the answer.
    const toldTo = async (place: number) =>
      (await (await memberAt(place)).call(noticeList, { query: {} })).items
        .filter(({ kind }) => kind.startsWith('study.'))
        .map(({ kind }) => kind);
    expect([await toldTo(1), await toldTo(2), await toldTo(3)]).toEqual([['study.enrolled'], ['study.enrolled'], []]);
    expect((await small.secretary.call(classes.oneClass, { params })).people).toEqual([]);
    expect(
      await small.secretary.outcome(classes.withdrawMember, {
        params: { id, personId: idAt(1) },
        body: { version: 1 },
      }),
    ).toBe('not_found');
    expect(await township.outcome(classes.cancelClass, { params, body: { version: 1 } })).toBe('not_found');

    const lessons = seen.lessons.map((lesson) => lesson.id);
    const call = (at: number, present: readonly string[]) =>
      teacher.outcome(classes.callRoll, {
        params: { id, lessonId: lessons[at] ?? '' },
        body: { present: [...present] },
      });
    expect(await call(0, [idAt(1)])).toBe('conflict');
    now = new Date('2026-12-08T10:00:00Z');
    await staySignedIn();
    const later = await server.current.as('party_school');
    const roll = (at: number, present: readonly string[]) =>
      later.outcome(classes.callRoll, {
        params: { id, lessonId: lessons[at] ?? '' },
        body: { present: [...present] },
      });
    expect(await roll(0, [idAt(5)])).toBe('invalid');
    expect(await roll(0, [idAt(1), idAt(2)])).toBe('ok');
    expect(await roll(1, [idAt(1)])).toBe('ok');
    const ended = await later.call(classes.endClass, { params, body: { version: 1 } });
    // Two thirds of the hours are no four fifths.
    expect(ended.certificates).toBe(1);
    const member = await memberAt(1);
    const hours = await member.call(ownStudyHours, { query: {} });
    expect(hours.lines.filter(({ source }) => source === 'class').map(({ credit }) => credit)).toEqual([4, 8]);
    const { items } = await member.call(classes.ownClasses, {});
    const certificate = items.find((one) => one.id === id)?.own?.certificate;
    expect(certificate).toMatchObject({ hours: 12, issuedOn: '2026-12-08', expiresOn: '2028-12-08' });

    const number = certificate?.number ?? '';
    const file = await member.raw(ownCertificate, { params: { id: certificate?.id ?? '' } });
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    const printed = { params: { id, certificateId: certificate?.id ?? '' } };
    expect((await secretary.raw(classCertificate, printed)).status).toBe(200);
    expect((await small.secretary.raw(classCertificate, printed)).status).toBe(404);
    expect((await applicant.raw(ownCertificate, { params: { id: certificate?.id ?? '' } })).status).toBe(404);
    const check = async (typed: string) => {
      const reply = await server.current.app.inject({
        url: '/api/study/certificates',
        headers: { 'x-query': `number=${encodeURIComponent(typed)}` },
      });
      return { status: reply.statusCode, body: reply.json<Record<string, unknown>>(), text: reply.body };
    };
    const found = await check(number.toLowerCase().replaceAll('-', ' '));
    expect(found.body).toMatchObject({ state: 'valid', hours: 12 });
    expect(found.text).not.toContain(branch.people[1]?.name);
    expect((await check('2026-2222-2222-2222')).status).toBe(404);
    expect(checkCertificate.access).toBe('public');
    await later.call(classes.withdrawCertificate, {
      params: { id, certificateId: certificate?.id ?? '' },
      body: { version: 1, why: '发错了人' },
    });
    expect((await check(number)).body).toMatchObject({ state: 'withdrawn' });
    expect((await member.raw(ownCertificate, { params: { id: certificate?.id ?? '' } })).status).toBe(409);
    expect(await toldTo(1)).toEqual(['study.revoked', 'study.certificate', 'study.enrolled']);
  });
});

describe('a course', () => {
  test('gives the hours it was published with, beside the collective ones, once its questions are answered', async () => {
    const { county, write, tree } = server.current;
    const [person] = branch.people.slice(5);
    const filed = { person_id: person?.id ?? '', org_path: leafPath(branch.node.path, person?.id ?? ''), edition: 1 };
    const take = (course: { readonly id: string }, actor: string | null) =>
      write(async (tx) => {
        await tx
          .insertInto('course_taking')
          .values({ id: newId(), course_id: course.id, ...filed, begun_on: '2026-02-01', finished_on: '2026-02-03' })
          .execute();
        await tx
          .insertInto('course_done')
          .values({
            id: newId(),
            course_id: course.id,
            unit_id: newId(),
            ...filed,
            state: 'done',
            asked_on: '2026-02-03',
            done_on: '2026-02-03',
            actor,
          })
          .execute();
      });
    const plant = (hours: number | null) =>
      write((tx) => plantCourse(tx, county, { unit: tree.townshipA, state: 'published', topics: ['law'], hours }));
    const asked = await plant(3);
    await take(asked, null);
    // Nothing but a task that the secretary confirmed; and one that was published without hours.
    await take(await plant(2), '书记');
    await take(await plant(null), null);
    await recountAttended(county, { person: person?.id });
    const own = await (await memberAt(5)).call(ownStudyHours, { query: {} });
    expect(own.lines.filter(({ source }) => source === 'course')).toMatchObject([
      { credit: 3, mode: 'alone', reason: 'course', topics: ['law'], on: '2026-02-03' },
    ]);
    expect(own.alone).toBe(3);
    const kept = await county
      .read(systemScope(county.entry.code, 'test'))
      .selectFrom('study_tally')
      .select('alone')
      .where('person_id', '=', person?.id ?? '')
      .where('year', '=', 2026)
      .executeTakeFirst();
    expect(Number(kept?.alone)).toBe(3);
  });
});

describe('needs and status', () => {
  test('above the branch numbers of fewer than five are left out; words are for the own branch', async () => {
    const member = await memberAt(4);
    const need = await member.call(askStudy, { body: { topic: 'digital', words: '想学手机拍照' } });
    expect(await member.outcome(askStudy, { body: { topic: 'digital' } })).toBe('conflict');
    expect((await member.call(ownNeeds, {})).items).toHaveLength(1);
    const own = await branch.secretary.call(studyStatus, { query: { year: 2026 } });
    expect(own.own).toBe(true);
    expect(own.words).toEqual([{ topic: 'digital', words: '想学手机拍照' }]);
    expect(own.topics.find(({ topic }) => topic === 'digital')?.asked).toBe(1);
    expect(own.suggestions).toContainEqual({ topic: 'digital', reasons: ['asked', 'never'], courses: [] });
    const above = await township.call(studyStatus, { query: { year: 2026 } });
    expect(above.words).toEqual([]);
    expect(above.topics.find(({ topic }) => topic === 'digital')?.asked).toBeNull();
    expect(
      await branch.secretary.outcome(studyStatus, {
        query: { organisationId: server.current.tree.townshipB.id },
      }),
    ).toBe('not_found');
    await member.call(dropNeed, { params: { id: need.id }, body: { version: 1 } });
    expect((await member.call(ownNeeds, {})).items).toEqual([]);
  });

  test('counts a branch from the kept sums, which are those of the lines', async () => {
    const { county } = server.current;
    const everybody = branch.people.map(({ id }) => id);
    await meeting('party_lesson', '2026-06-10', everybody, '16:00');
    await dispatchOnce(county, []);
    await recountAttended(county, { people: everybody });
    const scope = systemScope(county.entry.code, 'test');
    expect(await county.write(scope, (tx) => tallyDifferences(tx, county))).toBe(0);
    const list = await branch.secretary.call(branchHours, { query: { year: 2026 } });
    const rows = await county
      .read(scope)
      .selectFrom('study_tally')
      .select(['person_id', 'hours'])
      .where('year', '=', 2026)
      .execute();
    const kept = new Map(rows.map((row) => [row.person_id, Number(row.hours)]));
    for (const { personId, hours } of list.items) expect(kept.get(personId) ?? 0).toBe(hours);
    // One of fewer than five is left out, and others with it for as long as the total less what is shown would tell.
    const { rows: below } = await township.call(studyStatus, { query: { year: 2026 } });
    const studied = (one: MeetingBranch) =>
      below.find(({ organisation }) => organisation.id === one.node.id)?.figures.studied;
    expect([studied(small), studied(branch), studied(large)]).toEqual([null, null, null]);
    // Nor is it told to the same reader on the page of that branch.
    const lookedAt = async ({ node }: MeetingBranch) =>
      (await township.call(studyStatus, { query: { year: 2026, organisationId: node.id } })).total.studied;
    expect([await lookedAt(small), await lookedAt(branch), await lookedAt(large)]).toEqual([null, null, null]);
    const own = await branch.secretary.call(studyStatus, { query: { year: 2026 } });
    expect(own.total).toMatchObject({ members: 6, studied: 6, met: 0 });
    await county.write(scope, (tx) => retally(tx, county));
    expect(await county.write(scope, (tx) => tallyDifferences(tx, county))).toBe(0);
    const file = await township.raw(trainingTable, { query: { year: 2026 } });
    expect(file.status).toBe(200);
  });
});
