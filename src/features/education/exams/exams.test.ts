/** Exams from the office to the mark. */
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import type { Client } from '#test/harness/client.ts';
import { useExams } from '#test/harness/exam-phone.ts';
import { plantNode } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import { openPaper } from './journal/rules.ts';
import * as printing from './printing/contract.ts';
import * as seats from './seat/contract.ts';

const exams = useExams(['single', 'multiple', 'judge', 'blank']);
const { server, later, turnTo, awake, examWith, phoneOf, scoreOf } = exams;

describe('an exam', () => {
  test('is written in the office, taken on the phone, marked, and told when it is released', async () => {
    const { as, tree } = server.current;
    const person = await server.current.member();
    const fields = {
      title: '<b>发展党员</b> 测试',
      kind: 'formal' as const,
      opensAt: later(0).toISOString(),
      closesAt: later(60).toISOString(),
      minutes: 30,
      audienceId: tree.townshipA.id,
      stages: ['full' as const],
      lateMinutes: 10,
      picked: exams.items.map(({ id }) => ({ id, points: 2 })),
    };
    const turned = { ...fields, title: `\u202e${fields.title}\u2066` };
    const { id } = await exams.officer.call(contract.createExam, { body: turned });
    expect((await exams.officer.call(contract.oneExam, { params: { id } })).title).toBe(fields.title);
    await exams.officer.call(contract.stepExam, { params: { id }, body: { version: 1, act: 'publish' } });
    const member = await as('member', { person });
    const asked = await member.call(seats.ownExams, {});
    expect(asked.items.filter((one) => one.id === id).map((one) => [one.items, one.can.take])).toEqual([[4, true]]);
    const elsewhere = await as('member', { at: tree.branchB1 });
    expect(await elsewhere.outcome(seats.takeSeat, { params: { id } })).toBe('not_found');

    const phone = await phoneOf(member, id);
    const paper = await openPaper(phone.seat.sealed, phone.begun.paperKey);
    expect(JSON.stringify(paper)).not.toContain('细则');
    expect(paper.items.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    for (const [at, { right }] of exams.items.entries()) await phone.journal.write(at + 1, right);
    await phone.flush();
    await phone.hand();
    expect(await member.outcome(seats.examResult, { params: { id: phone.seat.attemptId } })).toBe('not_found');
    expect(await scoreOf(id)).toEqual([8]);

    // Sessions of an hour ago have ended: the same people sign in again.
    turnTo(75);
    const chief = await as('county_officer');
    const released = await chief.call(contract.stepExam, { params: { id }, body: { version: 2, act: 'release' } });
    expect(released.state).toBe('released');
    const again = await awake(member);
    const result = await again.call(seats.examResult, { params: { id: phone.seat.attemptId } });
    expect([result.points, result.most, result.passed]).toEqual([8, 8, true]);
  });

  test('asks branches of the named types alone', async () => {
    const { as, tree, member: plant, write } = server.current;
    const joint = await write((tx) => plantNode(tx, 'joint_branch', tree.townshipA));
    const exam = await examWith({ audience: tree.townshipA });
    await write((tx) =>
      tx
        .updateTable('exam')
        .set({ branch_types: ['joint_branch'] })
        .where('id', '=', exam.id)
        .execute(),
    );
    const listed = async (who: Client) => {
      const { items: asked } = await who.call(seats.ownExams, {});
      return asked.some(({ id }) => id === exam.id);
    };
    const [person, other] = [await plant(joint), await plant(tree.branchA1)];
    const [asked, branch] = [await as('member', { person }), await as('member', { person: other })];
    expect([await listed(asked), await listed(branch)]).toEqual([true, false]);
    expect(await branch.outcome(seats.takeSeat, { params: { id: exam.id } })).toBe('not_found');
    expect((await phoneOf(asked, exam.id)).begun.sitting).toBe(1);
    const found = async (name: string) =>
      (await exams.officer.call(printing.findTakers, { params: { id: exam.id }, query: { words: name } })).items.map(
        ({ personId }) => personId,
      );
    expect(await found(other.name)).not.toContain(other.id);
    expect(await found(person.name)).toContain(person.id);
    const print = (personId: string) =>
      exams.officer.outcome(printing.printPaper, { params: { id: exam.id }, body: { personId } });
    expect(await print(other.id)).toBe('invalid');
  });

  test('begins with its slot and not before, and the paper stays closed until then', async () => {
    const { as } = server.current;
    const exam = await examWith({ opensAt: later(10).toISOString() });
    const member = await as('member');
    const seat = await member.call(seats.takeSeat, { params: { id: exam.id } });
    const begin = { params: { id: seat.attemptId }, body: { device: newOpaqueId() } };
    expect(await member.outcome(seats.beginExam, begin)).toBe('slow_down');
    await expect(openPaper(seat.sealed, Buffer.alloc(16).toString('base64'))).rejects.toThrow();
    turnTo(10);
    const begun = await member.call(seats.beginExam, begin);
    expect((await openPaper(seat.sealed, begun.paperKey)).items).toHaveLength(4);
    expect(await member.call(seats.takeSeat, { params: { id: exam.id } })).toMatchObject({ attemptId: seat.attemptId });
    // Begun twice by one device it is one sitting, and the reply with its keys lies nowhere.
    const again = await member.call(seats.beginExam, begin);
    expect([again.sitting, Date.parse(again.endsAt)]).toEqual([begun.sitting, Date.parse(begun.endsAt)]);
    const { county, entry } = server.current;
    const account = { ...systemScope(entry.code, 'test'), accountId: member.session?.accountId ?? '' };
    const kept = await county.read(account).selectFrom('idempotency').select('endpoint').execute();
    expect(kept.filter(({ endpoint }) => endpoint.startsWith('own.'))).toEqual([]);
  });

  test('tells the branch topics from five people on, and no result', async () => {
    const { as, tree } = server.current;
    const exam = await examWith({ kind: 'practice' });
    const secretary = await as('branch_secretary', { at: tree.branchA2 });
    const topics = () => secretary.call(contract.examTopics, {});
    for (let n = 0; n < 5; n += 1) {
      expect((await topics()).items).toEqual([]);
      const phone = await phoneOf(await as('member', { at: tree.branchA2 }), exam.id);
      await phone.journal.write(1, ['B']);
      await phone.flush();
      await phone.hand();
    }
    expect((await topics()).items).toMatchObject([{ topic: 'admission', people: 5, share: 0.25 }]);
    expect(await secretary.outcome(contract.examAttempts, { params: { id: exam.id }, query: {} })).toBe('not_found');
  });
});
