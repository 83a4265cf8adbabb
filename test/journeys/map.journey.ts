/** A resident without script chooses the village on the schematic map and points at the place; the handler sees it there. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { oneRequest, requestList } from '#features/service/requests/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode } from '#test/harness/tree.ts';
import { axeViolations, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage();
const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

/** Some so near to one another that their names would stand in one place. */
const places = [
  ['浦口村', 28.15, 120.69],
  ['渡头村', 28.152, 120.692],
  ['塘下社区', 28.153, 120.691],
  ['上垟村', 28.17, 120.66],
  ['石门坑村', 28.18, 120.71],
  ['大岙村', 28.145, 120.66],
] as const;

let worker: Client;
let officer: Client;
beforeAll(async () => {
  const { as, tree, write } = stage.current;
  await write(async (tx) => {
    for (const [name, lat, long] of places) {
      const { id } = await plantNode(tx, 'village', tree.townshipA, name);
      await tx.insertInto('area_location').values({ organisation_id: id, lat, long }).execute();
    }
  });
  worker = await as('township_worker', { at: tree.townshipA });
  officer = await as('county_officer');
});

const wide = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');

test('a place is chosen on the map without script, and stands on the page of whoever handles it', async () => {
  const { page, faults } = await stage.current.open('/portal/requests/new', { view: scriptless });
  await page.getByLabel('求助').check();
  await page.getByLabel('说说是什么事').fill('河边的护栏断了\n孩子常在那里玩');
  await page.getByRole('button', { name: '在地图上选' }).click();
  await page.getByRole('heading', { name: '事情在哪个村（社区）' }).waitFor();
  await shot(page, 'map-areas-375');
  // By the keyboard, as whoever sees no map does.
  await page.getByRole('button', { name: '渡头村' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '在地图上选' }).click();
  await page.getByRole('heading', { name: '在渡头村的什么位置' }).waitFor();
  await shot(page, 'map-grid-375');
  await page.getByRole('button', { name: '渡头村以东约 800 米' }).click();
  await page.getByText('附上地图上的位置：渡头村以东约 800 米').waitFor();
  expect(await page.getByLabel('说说是什么事').inputValue()).toBe('河边的护栏断了\n孩子常在那里玩');
  await shot(page, 'map-form-375');
  await page.getByLabel('属于哪一类').selectOption({ label: '路面' });
  await page.getByRole('button', { name: '提交诉求' }).click();
  await page.getByRole('heading', { name: '已经收到您的诉求' }).waitFor();
  expect(page.url()).not.toContain('28.');
  expect(faults).toEqual([]);

  const { items } = await worker.call(requestList, { query: { show: 'open' } });
  const id = items[0]?.id ?? '';
  expect((await worker.call(oneRequest, { params: { id } })).point).not.toBeNull();
  const office = await stage.current.open(`/requests/${id}`, { client: worker });
  await office.page.getByRole('img', { name: '示意图：渡头村以东约 800 米' }).waitFor();
  await settled(office.page);
  await shot(office.page, 'map-office');
  expect(await axeViolations(office.page)).toEqual([]);
  const small = await stage.current.open(`/requests/${id}`, { client: worker, view: { ...phone, name: 'narrow' } });
  await small.page.getByRole('img', { name: '示意图：渡头村以东约 800 米' }).waitFor();
  await settled(small.page);
  await shot(small.page, 'map-office-375');
  expect(await wide(small.page)).toBeLessThanOrEqual(375);
  expect([...office.faults, ...small.faults]).toEqual([]);
});

test('the map reads well at both sizes of letters, and the county keeps its kinds', async () => {
  const { page } = await stage.current.open('/portal/requests/new', { view: phone });
  for (const large of [false, true]) {
    await page.goto('/portal/requests/new');
    if (large) await page.getByRole('button', { name: '长辈版' }).click();
    await page.getByRole('button', { name: '在地图上选' }).click();
    await page.getByRole('button', { name: '渡头村' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(375);
    await shot(page, `map-areas-${large ? 'large' : 'plain'}`);
    await page.getByRole('button', { name: '石门坑村' }).click();
    await page.getByRole('button', { name: '在地图上选' }).click();
    await page.getByRole('heading', { name: '在石门坑村的什么位置' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await shot(page, `map-grid-${large ? 'large' : 'plain'}`);
  }
  for (const view of [undefined, { ...phone, name: 'narrow' }]) {
    const office = await stage.current.open('/requests/routing?part=categories', {
      client: officer,
      ...(view === undefined ? {} : { view }),
    });
    await office.page.getByText('检举控告').first().waitFor();
    await settled(office.page);
    await shot(office.page, view === undefined ? 'kinds' : 'kinds-375');
    expect(await axeViolations(office.page)).toEqual([]);
    if (view !== undefined) expect(await wide(office.page)).toBeLessThanOrEqual(375);
    expect(office.faults).toEqual([]);
  }
});
