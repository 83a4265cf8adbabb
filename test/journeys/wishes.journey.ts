/** A wish from wish to confirmation: made on the portal without script, claimed and done in the office, confirmed by its code. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { claimWish, listWish, oneWish, wishDone, wishList as listOf } from '#features/service/wishes/contract.ts';
import { addHelper, stateHelperHours } from '#features/service/wishes/helping/contract.ts';
import { createOffer } from '#features/service/wishes/offers/contract.ts';
import { plantNode } from '#test/harness/tree.ts';
import { axeViolations, elder, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('a resident makes a wish, the village claims and does it, and the resident confirms it by the code', async () => {
  const { as, open, tree, write } = stage.current;
  const village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const clerk = await as('department_handler', { at: village });
  await clerk.call(createOffer, {
    body: { category: 'health', title: '上门量血压', details: '七十岁以上老人，每周三上午，村卫生室。' },
  });

  const { page, faults } = await open('/portal', { view: scriptless });
  const shoot = async (name: string): Promise<void> => {
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.getByRole('link', { name: '微心愿和服务清单' }).click();
  await page.getByText('上门量血压').waitFor();
  await shoot('portal-list');
  await page.getByRole('link', { name: '提一个心愿' }).click();
  await page.getByLabel('小修小补').check();
  await page.getByLabel('您在哪个村（社区）').selectOption({ label: '浦口村' });
  await page.getByLabel('说说您的心愿').fill('院门坏了关不上，想请人修一下，周末在家。');
  await page.getByLabel('联系电话').fill('13800001234');
  await shoot('portal-new');
  await page.getByRole('button', { name: '提交心愿' }).click();
  await page.getByRole('heading', { name: '已经收到您的心愿' }).waitFor();
  const code = (await page.locator('.code').innerText()).trim();
  await shoot('portal-sent');

  const office = await open('/wishes?show=own', { client: clerk });
  await settled(office.page);
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/list.png` });
  await office.page.getByRole('link', { name: /^院门坏了关不上/ }).click();
  await office.page.getByRole('button', { name: '显示完整号码' }).click();
  await office.page.getByText('13800001234').waitFor();
  const id = new URL(office.page.url()).pathname.split('/').at(-1) ?? '';
  await office.page.getByRole('button', { name: /^认\s*领$/ }).click();
  const dialog = office.page.locator('.ant-modal');
  await dialog.getByRole('textbox').fill('老张周六上午去修。');
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/claim.png` });
  await dialog.getByRole('button', { name: /^认\s*领$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await office.page.getByRole('button', { name: '登记志愿者' }).click();
  await dialog.getByRole('textbox').fill('张木匠');
  await dialog.getByRole('button', { name: '登记志愿者' }).click();
  await office.page.getByRole('button', { name: '填时长' }).click();
  await dialog.getByRole('spinbutton').fill('1.5');
  await dialog.getByRole('button', { name: '填时长' }).click();
  await dialog.waitFor({ state: 'detached' });
  await office.page.getByRole('button', { name: '已办好' }).click();
  await dialog.getByRole('textbox').fill('门轴换新，门能关上了。');
  await dialog.getByRole('button', { name: '已办好' }).click();
  await dialog.waitFor({ state: 'detached' });
  await settled(office.page);
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/one.png`, fullPage: true });
  // Nothing in the office confirms it.
  expect((await clerk.call(oneWish, { params: { id } })).state).toBe('done');
  expect(await office.page.getByRole('button', { name: /确认/ }).count()).toBe(0);

  await page.goto('/portal/wishes/follow');
  await page.getByLabel('查询码').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '待本人确认' }).waitFor();
  await shoot('portal-confirm');
  await page.getByLabel('张*匠：1.5 小时').check();
  await page.getByRole('button', { name: '办好了，确认' }).click();
  await page.getByRole('heading', { level: 1, name: '本人已确认' }).waitFor();
  expect(faults).toEqual([]);
  const after = await clerk.call(oneWish, { params: { id } });
  expect(after.helpers).toMatchObject([{ name: '张木匠', state: 'confirmed', hours: 1.5 }]);

  await office.page.goto('/wishes/offers');
  await settled(office.page);
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/offers.png` });
  expect(office.faults).toEqual([]);
  const small = await open(`/wishes/${id}`, { client: clerk, view: { ...phone, name: 'narrow' } });
  await settled(small.page);
  expect(await axeViolations(small.page)).toEqual([]);
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/one-375.png`, fullPage: true });
  for (const path of ['/wishes?show=all', '/wishes/offers']) {
    await small.page.goto(path);
    await settled(small.page);
    expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    if (shots) await small.page.screenshot({ path: `${shots}/${path.includes('offers') ? 'offers' : 'list'}-375.png` });
  }
  expect(small.faults).toEqual([]);
});

test('a member makes a wish on the phone and another helps, without a person in between knowing whose it is', async () => {
  const { as, open, tree } = stage.current;
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const wisher = await as('member', { at: tree.branchA1 });
  const helper = await as('member', { at: tree.branchB1 });
  const mine = await open('/m/wishes', { client: wisher, view: phone });
  await mine.page.getByRole('button', { name: '提一个心愿' }).click();
  await mine.page.getByLabel('类别').selectOption({ label: '陪伴探望' });
  await mine.page.getByLabel(/什么时候方便/).fill('腿脚不便，周三想有人陪着去医院。');
  await mine.page.getByRole('button', { name: /^提\s*交$/ }).click();
  // The words stand in the form already, so that seeing them says nothing about their having been kept.
  const made = async () => (await secretary.call(listOf, { query: { show: 'own' } })).items;
  await expect.poll(async () => (await made()).length, { timeout: 20_000 }).toBe(1);
  await mine.page.getByText('腿脚不便，周三想有人陪着去医院。').waitFor();
  const id = (await made())[0]?.id ?? '';
  const body = async (words: string) => ({
    params: { id },
    body: { version: (await secretary.call(oneWish, { params: { id } })).version, words },
  });
  await secretary.call(listWish, await body('一位老党员要人陪着去医院'));

  const other = await open('/m/wishes/help', { client: helper, view: elder });
  await other.page.getByRole('button', { name: /我来帮/ }).click();
  await other.page.getByText('报名，待回复').waitFor();
  await settled(other.page);
  expect(await axeViolations(other.page)).toEqual([]);
  if (shots) await other.page.screenshot({ path: `${shots}/phone-help.png`, fullPage: true });
  expect(await other.page.locator('body').innerText()).not.toContain('腿脚不便');

  await secretary.call(claimWish, await body('周三有人陪您去'));
  const { id: helperId } = await secretary.call(addHelper, { params: { id }, body: { name: '热心邻居' } });
  await secretary.call(stateHelperHours, { params: { id, helperId }, body: { version: 1, hours: 3 } });
  await secretary.call(wishDone, await body('已经陪着看完医生'));
  await mine.page.reload();
  await mine.page.getByText('办好了吗？').waitFor();
  await mine.page.getByRole('switch', { name: /3 小时/ }).click();
  await settled(mine.page);
  expect(await axeViolations(mine.page)).toEqual([]);
  if (shots) await mine.page.screenshot({ path: `${shots}/phone-wishes.png`, fullPage: true });
  await mine.page.getByRole('button', { name: '办好了，确认' }).click();
  await mine.page.getByText('本人已确认').waitFor();
  expect([...mine.faults, ...other.faults]).toEqual([]);
});
