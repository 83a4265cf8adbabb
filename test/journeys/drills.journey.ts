/** A drill from the button to the right that it opens: refused, prepared, practised with the real pages, graded, allowed. */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { commitImport } from '#features/base/members/import/contract.ts';
import { begin, entered } from '#features/education/practice/factory.ts';
import type { Drill } from '#features/education/practice/rules.ts';
import { refuseRequest } from '#features/service/requests/contract.ts';
import { addDays, dayOf } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from '#test/harness/client.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

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

/** Into the practice county by the page of drills, with the task read and put away. */
const walkIn = async (
  client: Client,
  drill: Drill,
): Promise<{ readonly page: Page; readonly faults: readonly string[]; readonly words: string }> => {
  await begin(client, drill);
  const { page, faults } = await stage.current.open('/education/drills', { client });
  await page.getByRole('button', { name: '进入演练县' }).click();
  const task = page.getByRole('dialog', { name: '演练任务' });
  await task.locator('p').first().waitFor();
  const words = await task.innerText();
  await task
    .getByRole('button', { name: /^关\s*闭$/ })
    .last()
    .click();
  await task.waitFor({ state: 'hidden' });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/${drill}-begins.png`, fullPage: true });
  return { page, faults, words };
};

const gradedRight = async (page: Page, drill: Drill): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/${drill}-done.png`, fullPage: true });
  await page.getByRole('button', { name: '离开演练县' }).click();
  await page.waitForURL(/education\/drills$/);
  await page.getByRole('button', { name: '交卷评分' }).click();
  await page.getByText(/已通过，有效至/).waitFor();
  if (shots) await page.screenshot({ path: `${shots}/${drill}-graded.png`, fullPage: true });
};

test('an overdue request is answered truthfully, and refusing one is open from then on', async () => {
  const worker = await stage.current.as('branch_secretary', { withoutDrills: true });
  const any = { params: { id: newId() }, body: { version: 1, reason: '不属于本单位', way: '请拨打热线' } };
  expect(await worker.outcome(refuseRequest, any)).toBe('drill_required');
  const { page, faults, words } = await walkIn(worker, 'request');
  const [, lamps = '', mended = ''] = /(\d+)盏路灯已于(.+?)全部修好/.exec(words) ?? [];
  await page
    .getByRole('link', { name: /路灯坏了三盏/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^受\s*理$/ }).click();
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  const dialog = page.getByRole('dialog', { name: '答复群众' });
  await dialog.getByRole('textbox').first().fill(`${lamps}盏路灯已于${mended}全部修好。逾期是因为配件晚到，向您致歉。`);
  await dialog.getByRole('button', { name: /^答\s*复$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
  await gradedRight(page, 'request');
  expect(await worker.outcome(refuseRequest, any)).toBe('not_found');
  expect(faults).toEqual([]);
}, 180_000);

test('of two units that leave the wrong one is stopped, and the right one gets its letter', async () => {
  const worker = await stage.current.as('township_worker', { withoutDrills: true });
  const { page, faults, words } = await walkIn(worker, 'transfer');
  const [, right = '', wrong = ''] =
    /签发介绍信，都写着转往.+?。(.+?)（\d+人）随企业迁走，是对的；(.+?)（\d+人）是误报/.exec(words) ?? [];
  const walk = async (name: string, step: RegExp, fill?: string): Promise<void> => {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('button', { name: step }).click();
    const dialog = page.getByRole('dialog');
    if (fill !== undefined) await dialog.getByRole('textbox').first().fill(fill);
    await dialog.getByRole('button', { name: step }).click();
    await dialog.waitFor({ state: 'hidden' });
    await settled(page);
    await page.getByRole('link', { name: '整建制转移' }).last().click();
    await settled(page);
  };
  await walk(wrong, /^退回/, '党员都还在村里，是误报');
  await walk(right, /^开具介绍信/);
  await gradedRight(page, 'transfer');
  expect(faults).toEqual([]);
}, 180_000);

test('of three public articles the one that tells too much is withdrawn', async () => {
  const worker = await stage.current.as('township_worker', { withoutDrills: true });
  const { page, faults, words } = await walkIn(worker, 'withdrawal');
  const wrong = /“(.+?)”已经公开/.exec(words)?.[1] ?? '';
  await page.getByRole('link', { name: wrong }).first().click();
  await page.getByRole('button', { name: /^撤\s*稿$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('稿中写明了个人信息，应当去除');
  await dialog.getByRole('button', { name: /^撤\s*稿$/ }).click();
  await page.getByText('已撤稿').first().waitFor();
  await gradedRight(page, 'withdrawal');
  expect(faults).toEqual([]);
}, 180_000);

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
  for (const view of [desktop, phone]) {
    const overview = await open('/accounts/drills', { client: admin, view });
    await overview.page.getByText('例外准许：新到任，下周演练').first().waitFor();
    expect(await axeViolations(overview.page)).toEqual([]);
    expect(await overview.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      view.width,
    );
    if (shots) await overview.page.screenshot({ path: `${shots}/rights-${view.name}.png`, fullPage: true });
  }
}, 120_000);
