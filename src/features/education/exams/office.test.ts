/** What the office does with its exams beside holding them: drafts, and the list. */
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import type { Client } from '#test/harness/client.ts';
import { useExams, type ExamFacts } from '#test/harness/exam-phone.ts';
import { plantNode } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import * as helpers from './helpers/contract.ts';
import * as seats from './seat/contract.ts';

const exams = useExams(['single', 'judge']);
const { server, later, turnTo, awake, examWith, phoneOf } = exams;

describe('an exam', () => {
  test('that was not published is deleted by its office alone, and by nobody once it is', async () => {
    const { as, county, entry, tree } = server.current;
    const draft = await examWith({ state: 'draft' });
    await exams.officer.call(helpers.setHelpers, { params: { id: draft.id }, body: { units: [tree.townshipB.id] } });
    const at = (id: string, version = 1) => ({ params: { id }, body: { version } });
    const below = await as('township_worker');
    expect(await below.outcome(contract.removeExam, at(draft.id))).toBe('not_found');
    expect(await exams.officer.outcome(contract.removeExam, at(draft.id, 2))).toBe('stale');
    expect((await exams.officer.call(contract.oneExam, { params: { id: draft.id } })).can.remove).toBe(true);
    await exams.officer.call(contract.removeExam, at(draft.id));
    expect(await exams.officer.outcome(contract.oneExam, { params: { id: draft.id } })).toBe('not_found');
    const events = await county
      .read(systemScope(entry.code, 'test'))
      .selectFrom('audit_event')
      .select('action')
      .where('entity_id', '=', draft.id)
      .execute();
    expect(events.map(({ action }) => action)).toContain('exams.remove');
    const published = await examWith();
    expect(await exams.officer.outcome(contract.removeExam, at(published.id))).toBe('conflict');
  });

  test('that is a draft shows its office the questions picked, as it will once it is published, and nobody else', async () => {
    const { as, tree } = server.current;
    const draft = await examWith({ state: 'draft' });
    const published = await examWith();
    const readBy = async (client: Client, id: string) =>
      (await client.call(contract.oneExam, { params: { id } })).items.map(({ n: _n, ...item }) => item);
    const items = await readBy(exams.officer, draft.id);
    expect(items.map(({ stem, right }) => [stem !== '', right.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
    expect(items).toEqual(await readBy(exams.officer, published.id));
    const elsewhere = await as('township_worker', { at: tree.townshipB });
    expect(await elsewhere.outcome(contract.oneExam, { params: { id: draft.id } })).toBe('not_found');
  });

  test('that runs stands first in the list, then what is coming, drafts, and what is over', async () => {
    const { tree } = server.current;
    const unit = tree.townshipB;
    const owner = await server.current.as('township_worker', { at: unit });
    const plant = (title: string, from: number, to: number, more: ExamFacts = {}) =>
      examWith({ unit, title, opensAt: later(from).toISOString(), closesAt: later(to).toISOString(), ...more });
    await plant('早结束', -500, -400, { state: 'released' });
    await plant('草稿', 10, 20, { state: 'draft' });
    await plant('后开始', 300, 400);
    await plant('晚截止', -10, 200);
    await plant('刚结束', -100, -10);
    await plant('先开始', 18, 900);
    await plant('早截止', -20, 15);
    const list: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await owner.call(contract.examList, { query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      list.push(...page.items.map(({ title, phase }) => `${title} ${phase}`));
      if (page.next === null) break;
      cursor = page.next;
      // What has changed meanwhile neither repeats nor loses a line of what is paged through.
      turnTo(20);
    }
    expect(list.map((line) => line.split(' ')[0])).toEqual([
      '早截止',
      '晚截止',
      '先开始',
      '后开始',
      '草稿',
      '刚结束',
      '早结束',
    ]);
    expect(list[0]).toBe('早截止 open');
    for (const cursor of ['9007199254740991 0 0 00000000-0000-0000-0000-000000000000', '1 9 1 x', '１ 2 3'])
      expect(await owner.outcome(contract.examList, { query: { cursor } })).toBe('ok');
  });

  test('counts as handed in what was handed in and what has run out of time, and no place that was only taken', async () => {
    const { as } = server.current;
    const { id } = await examWith({ minutes: 20, closesAt: later(60).toISOString() });
    const counts = async () => {
      const officer = await awake(exams.officer);
      return (await officer.call(contract.oneExam, { params: { id } })).counts;
    };
    const phone = await phoneOf(await as('member'), id);
    await phone.hand();
    await phoneOf(await as('member'), id);
    const looking = await as('member');
    await looking.call(seats.takeSeat, { params: { id } });
    expect(await counts()).toMatchObject({ seated: 3, begun: 2, handedIn: 1 });
    turnTo(19);
    expect(await counts()).toMatchObject({ handedIn: 1 });
    turnTo(20);
    expect(await counts()).toMatchObject({ handedIn: 2 });
    turnTo(50);
    await phoneOf(await as('member'), id);
    expect(await counts()).toMatchObject({ seated: 4, begun: 3, handedIn: 2 });
    // Who began so late has the time until it closes.
    turnTo(60);
    expect(await counts()).toMatchObject({ seated: 4, begun: 3, handedIn: 3 });
  });
});

describe('whom an exam may be for', () => {
  test('is looked for by name or initials at any depth of the own range, and a longer list says that it is one', async () => {
    const { as, tree, write } = server.current;
    const deep = await write(async (tx) => {
      const general = await plantNode(tx, 'general_branch', tree.townshipA, '老街党总支');
      for (let n = 1; n <= 55; n += 1) await plantNode(tx, 'branch', general, `老街第${n}党支部`);
      const gate = await plantNode(tx, 'branch', general, '古城圣旨门党支部');
      await tx
        .updateTable('organisation')
        .set({ short_name: '圣旨门党支部', pinyin: 'shengzhimendangzhibu', initials: 'szmdzb' })
        .where('id', '=', gate.id)
        .execute();
      await plantNode(tx, 'group', gate, '圣旨门党小组');
      return gate;
    });
    const found = (client: Client, q?: string) =>
      client.call(contract.examAudiences, { query: q === undefined ? {} : { q } });
    const whole = await found(exams.officer);
    expect([whole.items[0]?.id, whole.items[0]?.parentName, whole.items.length, whole.more]).toEqual([
      tree.county.id,
      null,
      50,
      true,
    ]);
    const one = { id: deep.id, name: '圣旨门党支部', parentName: '老街党总支' };
    for (const q of ['圣旨门', '古城圣旨', 'szm', 'SZM', 'dangzhibu', ' 旨门 '])
      expect(await found(exams.officer, q)).toEqual({ items: [one], more: false });
    expect((await found(exams.officer, '老街第')).more).toBe(true);
    expect(await found(exams.officer, '%')).toEqual({ items: [], more: false });
    expect(await found(await as('township_worker', { at: tree.townshipA }), 'szm')).toEqual({
      items: [one],
      more: false,
    });
    expect(await found(await as('township_worker', { at: tree.townshipB }), 'szm')).toEqual({ items: [], more: false });
  });
});
