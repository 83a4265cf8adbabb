/** What phones send of their journals: in any order, more than once, late, and changed. */
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { useExams } from '#test/harness/exam-phone.ts';
import { examAttempts } from '../contract.ts';
import { markEnded } from '../marking/jobs.ts';
import type { Line } from '../rules.ts';
import { keepAnswers } from '../seat/contract.ts';
import { Journal } from './rules.ts';

const { server, now, turnTo, awake, examWith, phoneOf, scoreOf } = useExams(['single', 'multiple', 'judge', 'blank']);

describe('an exam', () => {
  test('gives the same result however lines arrive: again, in lots, with gaps, from two devices', async () => {
    const { as } = server.current;
    const exam = await examWith();
    const member = await as('member');
    const first = await phoneOf(member, exam.id);
    await first.journal.write(1, ['A']);
    await first.journal.write(2, ['A']);
    await first.flush();
    await first.journal.write(1, ['C']);
    // The first device has lost the network; the person goes on with a second.
    const second = await phoneOf(member, exam.id);
    expect(second.begun.sitting).toBe(2);
    expect(second.begun.answers).toContainEqual({ item: 1, answer: ['A'] });
    await second.journal.write(1, ['B']);
    await second.flush();
    // What the first wrote comes in last, and goes before nothing of the second; item 3 was answered nowhere else.
    await first.journal.write(3, ['T']);
    expect(second.begun.others).toBe(2);
    expect(await first.send(first.lines)).toMatchObject({ movedOn: true, others: 1 });
    await first.send(first.lines);
    // A device hears by its next line that others have sent more, and by none at all.
    await second.journal.write(1, ['B']);
    expect(await second.send(second.lines)).toMatchObject({ movedOn: false, others: 4 });
    expect(await second.send([])).toMatchObject({ lastSeq: 2, others: 4 });
    await second.hand();
    expect(await scoreOf(exam.id)).toEqual([2 + 1 + 2]);
  });

  test('refuses lines that were changed, left out, or signed by somebody else', async () => {
    const { as } = server.current;
    const exam = await examWith();
    const member = await as('member');
    const phone = await phoneOf(member, exam.id);
    await phone.journal.write(1, ['A']);
    await phone.journal.write(1, ['B']);
    const [one, two] = phone.lines as [Line, Line];
    await expect(phone.send([{ ...one, answer: ['B'] }])).rejects.toMatchObject({ code: 'refused' });
    // After a gap nothing is taken.
    expect(await phone.send([two])).toMatchObject({ lastSeq: 0 });
    await phone.send([one]);
    await expect(phone.send([{ ...one, seq: 2 }])).rejects.toMatchObject({ code: 'refused' });
    expect(await phone.send([two])).toMatchObject({ lastSeq: 2 });
    const other = await as('member');
    expect(
      await other.outcome(keepAnswers, { params: { id: phone.seat.attemptId }, body: { sitting: 1, lines: [] } }),
    ).toBe('not_found');
  });

  test('takes a line that was written twice under one number for no retry', async () => {
    const { as } = server.current;
    const exam = await examWith();
    const member = await as('member');
    const phone = await phoneOf(member, exam.id);
    // Two pages of one device, each with a journal that counts by itself.
    const lines: Line[] = [];
    const { journalKey: key, lastSeq, head } = phone.begun;
    const store = { lines: async () => [], append: async (line: Line) => void lines.push(line) };
    const other = await Journal.open({ key, lastSeq, head, store, now: () => now().getTime() });
    await phone.journal.write(1, ['A']);
    await other.write(1, ['B']);
    await phone.flush();
    const broken = { code: 'refused', details: { message: 'exams.journal_broken' } };
    await expect(phone.send(lines)).rejects.toMatchObject(broken);
    await other.write(3, ['T']);
    await expect(phone.send(lines)).rejects.toMatchObject(broken);
    expect(await phone.send(phone.lines)).toMatchObject({ lastSeq: 1 });
    // It goes on as a sitting of its own, and nothing of it is lost.
    const next = await phoneOf(member, exam.id);
    for (const { item, answer, at } of await other.standing()) await next.journal.write(item, answer, at);
    await next.flush();
    await next.hand();
    expect(await scoreOf(exam.id)).toEqual([4]);
  });

  test('takes a line once, however often and with whatever key it is sent, and writes an event each time', async () => {
    const { as, county, entry } = server.current;
    const exam = await examWith();
    const phone = await phoneOf(await as('member'), exam.id);
    for (const answer of ['A', 'B', 'C']) await phone.journal.write(1, [answer]);
    const [one, two, three] = phone.lines as [Line, Line, Line];
    await phone.send([one]);
    // Twins of one request, and what the process remembers of the sitting is older than the last.
    await Promise.all([phone.send([two]), phone.send([two]), phone.send([one, two])]);
    expect(await phone.send([two, three])).toMatchObject({ lastSeq: 3, head: three.mac });
    expect(await phone.send([one])).toMatchObject({ lastSeq: 3, head: three.mac });
    const db = county.read(systemScope(entry.code, 'test'));
    const rows = await db
      .selectFrom('exam_entry')
      .select('seq')
      .where('attempt_id', '=', phone.seat.attemptId)
      .orderBy('seq')
      .execute();
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const events = await db
      .selectFrom('audit_event')
      .select('id')
      .where('entity_id', '=', phone.seat.attemptId)
      .where('action', '=', 'own.keepAnswers')
      .execute();
    expect(events).toHaveLength(6);
    await phone.hand();
    expect(await phone.send([three])).toMatchObject({ lastSeq: 3, handedIn: true });
  });

  test('counts what was written in time and came late, and nothing that was written later', async () => {
    const { as, county } = server.current;
    const exam = await examWith({ minutes: 20 });
    const person = await server.current.member();
    const member = await as('member', { person });
    const phone = await phoneOf(member, exam.id);
    turnTo(5);
    await phone.journal.write(1, ['B']);
    turnTo(25);
    await phone.journal.write(3, ['T']);
    await markEnded(county, {});
    expect(await scoreOf(exam.id)).toEqual([0]);
    turnTo(40);
    await phone.flush(await awake(member));
    expect(await scoreOf(exam.id)).toEqual([2]);
    const { items: rows } = await (
      await as('county_officer')
    ).call(examAttempts, { params: { id: exam.id }, query: {} });
    expect(rows[0]).toMatchObject({ late: 1, handedInAt: null });
  });
});
