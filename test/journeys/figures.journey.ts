/** Numbers that open their lists, a mark by a second unit, and a list to call back. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answerRequest, sendRequest, takeRequest } from '#features/service/requests/contract.ts';
import { plantNode } from '#test/harness/tree.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const wide = { name: 'wide', width: 1280, height: 800 } as const;

test('a number opens its list, a second unit marks there, and the county draws whom to call', async () => {
  const { as, open, tree, write, nobody } = stage.current;
  const village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const clerk = await as('department_handler', { at: village });
  for (let n = 0; n < 7; n += 1) {
    const { id } = await nobody.call(sendRequest, {
      body: {
        kind: 'help',
        category: n % 2 === 0 ? 'roads' : 'land',
        areaId: village.id,
        text: `村口路灯坏了三盏，第 ${n + 1} 次反映`,
        phone: '13800001234',
      },
    });
    if (n > 4) continue;
    const { version } = await clerk.call(takeRequest, { params: { id }, body: { version: 1 } });
    await clerk.call(answerRequest, { params: { id }, body: { version, text: '三盏路灯已于今日修好。' } });
  }
  const officer = await as('county_officer');
  const { page, faults } = await open('/requests/figures', { client: officer, view: wide });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  if (shots) await page.screenshot({ path: `${shots}/figures.png`, fullPage: true });
  await page
    .getByRole('row', { name: /浦口村/ })
    .getByRole('link', { name: '7' })
    .first()
    .click();
  await settled(page);
  await page.getByText('第 1 次反映').waitFor();
  await page
    .getByRole('button', { name: /^标\s*注$/ })
    .first()
    .click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('combobox').click();
  await page.locator('.ant-select-item-option').first().click();
  await dialog.getByRole('textbox').fill('路灯由电力公司维护。');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^标\s*注$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('路灯由电力公司维护。').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/figure-list.png`, fullPage: true });

  await page.goto('/requests/callbacks');
  await page.getByRole('button', { name: '抽取名单' }).click();
  await dialog.getByRole('button', { name: '抽取名单' }).click();
  await dialog.waitFor({ state: 'detached' });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/callbacks.png`, fullPage: true });
  await page.getByRole('rowheader').getByRole('link').click();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/callback.png`, fullPage: true });
  expect(faults).toEqual([]);

  const small = await open('/requests/figures', { client: officer, view: { ...phone, name: 'narrow' } });
  await settled(small.page);
  expect(await axeViolations(small.page)).toEqual([]);
  expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/figures-narrow.png`, fullPage: true });
  await small.page.goto('/requests/figures/list?by=unit&count=received');
  await settled(small.page);
  expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/figure-list-narrow.png`, fullPage: true });
  expect(small.faults).toEqual([]);
});
