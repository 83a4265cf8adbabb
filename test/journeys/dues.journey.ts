/** A quarter's dues of a branch: fixed, recorded for everybody at once, a receipt, one put right, read on a member's phone. */
import { expect, test } from 'vitest';
import { dayOf } from '#shared/days.ts';
import { nameKeepers } from '#features/management/dues/factory.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const year = dayOf(Date.now()).slice(0, 4);

test('a quarter’s dues of a branch', async () => {
  const { tree } = stage.current;
  const people = [await stage.current.member(tree.branchA1), await stage.current.member(tree.branchA1)];
  const client = await stage.current.as('branch_secretary');
  await nameKeepers(stage.current, tree.branchA1);
  const { page, faults } = await stage.current.open('/dues/bases', { client });

  // Farmers all, at the least; saved in one go.
  await page.getByRole('combobox', { name: '未核定的都按' }).click();
  await page.locator('.ant-select-item-option-content', { hasText: '农民' }).click();
  await page.getByRole('button', { name: '保存 2 人' }).click();
  await page.getByText('已核定 2 人').waitFor();

  // A month that was typed by mistake goes with the key that deletes its last sign.
  const paidTo = page.getByRole('textbox', { name: `${people[0]?.name ?? ''}的介绍信注明已交至` });
  await paidTo.fill(`${year}-01`);
  await paidTo.press('Enter');
  await page.getByRole('button', { name: '保存 1 人' }).waitFor();
  for (let key = 0; key < 7; key++) await paidTo.press('Backspace');
  await page.locator('h1').click();
  expect(await paidTo.inputValue()).toBe('');
  await page.getByRole('button', { name: '保存 1 人' }).click();
  await page.getByText('已核定 1 人').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  // The branch has agreed that both pay by the quarter.
  await page.getByRole('navigation', { name: '党费各页' }).getByRole('link', { name: '按季交纳' }).click();
  await page.getByText('都按月交纳').waitFor();
  await page.getByRole('button', { name: '登记同意' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('combobox', { name: '党员' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('combobox', { name: '党员' }).click();
  for (const { name } of people) await page.locator('.ant-select-item-option', { hasText: name }).click();
  await dialog.getByRole('textbox', { name: '特殊情况和支部决定' }).fill('在外务工，支委会同意');
  await dialog.getByRole('button', { name: '登记同意' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /恢复按月交纳/ })
    .first()
    .waitFor();

  // The quarter under way is offered; nothing is typed, and nothing is agreed to anew.
  await page.getByRole('navigation', { name: '党费各页' }).getByRole('link', { name: '党费收缴' }).click();
  await settled(page);
  await page.locator('thead').getByRole('checkbox').check();
  await page.getByRole('button', { name: '登记交费' }).click();
  await dialog.getByText('2 人，共 1.20 元').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '登记交费' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('navigation', { name: '党费各页' }).getByRole('link', { name: '收缴记录' }).click();
  await page.getByRole('link', { name: `${year}-0002` }).click();
  await page.getByRole('heading', { name: `收据 ${year}-0002` }).waitFor();
  await page.getByText('0.60 元').waitFor();
  await page.goBack();
  await page.getByRole('button', { name: `作废收据 ${year}-0002` }).click();
  await dialog.getByRole('textbox').fill('重复登记');
  await dialog.getByRole('button', { name: /作\s*废/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('已作废').waitFor();

  await page.getByRole('navigation', { name: '党费各页' }).getByRole('link', { name: '收支账' }).click();
  await page.getByText('现金 0.60 · 银行存款 0.00').waitFor();
  // What came in before this quarter is made known, the figures stay, and the paper can be had from then on.
  const running = Math.ceil(Number(dayOf(Date.now()).slice(5, 7)) / 3);
  const over = running === 1 ? { year: Number(year) - 1, quarter: 4 } : { year: Number(year), quarter: running - 1 };
  const choose = async (name: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name }).click();
    await page.locator('.ant-select-item-option', { hasText: option }).click();
  };
  if (over.year !== Number(year)) await choose('年度', `${over.year} 年`);
  await choose('期间', `第 ${over.quarter} 季度`);
  const publish = page.getByRole('button', { name: `公示 ${over.year} 年第 ${over.quarter} 季度` });
  await publish.click();
  await dialog.getByRole('button', { name: /^公\s*示$/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^公\s*示$/ }).click();
  await page.getByText('数字不变').waitFor();
  await publish.waitFor({ state: 'detached' });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '公示（PDF）' }).click();
  expect((await download).suggestedFilename()).toContain('党费收缴使用情况公示.pdf');
  expect(faults).toEqual([]);

  const person = people[0];
  if (person === undefined) throw new Error('nobody');
  const member = await stage.current.as('member', { person });
  const own = await stage.current.open('/m/dues', { client: member, view: phone });
  await own.page.getByRole('heading', { name: '我的党费' }).waitFor();
  await own.page.getByText('0.20 元').first().waitFor();
  await own.page.getByText('按季（支部同意').waitFor();
  const file = own.page.waitForEvent('download');
  await own.page.getByRole('button', { name: `${year} 年党费明细（PDF）` }).click();
  expect((await file).suggestedFilename()).toContain('党费明细.pdf');
  expect(await axeViolations(own.page)).toEqual([]);
  expect(own.faults).toEqual([]);
});
