/** A yearly appraisal, from the roll to the member who reads the own grade on the phone. */
import { expect, test } from 'vitest';
import { appraisalById, appraisalList } from '#features/management/appraisals/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import type { Page } from 'playwright-core';
import { axeViolations, desktop, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const names = ['丁春华', '王建国', '刘志远', '陈永年', '魏秀兰'] as const;
const grades = ['优秀', '合格', '基本合格', '不合格'] as const;

/** Forms by name and grade, as the paper sums have them: two are excellent, where one may be. */
const sums: Readonly<Record<(typeof names)[number], readonly number[]>> = {
  丁春华: [4, 1, 0, 0],
  王建国: [3, 2, 0, 0],
  刘志远: [1, 4, 0, 0],
  陈永年: [0, 5, 0, 0],
  魏秀兰: [0, 1, 4, 0],
};

const fillSheet = async (page: Page): Promise<void> => {
  const papers = { 发出: 5, 收回: 5, 有效: 5, 无效: 0 };
  for (const [label, value] of Object.entries(papers))
    await page.getByRole('spinbutton', { name: label, exact: true }).fill(String(value));
  for (const name of names)
    for (const [at, count] of sums[name].entries())
      await page.getByLabel(`${name}：${grades[at] ?? ''}`, { exact: true }).fill(String(count));
};

const choose = async (page: Page, name: string, grade: string): Promise<void> => {
  await page.getByRole('combobox', { name: `${name}的等次` }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(grade, { exact: true }).click();
};

test('a yearly appraisal: roll, study, paper test counted twice, grades within the third, feedback, report', async () => {
  const { tree, county, write, as, open } = stage.current;
  const people = [];
  for (const name of names)
    people.push(await write((tx) => makeMember(tx, county, { branch: tree.branchA2, fields: { name } })));
  const [first] = people;
  if (first === undefined) throw new Error('nobody');
  const secretary = await as('branch_secretary', { at: tree.branchA2 });
  const person = { id: first.id, name: names[0], path: `${tree.branchA2.path}@${first.id}/`, branch: tree.branchA2 };
  const member = await as('member', { at: tree.branchA2, person });

  // The secretary starts; the roll is that of the day.
  const { page, faults } = await open('/appraisals', { client: secretary, view: desktop });
  await page.getByRole('button', { name: '开始年度评议' }).click();
  await page.locator('.ant-modal').getByRole('button', { name: '开始年度评议' }).click();
  await page.waitForURL(/\/appraisals\/[0-9a-f-]{36}/);
  await page.getByText('优秀最多 1 名').first().waitFor();
  const { items } = await secretary.call(appraisalList, { query: {} });
  const id = items[0]?.id ?? '';

  // The member writes on the phone.
  const own = await open('/m/own-appraisals', { client: member, view: phone });
  await own.page.getByRole('textbox', { name: '个人自评' }).fill('坚持学习，联系群众不够主动。');
  expect(await axeViolations(own.page)).toEqual([]);
  await own.page.getByRole('button', { name: '提交自评' }).click();
  await own.page.getByText('自评已提交').waitFor();

  // Study and mutual appraisal.
  await page.getByRole('tab', { name: /学习和互评/ }).click();
  await page.getByLabel('集中学习日期').fill(county.today());
  await page.keyboard.press('Tab');
  await page.getByLabel('互评日期').fill(county.today());
  await page.keyboard.press('Tab');
  await page.getByText('在会议上').click();
  await page.getByLabel('互评意见摘要').fill('魏秀兰学习不够');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText(/摘要里写有“魏秀兰”/).waitFor();
  await page.getByLabel('互评意见摘要').fill('总体较好，学习不够系统。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect
    .poll(async () => (await secretary.call(appraisalById, { params: { id } })).next, { timeout: 20_000 })
    .toBe('test');
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);

  // The form is printed; its sums are entered.
  await page.getByRole('tab', { name: /民主测评/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载测评表' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/民主测评表\.docx$/);
  await fillSheet(page);
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '提交统计' }).click();
  await page.getByText('等待另一人独立录入复核').first().waitFor();

  // A second person counts the paper again.
  const second = await as('organisation_member', { at: tree.branchA2 });
  const other = await open(`/appraisals/${id}?step=test`, { client: second, view: phone });
  await other.page.getByText('复核前不显示统计数').waitFor();
  await fillSheet(other.page);
  await other.page.getByLabel('丁春华：优秀', { exact: true }).fill('3');
  await other.page.getByRole('button', { name: '提交复核' }).click();
  await other.page
    .getByText(/与第一次录入不一致/)
    .first()
    .waitFor();
  await other.page.getByLabel('丁春华：优秀', { exact: true }).fill('4');
  expect(await axeViolations(other.page)).toEqual([]);
  await other.page.getByRole('button', { name: '提交复核' }).click();
  await other.page.getByText('两次一致').first().waitFor();
  expect(other.faults).toEqual([]);

  // Two excellent are more than a third of five: refused with the reason, and mended.
  await page.goto(`/appraisals/${id}?step=grade`);
  await page.getByText('已选优秀 2 名，最多 1 名').waitFor();
  await page.getByRole('button', { name: '登记等次' }).click();
  await page
    .getByText(/超过三分之一：评定等次的正式党员 5 名，优秀最多 1 名/)
    .first()
    .waitFor();
  await choose(page, '王建国', '合格');
  await page.getByLabel('王建国：与测评多数不一致的理由').fill('优秀名额已满，全年外出较多');
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '登记等次' }).click();
  await page.getByRole('tab', { name: /反馈和报送/ }).click();
  await page.getByRole('button', { name: '向本人反馈' }).click();
  await page.locator('.ant-modal').getByRole('button', { name: '向本人反馈' }).click();
  await page.getByText('已反馈 5 名').waitFor();

  // The member reads the own grade and acknowledges it.
  const told = await open('/m/own-appraisals', { client: member, view: elder });
  await told.page.getByText('您的评定等次：优秀').waitFor();
  expect(await told.page.getByText(names[1]).count()).toBe(0);
  expect(await axeViolations(told.page)).toEqual([]);
  await told.page.getByRole('button', { name: '认可' }).click();
  await told.page.getByText('您已表示认可').waitFor();
  expect(told.faults).toEqual([]);

  // The talk is entered, and the report goes up.
  await page.reload();
  await page.getByRole('button', { name: `登记教育谈话：${names[4]}` }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByLabel('谈话日期').fill(county.today());
  await page.keyboard.press('Tab');
  await dialog.getByLabel('谈话情况').fill('本人表示今后按时参加组织生活');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText(/已教育谈话/).waitFor();
  await page.getByRole('button', { name: '报送上级并办结' }).click();
  await page.locator('.ant-modal').getByRole('button', { name: '报送上级并办结' }).click();
  await page.locator('h1').getByText('已报送').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);

  // The township sees counts, and whom it has to follow up.
  const above = await open('/appraisals', { client: await as('township_worker'), view: desktop });
  await above.page.getByRole('link', { name: names[4] }).waitFor();
  expect(await above.page.getByText(names[0]).count()).toBe(0);
  expect(await axeViolations(above.page)).toEqual([]);
  expect(above.faults).toEqual([]);
});
