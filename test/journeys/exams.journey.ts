/** An exam from the office to the mark, taken on a phone whose network is cut three times. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examAttempts, stepExam } from '#features/education/exams/contract.ts';
import { plantExamItems } from '#features/education/exams/factory.ts';
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
  const untilKept = (lines: number): Promise<void> => page.getByText(`${lines} 条答案记在手机里`).waitFor();
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
  await page.reload();
  await page.getByText('第 1 题，共 4 题').waitFor();
  await page.getByText('2 / 4').waitFor();
  await page.getByRole('button', { name: '下一题' }).click();
  await page.getByRole('button', { name: '下一题' }).click();
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
