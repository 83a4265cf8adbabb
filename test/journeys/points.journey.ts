/** A handler answers three points: marks them, ticks the sentences that answer them, and the resident reads it so. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { followRequest, sendRequest } from '#features/service/requests/contract.ts';
import { plantNode } from '#test/harness/tree.ts';
import { axeViolations, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const written = '您好！村口路灯坏了三盏，晚上看不清。自来水经常停。请问低保怎么申请？谢谢。';

test('three points are marked, answered one by one, and read by the code', async () => {
  const { as, open, tree, write, nobody } = stage.current;
  const village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const clerk = await as('department_handler', { at: village });
  const { code } = await nobody.call(sendRequest, {
    body: { kind: 'help', category: 'other', areaId: village.id, text: written },
  });

  const { page, faults } = await open('/requests?show=own', { client: clerk });
  await page.getByRole('link', { name: /^您好/ }).click();
  await page.getByRole('button', { name: /^受\s*理$/ }).click();
  await page.getByText('还有 3 句可能是诉求点').waitFor();

  // An answer waits for the points.
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('button', { name: '去标出' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '标出诉求点' }).click();
  expect(await page.getByRole('checkbox').count()).toBe(5);
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/marking.png`, fullPage: true });
  await page.getByRole('button', { name: '保存诉求点' }).click();
  await page.getByRole('button', { name: '标出诉求点' }).waitFor();

  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  await dialog.getByLabel('答复内容').fill('路灯今天已经修好。低保请带户口簿到村里申请。');
  const point = (count: number) => dialog.getByRole('group', { name: `第 ${count} 点`, exact: true });
  await point(1).getByRole('checkbox', { name: '路灯今天已经修好。' }).check();
  await point(3).getByRole('checkbox', { name: '低保请带户口簿到村里申请。' }).check();
  const send = dialog.getByRole('button', { name: /^答\s*复$/ });
  await send.click();
  await point(2).getByRole('alert').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/answering.png` });
  await point(2).getByRole('textbox').fill('停水由县供水公司负责，已转告');
  await send.click();
  await dialog.waitFor({ state: 'detached' });
  // What could be done before the answer is not offered after it.
  await page.getByRole('button', { name: '申请退单' }).waitFor({ state: 'detached' });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/answered.png`, fullPage: true });
  const { entries } = await nobody.call(followRequest, { query: { code } });
  expect(entries.at(-1)).toMatchObject({
    kind: 'answered',
    points: [
      { sentences: ['路灯今天已经修好。'], reason: null },
      { quote: '自来水经常停。', sentences: [], reason: '停水由县供水公司负责，已转告' },
      { sentences: ['低保请带户口簿到村里申请。'], reason: null },
    ],
  });
  expect(faults).toEqual([]);

  const small = await open('/requests?show=answered', { client: clerk, view: { ...phone, name: 'narrow' } });
  await small.page.getByRole('link', { name: /^您好/ }).click();
  await small.page.getByText('停水由县供水公司负责').waitFor();
  await settled(small.page);
  expect(await axeViolations(small.page)).toEqual([]);
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/answered-375.png`, fullPage: true });
  expect(small.faults).toEqual([]);

  const resident = await open('/portal/requests/follow', { view: scriptless });
  await resident.page.getByLabel('查询码').fill(code);
  await resident.page.keyboard.press('Enter');
  await resident.page.getByText('停水由县供水公司负责').first().waitFor();
  expect(await resident.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await resident.page.screenshot({ path: `${shots}/resident-375.png`, fullPage: true });
});
