/** An exam from the office to the mark, taken on a phone whose network is cut three times. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appealMark } from '#features/education/exams/appeals/contract.ts';
import { examAttempts, stepExam } from '#features/education/exams/contract.ts';
import { plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { setHelpers } from '#features/education/exams/helpers/contract.ts';
import { printPaper } from '#features/education/exams/printing/contract.ts';
import { phoneOf, plantOpenExam } from '#test/harness/exam-phone.ts';
import { axeViolations, desktop, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shellIsKept = `navigator.serviceWorker.ready.then(async () => (await caches.keys()).length)`;

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('an exam is written in the office, taken through three cuts of the network, and marked', async () => {
  const { as, open, tree, write, county } = stage.current;
  await write((tx) => plantExamItems(tx, tree.county, ['single', 'judge', 'multiple', 'blank']));
  const officer = await as('county_officer');
  const office = await open('/education/exams/new', { client: officer, view: desktop });
  await settled(office.page);
  const shoot = async (page: typeof office.page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const day = county.today();
  await office.page.getByLabel('考试名称').fill('发展党员知识测试');
  await office.page.getByLabel('开始日期').fill(day);
  await office.page.getByLabel('开始日期').press('Enter');
  await office.page.getByLabel('开始时刻').fill('00:00');
  await office.page.getByLabel('结束日期').fill(day);
  await office.page.getByLabel('结束日期').press('Enter');
  await office.page.getByLabel('结束时刻').fill('23:59');
  await office.page.getByLabel('考试范围').click();
  await office.page.locator('.ant-select-item-option').first().click();
  for (const box of await office.page.getByRole('checkbox').all()) await box.check();
  await office.page.getByText('已选 4 道，共 8 分').waitFor();
  expect(await axeViolations(office.page)).toEqual([]);
  await shoot(office.page, 'exam-form');
  await office.page.getByRole('button', { name: /^保\s*存$/ }).click();
  await office.page.getByRole('heading', { name: /发展党员知识测试/ }).waitFor();
  const id = new URL(office.page.url()).pathname.split('/').at(-1) ?? '';
  await officer.call(stepExam, { params: { id }, body: { version: 1, act: 'publish' } });

  const member = await as('member');
  const taken = await open('/m/study/exams', { client: member, view: phone });
  const { page } = taken;
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'phone-exams');
  await page.getByRole('link', { name: '参加考试' }).click();
  // What it is stands there first, and no time runs.
  await page.getByText('第 1 次，共 1 次').waitFor();
  expect(await page.getByRole('timer').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'phone-intro');
  await page.getByRole('button', { name: '开始答题' }).click();
  await page.getByText('第 1 题，共 4 题').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'phone-item');

  const cut = (isOff: boolean): Promise<void> => page.context().setOffline(isOff);
  /** Answers what stands there, and tells how many lines that writes. */
  const answer = async (): Promise<number> => {
    const options = page.locator('fieldset input');
    await page.locator('fieldset, label input[type=text]').first().waitFor();
    if ((await options.count()) === 2) await page.getByLabel('对', { exact: true }).check();
    else if (await page.getByRole('radio').count()) await page.getByText('乙').click();
    else if (await page.getByRole('checkbox').count()) {
      await page.getByText('甲').click();
      await page.getByText('丙').click();
      return 2;
    } else {
      await page.getByLabel('第 1 空').fill('一年');
      await page.getByLabel('第 2 空').fill('三天');
      await page.getByLabel('第 2 空').blur();
      return 2;
    }
    return 1;
  };
  /** On the device, and not on the server. */
  const untilKept = (lines: number): Promise<void> => page.getByText(`${lines} 次作答记在手机里`).waitFor();
  // The phone's pages are kept before the network goes.
  expect(await page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  // First cut: answered without a network, sent when it is back.
  await cut(true);
  await untilKept(await answer());
  await shoot(page, 'phone-cut');
  await cut(false);
  await page.getByText('答案都已送到').waitFor();
  await page.getByRole('button', { name: '下一题' }).click();
  // Second cut: the page is closed and opened again without a network.
  await cut(true);
  await untilKept(await answer());
  // The list leads back to it, though it cannot be read.
  await page.goto(new URL('/m/study/exams', page.url()).href);
  await shoot(page, 'phone-exams-cut');
  await page.getByRole('link', { name: '继续作答' }).click();
  // It goes on with the first that is open.
  await page.getByText('第 3 题，共 4 题').waitFor();
  await page.getByText('2 / 4').waitFor();
  await answer();
  await cut(false);
  await page.getByText('答案都已送到').waitFor();
  await page.getByRole('button', { name: '下一题' }).click();
  await answer();
  // Third cut: handed in without a network.
  await cut(true);
  await page.getByRole('button', { name: '答题卡' }).click();
  await shoot(page, 'phone-card');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交卷' }).click();
  await page.getByText('正在交卷').waitFor();
  // The word of the person outlives the page.
  await page.reload();
  await page.getByText('正在交卷').waitFor();
  await cut(false);
  await page.getByRole('heading', { name: '发展党员知识测试' }).waitFor();
  await page.getByText('已交卷').waitFor();
  const { items } = await officer.call(examAttempts, { params: { id }, query: {} });
  expect(items.map(({ points, most }) => [points, most])).toEqual([[8, 8]]);

  await page.getByRole('link', { name: '回到考试列表' }).click();
  await page.getByRole('link', { name: '看成绩' }).click();
  await page.getByText('8 分（满分 8）').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'phone-result');
  await office.page.reload();
  await office.page.getByText('8 / 8').waitFor();
  expect(await axeViolations(office.page)).toEqual([]);
  await shoot(office.page, 'exam-office');

  const old = await open('/m/study/exams', { client: member, view: elder });
  await settled(old.page);
  expect(await old.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  await shoot(old.page, 'elder-exams');
  expect([office.faults, old.faults]).toEqual([[], []]);
});

test('another device takes an exam up, and the office reads, prints, judges and looks at its items', async () => {
  const { as, open, tree, write, member: plant } = stage.current;
  const now = Date.now();
  const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  const items = await write((tx) => plantExamItems(tx, tree.county, ['single', 'short', 'multiple', 'blank']));
  const { id } = await write((tx) =>
    plantExam(tx, { unit: tree.county, opensAt: at(-10), closesAt: at(300), minutes: 60, items }),
  );
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };

  // A person changes the phone in the middle.
  const person = await plant(tree.branchA1);
  const member = await as('member', { person });
  const first = await open(`/m/study/exams/${id}`, { client: member, view: phone });
  const answerWith = async (page: Page, word: string): Promise<void> => {
    while ((await page.getByRole('radio').count()) === 0) await page.getByRole('button', { name: '下一题' }).click();
    await page.getByText(word, { exact: true }).click();
  };
  await first.page.getByRole('button', { name: '开始答题' }).click();
  await first.page.getByText('第 1 题，共 4 题').waitFor();
  await answerWith(first.page, '<b>甲</b>');
  await first.page.getByText('答案都已送到').waitFor();
  const second = await open(`/m/study/exams/${id}`, { client: member, view: phone });
  await second.page.getByText('已答 1 / 4').waitFor();
  await answerWith(first.page, '<b>丙</b>');
  await first.page.getByText('已在另一台设备上继续作答').waitFor();
  expect(await axeViolations(first.page)).toEqual([]);
  await shoot(first.page, 'phone-moved');
  // The second shows what the first has changed before it hands in.
  await second.page.getByRole('button', { name: '交卷' }).click();
  await second.page.getByRole('dialog').getByRole('button', { name: '交卷' }).click();
  await second.page.getByText('还没有交卷').waitFor();
  await second.page.getByText('题在另一台设备上改过').waitFor();
  expect(await second.page.getByRole('radio', { checked: true }).count()).toBe(1);
  expect(await axeViolations(second.page)).toEqual([]);
  await shoot(second.page, 'phone-changed');
  await second.page.getByRole('button', { name: '知道了' }).click();
  expect(await second.page.getByText('题在另一台设备上改过').count()).toBe(0);
  await first.page.getByRole('button', { name: '改在这台设备上作答' }).click();
  await expect.poll(() => first.page.getByText('已在另一台设备上继续作答').count()).toBe(0);
  await shoot(first.page, 'phone-again');
  // What is typed when the page goes is there when it comes again.
  while ((await first.page.getByLabel('作答', { exact: true }).count()) === 0)
    await first.page.getByRole('button', { name: '下一题' }).click();
  await first.page.getByLabel('作答', { exact: true }).fill('按期、如实');
  await first.page.reload();
  await first.page.getByText('已答 2 / 4').waitFor();
  await first.page.getByText('答案都已送到').waitFor();

  for (let n = 0; n < 5; n += 1) {
    const other = await phoneOf(await as('member', { at: tree.branchA1 }), id, () => new Date());
    await other.journal.write(1, ['B']);
    await other.journal.write(2, [`要按期、如实报告${n}`]);
    await other.flush();
    await other.hand();
  }
  const officer = await as('county_officer');
  const desk = { client: officer, view: desktop };
  const office = await open(`/education/exams/${id}`, desk);
  for (const part of ['待评的简答题', '纸质试卷', '试题分析']) await office.page.getByText(part).first().click();
  await settled(office.page);
  expect(await axeViolations(office.page)).toEqual([]);
  await shoot(office.page, 'office-exam');
  const narrow = await open(`/education/exams/${id}`, { client: officer, view: { ...phone, touch: false } });
  for (const part of ['待评的简答题', '纸质试卷', '试题分析']) await narrow.page.getByText(part).first().click();
  await settled(narrow.page);
  await shoot(narrow.page, 'office-exam-narrow');
  expect(await narrow.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);

  // Somebody without a phone: another unit enters the paper by its code.
  const taker = await plant(tree.branchA2);
  const { code } = await officer.call(printPaper, { params: { id }, body: { personId: taker.id } });
  await officer.call(setHelpers, { params: { id }, body: { units: [tree.townshipB.id] } });
  const helper = await open('/education/exams', {
    client: await as('township_worker', { at: tree.townshipB }),
    view: desktop,
  });
  await helper.page.getByText('受托录入答卷').waitFor();
  await helper.page.getByLabel('试卷编号').fill(code);
  await helper.page.getByRole('button', { name: '录入答卷' }).click();
  await helper.page.getByText(taker.name).first().waitFor();
  await settled(helper.page);
  expect(await axeViolations(helper.page)).toEqual([]);
  await shoot(helper.page, 'helper');
  const todo = await open('/inbox?kind=exams.readings', desk);
  await todo.page.getByText('5 份简答题待评阅').waitFor();
  await shoot(todo.page, 'inbox');

  // Released, a mark is asked about on the phone and answered in the office.
  const released = await write((tx) =>
    plantExam(tx, { unit: tree.county, title: '已公布的考试', opensAt: at(-10), closesAt: at(300), items }),
  );
  const done = await phoneOf(member, released.id, () => new Date());
  await done.journal.write(1, ['A']);
  await done.flush();
  await done.hand();
  await write((tx) =>
    tx
      .updateTable('exam')
      .set({ state: 'released', released_at: at(0) })
      .where('id', '=', released.id)
      .execute(),
  );
  await member.call(appealMark, {
    params: { id: done.seat.attemptId },
    body: { item: 1, words: '题目里的说法和课本上不同' },
  });
  const result = await open(`/m/study/exams/results/${done.seat.attemptId}`, { client: member, view: phone });
  await shoot(result.page, 'phone-result-appeal');
  const judged = await open(`/education/exams/${released.id}`, desk);
  await judged.page.getByText('对评分的疑问').first().click();
  await settled(judged.page);
  expect(await axeViolations(judged.page)).toEqual([]);
  await shoot(judged.page, 'office-appeals');
  expect([first, second, office, narrow, helper, todo, result, judged].flatMap(({ faults }) => faults)).toEqual([]);
});

test('papers are composed with what they come to, a draft is deleted, and a withdrawal says why', async () => {
  const { as, open, tree, write } = stage.current;
  const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
  const items = await write((tx) => plantExamItems(tx, tree.county, ['single', 'judge', 'judge']));
  const plant = (title: string, from: number, to: number, state: 'draft' | 'published' = 'published') =>
    write((tx) =>
      plantExam(tx, { unit: tree.county, title, state, opensAt: at(from), closesAt: at(to), minutes: 30, items }),
    );
  const draft = await plant('要删的草稿', 60, 600, 'draft');
  const running = await plant('要撤销的考试', -30, 600);
  await plant('下周的考试', 6_000, 9_000);
  await plant('上月的考试', -90_000, -80_000);
  const officer = await as('county_officer');
  for (const view of [
    { ...desktop, width: 1280 },
    { ...phone, touch: false },
  ]) {
    const show = async (path: string, name: string, make: (page: Page) => Promise<void>): Promise<void> => {
      const { page, faults } = await open(path, { client: officer, view });
      await settled(page);
      await make(page);
      await settled(page);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${view.width}.png`, fullPage: true });
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width);
      expect(faults).toEqual([]);
    };
    await show('/education/exams', 'exam-list', (page) => page.getByText('下周的考试').waitFor());
    await show(`/education/exams/${draft.id}/edit`, 'exam-form-drawn', async (page) => {
      await page.getByText('合计 3 题，6 分').waitFor();
      await page.getByText('按比例抽题').click();
      await page.getByRole('button', { name: '加一行' }).click();
      await page.getByText(/题库(?:有|只有) \d+ 道/).waitFor();
      await page.getByText('合计 5 题，10 分 · 及格 6 分').waitFor();
      await page.getByText(/不超过 3 个百分点/).waitFor();
    });
    await show(`/education/exams/${running.id}`, 'exam-withdraw', async (page) => {
      await page.getByRole('button', { name: '撤销考试' }).click();
      await page.getByRole('dialog').waitFor();
    });
  }
  const { page, faults } = await open(`/education/exams/${running.id}`, { client: officer, view: desktop });
  await page.getByRole('button', { name: '撤销考试' }).click();
  const verb = page.getByRole('dialog').getByRole('button', { name: '撤销考试' });
  expect(await verb.isDisabled()).toBe(true);
  await page.getByRole('dialog').getByLabel('理由').fill('试题有误，另行通知');
  await verb.click();
  await page.getByText('已撤销').waitFor();
  const second = await open(`/education/exams/${draft.id}`, { client: officer, view: desktop });
  await second.page.getByRole('button', { name: '删除草稿' }).click();
  await second.page.getByRole('dialog').getByRole('button', { name: '删除草稿' }).click();
  await second.page.waitForURL(/education\/exams$/);
  await second.page.getByText('下周的考试').waitFor();
  expect(await second.page.getByText('要删的草稿').count()).toBe(0);
  expect([faults, second.faults]).toEqual([[], []]);
});

test('an exam open in two pages of one phone is answered in one of them, and nothing is lost', async () => {
  const { as, open } = stage.current;
  const id = await plantOpenExam(stage.current, ['single', 'judge', 'multiple']);
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const client = await as('member');
  const first = await open(`/m/study/exams/${id}`, { client, view: phone });
  await first.page.getByRole('button', { name: '开始答题' }).click();
  await first.page.getByText('第 1 题，共 3 题').waitFor();
  /** To the item of a kind, whose places are shuffled. */
  const go = async (page: Page, kind: '单选' | '判断' | '多选'): Promise<void> => {
    for (let n = 1; (await page.getByText(`${kind} · `).count()) === 0; n += 1) {
      await page.getByRole('button', { name: '答题卡' }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: `第 ${n} 题` })
        .click();
      await page.getByText(`第 ${n} 题，共 3 题`).waitFor();
    }
  };
  await go(first.page, '单选');
  await first.page.getByText('<b>乙</b>', { exact: true }).click();
  await first.page.getByText('答案都已送到').waitFor();
  expect(await first.page.evaluate<number>(shellIsKept)).toBeGreaterThan(0);
  // One answer has not been sent when the second page opens.
  await first.page.context().setOffline(true);
  await go(first.page, '判断');
  await first.page.getByLabel('对', { exact: true }).check();
  await first.page.getByText('1 次作答记在手机里').waitFor();

  const second = await open(`/m/study/exams/${id}`, { client, view: phone, beside: first.page });
  await second.page.getByText('考试正在另一个页面里作答').waitFor();
  await settled(second.page);
  expect(await axeViolations(second.page)).toEqual([]);
  await shoot(second.page, 'phone-elsewhere');
  const sentByFirst: string[] = [];
  first.page.on('request', (request) => {
    if (request.method() === 'POST') sentByFirst.push(request.url());
  });
  await second.page.getByRole('button', { name: '在这里继续' }).click();
  await second.page.getByText('已答 2 / 3').waitFor();
  await first.page.getByText('考试正在另一个页面里作答').waitFor();
  await second.page.context().setOffline(false);
  await second.page.getByText('答案都已送到').waitFor();
  await go(second.page, '多选');
  await second.page.getByText('<b>甲</b>', { exact: true }).click();
  await second.page.getByText('<b>丙</b>', { exact: true }).click();
  await second.page.getByText('答案都已送到').waitFor();
  expect(sentByFirst.filter((url) => url.includes('/own/attempts/'))).toEqual([]);

  // The first page takes it back, and hands it in with all that the second wrote.
  await first.page.getByRole('button', { name: '在这里继续' }).click();
  await first.page.getByText('已答 3 / 3').waitFor();
  await second.page.getByText('考试正在另一个页面里作答').waitFor();
  await first.page.getByRole('button', { name: '交卷' }).click();
  await first.page.getByRole('dialog').getByRole('button', { name: '交卷' }).click();
  await first.page.getByText('答案都已收到').waitFor();
  await shoot(first.page, 'phone-done');
  const { items: taken } = await (await as('county_officer')).call(examAttempts, { params: { id }, query: {} });
  expect(taken.map(({ points, sittings }) => [points, sittings])).toEqual([[6, 1]]);
  const faults = [...first.faults, ...second.faults];
  expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
});
