import { expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useExams } from '#test/harness/exam-phone.ts';
import * as printing from '../printing/contract.ts';
import * as seats from './contract.ts';

const exams = useExams(['single', 'multiple', 'judge', 'blank']);
const { server, later, examWith, phoneOf } = exams;

test('exams are listed by what can be taken now, what comes and what is past, and a place taken hides no result', async () => {
  const { as } = server.current;
  const member = await as('member');
  const window = (from: number, to: number) => ({
    opensAt: later(from).toISOString(),
    closesAt: later(to).toISOString(),
  });
  const past = await examWith(window(-60, -5));
  const older = await examWith(window(-90, -50));
  const coming = await examWith(window(60, 200));
  const far = await examWith(window(-10, 100));
  const near = await examWith(window(-10, 50));
  const twice = await examWith({ ...window(-10, 300), kind: 'practice', attempts: 2 });
  const running = await examWith({ ...window(-10, 400), minutes: 20 });
  await phoneOf(member, running.id);
  const phone = await phoneOf(member, twice.id);
  await phone.hand();
  const next = await member.call(seats.takeSeat, { params: { id: twice.id } });
  expect(next).toMatchObject({ round: 2, attempts: 2, items: 4, passShare: 60, begun: false });
  const made = [running, near, far, twice, coming, past, older].map(({ id }) => id);
  const listed = (await member.call(seats.ownExams, {})).items.filter(({ id }) => made.includes(id));
  expect(listed.map(({ id }) => id)).toEqual(made);
  expect(listed.map(({ can }) => [can.take, can.enter])).toEqual([
    ...Array.from({ length: 4 }, () => [true, true]),
    [true, false],
    [false, false],
    [false, false],
  ]);
  expect(listed[0]?.attempt).toMatchObject({ begun: true, ended: false });
  expect(Date.parse(listed[0]?.attempt?.endsAt ?? '')).toBe(later(20).getTime());
  expect(listed[3]).toMatchObject({ left: 1, attempt: { id: phone.seat.attemptId, told: true, endsAt: null } });
});

test('a paper is printed for whoever has only taken a place, and for nobody who has begun', async () => {
  const { tree, member: plant, as } = server.current;
  const exam = await examWith({ audience: tree.branchA2 });
  const [person, other] = [await plant(tree.branchA2), await plant(tree.branchA2)];
  const [looking, begun] = [await as('member', { person }), await as('member', { person: other })];
  const { attemptId } = await looking.call(seats.takeSeat, { params: { id: exam.id } });
  await phoneOf(begun, exam.id);
  const print = (personId: string) => ({ params: { id: exam.id }, body: { personId } });
  expect(await exams.officer.outcome(printing.printPaper, print(other.id))).toBe('conflict');
  const listed = async () => (await looking.call(seats.ownExams, {})).items.find(({ id }) => id === exam.id);
  expect(await listed()).toMatchObject({ onPaper: false, can: { take: true, enter: true } });
  expect(await exams.officer.call(printing.printPaper, print(person.id))).toMatchObject({ attemptId });
  expect(await listed()).toMatchObject({ onPaper: true, can: { take: true, enter: false } });
  const begin = { params: { id: attemptId }, body: { device: newOpaqueId() } };
  expect(await looking.outcome(seats.beginExam, begin)).toBe('not_found');
  expect(await looking.outcome(seats.takeSeat, { params: { id: exam.id } })).toBe('refused');
});
