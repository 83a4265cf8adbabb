/** A drill from the button to the right that it opens: refused, prepared, practised with the real pages, graded, allowed. */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { commitImport } from '#features/base/members/import/contract.ts';
import { begin, entered } from '#features/education/practice/factory.ts';
import { addDays, dayOf } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage({ practice: true });
beforeAll(() => stage.current.work());

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('a township worker passes the drill of the roster, and may commit imports from then on', async () => {
  const { as, open } = stage.current;
  const worker = await as('township_worker', { withoutDrills: true });
  const any = { params: { id: newId() }, body: { version: 1, reason: '核对' } };
  expect(await worker.outcome(commitImport, any)).toBe('drill_required');

  const { page, faults } = await open('/education/drills', { client: worker });
  const shoot = async (name: string): Promise<void> => {
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await shoot('drills');
  await page.getByRole('button', { name: '开始演练' }).first().click();
  await page.getByRole('button', { name: '进入演练县' }).click();
  await page.waitForURL(/members\/imports$/);
  const task = page.getByRole('dialog', { name: '演练任务' });
  await task.waitFor();
  await task.getByText(/村里报来/).waitFor();
  const words = await task.innerText();
  const [, mended = '', number = ''] = /其中：(.+?)的身份证号抄错了，入党志愿书上是(\d{17}[\dX])/.exec(words) ?? [];
  await shoot('task');
  const arrived = page.waitForEvent('download');
  await task.getByRole('button', { name: '下载演练材料' }).click();
  const file = await (await arrived).path();
  await task
    .getByRole('button', { name: /^关\s*闭$/ })
    .last()
    .click();
  await page.getByRole('region', { name: '演练县' }).waitFor();
  await shoot('practice-county');

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '花名册.xlsx', mimeType: 'application/octet-stream', buffer: await readFile(file) });
  await page.waitForURL(/members\/imports\/[0-9a-f-]{36}/);
  await settled(page);
  await page.getByRole('tab', { name: /^错误/ }).click();
  await settled(page);
  await page.getByRole('button', { name: `修改 ${mended}` }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill(number);
  await page.getByRole('button', { name: '保存并重新核对' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await shoot('mending');
  await page.getByRole('button', { name: '确认导入' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('导入原因').fill('村里报来的名册');
  const leaveOut = dialog.getByRole('checkbox');
  if ((await leaveOut.count()) > 0) await leaveOut.first().check();
  await page.getByRole('button', { name: '写入名册' }).click();
  await page.getByText(/已导入：/).waitFor();

  await page.getByRole('button', { name: '离开演练县' }).click();
  await page.waitForURL(/education\/drills$/);
  await page.getByRole('button', { name: '交卷评分' }).click();
  await page.getByText(/已通过，有效至/).waitFor();
  await shoot('passed');
  expect(await worker.outcome(commitImport, any)).toBe('not_found');
  expect(faults).toEqual([]);

  const small = await open('/education/drills', { client: worker, view: phone });
  expect(await axeViolations(small.page)).toEqual([]);
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/drills-phone.png`, fullPage: true });
  const officer = await as('county_officer');
  const list = await open('/education/administrators', { client: officer });
  expect(await axeViolations(list.page)).toEqual([]);
  if (shots) await list.page.screenshot({ path: `${shots}/administrators.png`, fullPage: true });
}, 240_000);

test('on the phone as well it is said where one is, and the security administrator gives an exception', async () => {
  const { as, open } = stage.current;
  const worker = await as('township_worker', { withoutDrills: true });
  const trainee = await entered(stage.current, worker, await begin(worker, 'request'));
  const { page } = await open('/m/', { client: trainee, view: phone });
  await page.getByRole('complementary', { name: '演练县' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await page.screenshot({ path: `${shots}/phone-practice.png` });

  const admin = await as('security_admin');
  const office = await open(`/accounts/${worker.session?.accountId ?? ''}`, { client: admin });
  await office.page.getByRole('button', { name: '例外准许' }).click();
  const dialog = office.page.getByRole('dialog');
  await dialog.getByRole('combobox').first().click();
  await office.page.keyboard.press('Enter');
  const until = dialog.getByLabel('有效至');
  await until.fill(addDays(dayOf(Date.now()), 7));
  await until.press('Enter');
  await dialog.getByLabel('理由').fill('新到任，下周演练');
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/exception.png` });
  await dialog.getByRole('button', { name: '例外准许' }).click();
  await office.page.getByText('例外准许：新到任，下周演练').waitFor();
  await settled(office.page);
  if (shots) await office.page.screenshot({ path: `${shots}/account.png`, fullPage: true });
}, 120_000);
