/** Care for an old member: listed from the file, a visit planned in the office and recorded at the door, the amount read by few. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { careList, oneCare } from '#features/service/care/contract.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('a member of eighty is listed, visited and given something, which the branch does not read', async () => {
  const { as, open, tree, write, member } = stage.current;
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const worker = await as('township_worker', { at: tree.townshipA });
  const old = await member();
  await write((tx) => tx.updateTable('person').set({ birth_date: '1940-01-01' }).where('id', '=', old.id).execute());

  const { page, faults } = await open('/care', { client: secretary });
  const shoot = async (name: string): Promise<void> => {
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    if (shots) await page.screenshot({ path: `${shots}/care-${name}.png`, fullPage: true });
  };
  await page.getByRole('link', { name: '列入名单' }).click();
  await page.getByText('八十岁以上', { exact: true }).waitFor();
  await shoot('new');
  await page.getByRole('button', { name: /^列入/ }).first().click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByLabel('情况').fill('老伴去世，一个人住。');
  await dialog.getByRole('button', { name: '列入名单' }).click();
  await page.getByText('没有还没列入的').waitFor();
  await page.goto('/care');
  await shoot('list');
  const { items } = await secretary.call(careList, { query: {} });
  const id = items[0]?.id ?? '';
  await page.goto(`/care/${id}`);
  await page.getByRole('button', { name: '安排走访' }).click();
  await dialog.getByRole('combobox', { name: /时机/ }).click();
  await page.locator('.ant-select-item-option', { hasText: '春节' }).click();
  await dialog.getByLabel('计划日期').fill('2026-01-05');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('谁去').fill('书记和老陈');
  await dialog.getByRole('button', { name: '安排走访' }).click();
  await dialog.waitFor({ state: 'detached' });
  await shoot('one');

  const door = await open('/m/care', { client: secretary, view: phone });
  await door.page.getByRole('button', { name: /^记录走访/ }).click();
  await door.page.getByLabel('情况和需要').fill('身体好，要人帮着换灯泡。');
  await door.page.getByRole('button', { name: '记录走访', exact: true }).last().click();
  await door.page.getByText('没有计划中的走访').waitFor();
  await settled(door.page);
  expect(await axeViolations(door.page)).toEqual([]);
  if (shots) await door.page.screenshot({ path: `${shots}/care-phone.png` });

  const above = await open(`/care/${id}`, { client: worker });
  await above.page.getByRole('button', { name: '登记金物' }).click();
  const given = above.page.locator('.ant-modal');
  await given.getByLabel('金额（元）').fill('1000');
  await given.getByRole('button', { name: '登记金物' }).click();
  await above.page.getByText('1,000 元').waitFor();
  await settled(above.page);
  expect(await axeViolations(above.page)).toEqual([]);
  if (shots) await above.page.screenshot({ path: `${shots}/care-above.png`, fullPage: true });
  expect((await secretary.call(oneCare, { params: { id } })).visits).toMatchObject([{ state: 'done', amount: null }]);
  await page.reload();
  await settled(page);
  expect(await page.locator('main').innerText()).not.toContain('1,000');

  const small = await open(`/care/${id}`, { client: worker, view: { ...phone, name: 'narrow' } });
  for (const path of [`/care/${id}`, '/care', '/care/visits']) {
    await small.page.goto(path);
    await settled(small.page);
    expect(await axeViolations(small.page)).toEqual([]);
    expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  }
  if (shots) await small.page.screenshot({ path: `${shots}/care-375.png`, fullPage: true });
  expect([...faults, ...door.faults, ...above.faults, ...small.faults]).toEqual([]);
});
