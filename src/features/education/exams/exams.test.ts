/** Exams from the office to the mark. Over 400 lines: one opening, an exam and a phone, that every test here goes on from. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { phoneOf as openPhone } from '#test/harness/exam-phone.ts';
import { plantNode } from '#test/harness/tree.ts';
import * as appeals from './appeals/contract.ts';
import * as contract from './contract.ts';
import { plantExam, plantExamItems, type PlantedItem } from './factory.ts';
import * as helpers from './helpers/contract.ts';
import { Journal, openPaper } from './journal/rules.ts';
import { markEnded } from './marking/jobs.ts';
import * as printing from './printing/contract.ts';
import * as readings from './reading/contract.ts';
import type { Line } from './rules.ts';
import * as seats from './seat/contract.ts';

const start = new Date('2026-11-26T01:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});
const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

let officer: Client;
let items: readonly PlantedItem[];
beforeAll(async () => {
  const { as, tree, write } = server.current;
  officer = await as('county_officer');
  items = await write((tx) => plantExamItems(tx, tree.county, ['single', 'multiple', 'judge', 'blank']));
});

/** As if the person had signed in again: sessions end by idleness while these clocks jump. */
const awake = async (client: Client): Promise<Client> => {
  const { write, entry } = server.current;
  await write(
    (tx) =>
      tx
        .updateTable('session')
        .set({ seen_at: now.toISOString(), expires_at: later(1_440).toISOString() })
        .where('account_id', '=', client.session?.accountId ?? '')
        .execute(),
    systemScope(entry.code, 'test', { guard: 'accounts' }),
  );
  return client;
};

const examWith = (more: object = {}) =>
  server.current.write((tx) =>
    plantExam(tx, {
      unit: server.current.tree.county,
      opensAt: later(-10).toISOString(),
      closesAt: later(120).toISOString(),
      items,
      ...more,
    }),
  );

const phoneOf = (member: Client, examId: string) => openPhone(member, examId, () => now);

const scoreOf = async (exam: string): Promise<(number | null)[]> => {
  const chief = await server.current.as('county_officer');
  const { items: rows } = await chief.call(contract.examAttempts, { params: { id: exam }, query: {} });
  return rows.map(({ points }) => points);
};

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
      picked: items.map(({ id }) => ({ id, points: 2 })),
    };
    const turned = { ...fields, title: `\u202e${fields.title}\u2066` };
    const { id } = await officer.call(contract.createExam, { body: turned });
    expect((await officer.call(contract.oneExam, { params: { id } })).title).toBe(fields.title);
    await officer.call(contract.stepExam, { params: { id }, body: { version: 1, act: 'publish' } });
    const member = await as('member', { person });
    const asked = await member.call(seats.ownExams, {});
    expect(asked.items.filter((one) => one.id === id).map((one) => [one.items, one.can.take])).toEqual([[4, true]]);
    const elsewhere = await as('member', { at: tree.branchB1 });
    expect(await elsewhere.outcome(seats.takeSeat, { params: { id } })).toBe('not_found');

    const phone = await phoneOf(member, id);
    const paper = await openPaper(phone.seat.sealed, phone.begun.paperKey);
    expect(JSON.stringify(paper)).not.toContain('细则');
    expect(paper.items.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
    for (const [at, { right }] of items.entries()) await phone.journal.write(at + 1, right);
    await phone.flush();
    await phone.hand();
    expect(await member.outcome(seats.examResult, { params: { id: phone.seat.attemptId } })).toBe('not_found');
    expect(await scoreOf(id)).toEqual([8]);

    // Sessions of an hour ago have ended: the same people sign in again.
    now = later(75);
    const chief = await as('county_officer');
    const released = await chief.call(contract.stepExam, { params: { id }, body: { version: 2, act: 'release' } });
    expect(released.state).toBe('released');
    const again = await awake(member);
    const result = await again.call(seats.examResult, { params: { id: phone.seat.attemptId } });
    expect([result.points, result.most, result.passed]).toEqual([8, 8, true]);
  });

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
      await other.outcome(seats.keepAnswers, { params: { id: phone.seat.attemptId }, body: { sitting: 1, lines: [] } }),
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
    const other = await Journal.open({ key, lastSeq, head, store, now: () => now.getTime() });
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
      (await officer.call(printing.findTakers, { params: { id: exam.id }, query: { words: name } })).items.map(
        ({ personId }) => personId,
      );
    expect(await found(other.name)).not.toContain(other.id);
    expect(await found(person.name)).toContain(person.id);
    const print = (personId: string) =>
      officer.outcome(printing.printPaper, { params: { id: exam.id }, body: { personId } });
    expect(await print(other.id)).toBe('invalid');
  });

  test('counts what was written in time and came late, and nothing that was written later', async () => {
    const { as, county } = server.current;
    const exam = await examWith({ minutes: 20 });
    const person = await server.current.member();
    const member = await as('member', { person });
    const phone = await phoneOf(member, exam.id);
    now = later(5);
    await phone.journal.write(1, ['B']);
    now = later(25);
    await phone.journal.write(3, ['T']);
    await markEnded(county, {});
    expect(await scoreOf(exam.id)).toEqual([0]);
    now = later(40);
    await phone.flush(await awake(member));
    expect(await scoreOf(exam.id)).toEqual([2]);
    const { items: rows } = await (
      await as('county_officer')
    ).call(contract.examAttempts, { params: { id: exam.id }, query: {} });
    expect(rows[0]).toMatchObject({ late: 1, handedInAt: null });
  });

  test('begins with its slot and not before, and the paper stays closed until then', async () => {
    const { as } = server.current;
    const exam = await examWith({ opensAt: later(10).toISOString() });
    const member = await as('member');
    const seat = await member.call(seats.takeSeat, { params: { id: exam.id } });
    const begin = { params: { id: seat.attemptId }, body: { device: newOpaqueId() } };
    expect(await member.outcome(seats.beginExam, begin)).toBe('slow_down');
    await expect(openPaper(seat.sealed, Buffer.alloc(16).toString('base64'))).rejects.toThrow();
    now = later(10);
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

describe('a short answer', () => {
  test('is read by two, by a third where they part, without a name; a mark is asked about once and answered', async () => {
    const { as, tree, write } = server.current;
    const some = await write((tx) => plantExamItems(tx, tree.county, ['short', 'single']));
    const exam = await examWith({ items: some, closesAt: later(30).toISOString(), minutes: 20 });
    const person = await server.current.member();
    const member = await as('member', { person });
    const phone = await phoneOf(member, exam.id);
    await phone.journal.write(1, ['要按期报告']);
    await phone.flush();
    await phone.hand();
    expect(await scoreOf(exam.id)).toEqual([null]);
    const readers = [await as('county_officer'), await as('county_officer'), await as('county_officer')] as const;
    const give = (who: Client, points: number) =>
      who.call(readings.readAnswer, {
        params: { id: exam.id },
        body: { attemptId: phone.seat.attemptId, item: 1, points },
      });
    const open = await readers[0].call(readings.examReadings, { params: { id: exam.id } });
    expect(open.items.map(({ answer }) => answer)).toEqual(['要按期报告']);
    expect(JSON.stringify(open)).not.toContain(member.session?.accountId);
    expect(await give(readers[0], 2)).toMatchObject({ settled: false });
    await expect(give(readers[0], 1)).rejects.toMatchObject({ code: 'conflict' });
    expect((await readers[0].call(readings.examReadings, { params: { id: exam.id } })).items).toEqual([]);
    expect(await give(readers[1], 1)).toMatchObject({ settled: true });
    expect(await scoreOf(exam.id)).toEqual([1.5]);
    expect(await give(readers[2], 1).catch((error: { code: string }) => error.code)).toBe('conflict');

    now = later(300);
    const [chief, again] = [await as('county_officer'), await awake(member)];
    await chief.call(contract.stepExam, { params: { id: exam.id }, body: { version: 1, act: 'release' } });
    const asking = { params: { id: phone.seat.attemptId }, body: { item: 2, words: '这题没来得及答' } };
    await again.call(appeals.appealMark, asking);
    expect(await again.outcome(appeals.appealMark, asking)).toBe('conflict');
    const { items: asked } = await chief.call(appeals.examAppeals, { params: { id: exam.id } });
    await chief.call(appeals.decideAppeal, {
      params: { id: asked[0]?.id ?? '' },
      body: { answer: '补记一分', points: 1 },
    });
    const result = await again.call(seats.examResult, { params: { id: phone.seat.attemptId } });
    expect([result.points, result.items.find(({ n }) => n === 2)?.appeal?.answer]).toEqual([2.5, '补记一分']);
  });
});

describe('a paper', () => {
  test('is printed with a code, entered by it in the letters that stand on it, and marked as any other', async () => {
    const { tree, member: plant, as } = server.current;
    const exam = await examWith({ audience: tree.branchA1 });
    const person = await plant(tree.branchA1);
    const { items: found } = await officer.call(printing.findTakers, {
      params: { id: exam.id },
      query: { words: person.name },
    });
    expect(found.map(({ personId }) => personId)).toEqual([person.id]);
    const print = () => officer.call(printing.printPaper, { params: { id: exam.id }, body: { personId: person.id } });
    const { code } = await print();
    expect(await print()).toMatchObject({ code });
    const sheet = await officer.raw(printing.paperSheet, { params: { code } });
    expect(sheet.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const paper = await officer.call(printing.paperItems, { params: { code } });
    expect([paper.name, paper.items.length]).toEqual([person.name, 4]);
    const enter = (some: readonly PlantedItem[]) =>
      officer.call(printing.enterPaper, {
        params: { code },
        body: { answers: some.map(({ right }, at) => ({ item: at + 1, answer: [...right] })) },
      });
    await enter(items.slice(0, 1));
    expect(await scoreOf(exam.id)).toEqual([2]);
    // The helper looks again: what is entered later goes before, and what was right stays.
    await enter(items);
    expect(await scoreOf(exam.id)).toEqual([8]);
    const own = await as('member', { person });
    expect(await own.outcome(seats.takeSeat, { params: { id: exam.id } })).toBe('refused');
    // Another unit enters it once it is named, and until the results are out; it reads no result.
    const [helper, stranger] = [await as('township_worker', { at: tree.townshipB }), await as('township_worker')];
    const open = (who: Client) => who.outcome(printing.paperItems, { params: { code } });
    expect([await open(helper), await open(stranger)]).toEqual(['not_found', 'not_found']);
    const named = { params: { id: exam.id }, body: { units: [tree.townshipB.id] } };
    await officer.call(helpers.setHelpers, named);
    expect([await open(helper), await open(stranger)]).toEqual(['ok', 'not_found']);
    expect((await helper.call(printing.paperItems, { params: { code } })).name).toBe(person.name);
    expect((await helper.call(helpers.helpedExams, {})).items.map(({ id }) => id)).toEqual([exam.id]);
    const wrong = { params: { code }, body: { answers: [{ item: 1, answer: ['A'] }] } };
    await helper.call(printing.enterPaper, wrong);
    expect(await stranger.outcome(printing.enterPaper, wrong)).toBe('not_found');
    expect(await scoreOf(exam.id)).toEqual([6]);
    expect(await helper.outcome(contract.examAttempts, { params: { id: exam.id }, query: {} })).toBe('not_found');
    expect(await helper.outcome(helpers.setHelpers, named)).toBe('not_found');
    await server.current.write((tx) =>
      tx.updateTable('exam').set({ state: 'released' }).where('id', '=', exam.id).execute(),
    );
    expect([await open(helper), await helper.outcome(printing.enterPaper, wrong)]).toEqual(['not_found', 'not_found']);
    expect((await helper.call(helpers.helpedExams, {})).items).toEqual([]);
  });
});
