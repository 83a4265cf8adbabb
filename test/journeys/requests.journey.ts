/** A resident's request in the office: the unit takes it, answers it, or gives it to another unit with a reason. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { followRequest, sendRequest } from '#features/service/requests/contract.ts';
import { plantNode } from '#test/harness/tree.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('a request is taken, answered, and read by its code; another is assigned to a department', async () => {
  const { as, open, tree, write, nobody } = stage.current;
  const village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const department = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  const clerk = await as('department_handler', { at: village });
  await as('department_handler', { at: department });
  const send = (text: string) =>
    nobody.call(sendRequest, {
      body: { kind: 'help', category: 'roads', areaId: village.id, text, name: '林某某', phone: '13800001234' },
    });
  const { code } = await send('村口路灯坏了三盏，晚上老人走路看不清，请尽快修好。');
  await send('村道上有一个大坑，下雨天积水很深。');

  const { page, faults } = await open('/requests?show=own', { client: clerk });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/list.png` });
  await page.getByRole('link', { name: /^村口路灯坏了三盏/ }).click();
  await page.getByRole('button', { name: '显示完整号码' }).click();
  await page.getByText('13800001234').waitFor();
  await page.getByRole('button', { name: /^受\s*理$/ }).click();
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('textbox').fill('三盏路灯已于今日修好。');
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/answer.png` });
  await dialog.getByRole('button', { name: /^答\s*复$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('三盏路灯已于今日修好。').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/one.png`, fullPage: true });
  expect((await nobody.call(followRequest, { query: { code } })).entries.at(-1)).toMatchObject({
    kind: 'answered',
    text: '三盏路灯已于今日修好。',
  });

  await page.goto('/requests?show=own');
  await page.getByRole('link', { name: /^村道上有一个大坑/ }).click();
  await page.getByRole('button', { name: /^交\s*办$/ }).click();
  await dialog.getByRole('combobox').click();
  await page.locator('.ant-select-item-option', { hasText: '交通局' }).click();
  await dialog.getByRole('textbox').fill('村道由交通局养护。');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^交\s*办$/ }).click();
  await page.getByText('没有诉求').waitFor();
  expect(faults).toEqual([]);

  const small = await open('/requests?show=all', { client: clerk, view: { ...phone, name: 'narrow' } });
  await settled(small.page);
  if (shots) await small.page.screenshot({ path: `${shots}/list-375.png` });
  expect(await axeViolations(small.page)).toEqual([]);
  await small.page.goto('/requests?show=answered');
  await small.page.getByRole('link', { name: /^村口路灯坏了三盏/ }).click();
  await settled(small.page);
  expect(await axeViolations(small.page)).toEqual([]);
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/one-375.png`, fullPage: true });
  expect(small.faults).toEqual([]);
});
