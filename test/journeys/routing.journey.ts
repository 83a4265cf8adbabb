/** Where a request goes and why: kept by the county, suggested to who handles it, answered before it is written. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { answerRequest, requestList, takeRequest } from '#features/service/requests/contract.ts';
import { plantRequest } from '#features/service/requests/factory.ts';
import { generateRequests } from '#features/service/requests/learning/factory.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { axeViolations, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage({ poolSize: 12 });
const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

let village: Node;
let traffic: Node;
let officer: Client;
let handler: Client;
let worker: Client;
beforeAll(async () => {
  const { as, tree, write } = stage.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  traffic = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  officer = await as('county_officer');
  worker = await as('township_worker', { at: tree.townshipA });
  handler = await as('department_handler', { at: village });
  await as('department_handler', { at: traffic });
  stage.current.work();
});

const narrow = { ...phone, name: 'narrow' };
const wide = async (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.locator('.ant-modal').getByRole('combobox', { name: label, exact: true }).click();
  // A long list draws what is in sight: typing looks for it.
  await page.keyboard.type(option);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click();
};

test('the county says who answers; a resident sees it and why', async () => {
  const { open } = stage.current;
  const { page, faults } = await open('/requests/routing', { client: officer });
  await page.getByRole('button', { name: '新增一项' }).click();
  await choose(page, '类别', '公交班车');
  await choose(page, '单位', '交通局');
  await page.locator('.ant-modal').getByLabel('依据（任何人可见）').fill('公交线路由交通局管理');
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'duty-form');
  await page.locator('.ant-modal').getByRole('button', { name: '新增一项' }).click();
  await page.getByRole('cell', { name: '公交线路由交通局管理' }).waitFor();
  await settled(page);
  await shot(page, 'duties');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByText('类型与类别', { exact: true }).click();
  await page.getByText('roads.lights').waitFor();
  await settled(page);
  await shot(page, 'categories');
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  const small = await open('/requests/routing', { client: officer, view: narrow });
  await shot(small.page, 'duties-375');
  expect(await wide(small.page)).toBeLessThanOrEqual(375);
  expect(await axeViolations(small.page)).toEqual([]);

  const resident = await open('/portal/requests/duties', { view: scriptless });
  await resident.page.getByLabel('事情在哪个村（社区）').selectOption({ label: '浦口村' });
  await resident.page.getByLabel('属于哪一类').selectOption({ label: '公交班车' });
  await resident.page.getByRole('button', { name: '看归谁管' }).click();
  await resident.page.getByRole('heading', { name: '由交通局办理' }).waitFor();
  expect(await resident.page.locator('.done').innerText()).toContain('公交线路由交通局管理');
  await shot(resident.page, 'portal-duties');
  expect(await wide(resident.page)).toBeLessThanOrEqual(375);

  // Who has it all the same is told whose it is, and needs not look for that unit again.
  const { county, write } = stage.current;
  const { id } = await write((tx) =>
    plantRequest(tx, county, { unit: village, area: village, text: '班车总是晚点', category: 'roads.buses' }),
  );
  const desk = await open(`/requests/${id}`, { client: handler });
  await desk.page.getByRole('button', { name: '交办给交通局' }).click();
  await desk.page.locator('.ant-modal .ant-select', { hasText: '交通局' }).waitFor();
  expect(await axeViolations(desk.page)).toEqual([]);
  await shot(desk.page, 'assign-suggested');
  expect(desk.faults).toEqual([]);
});

test('what was learned is shown beside a request, and its answer is published by a second person', async () => {
  const { open, write, county } = stage.current;
  await write(async (tx) => {
    for (const { text, category } of generateRequests(400, 9))
      await plantRequest(tx, county, { unit: village, area: village, text, category, state: 'closed' });
  });
  const text = '桥头的路灯晚上不亮，老人走路看不清，请问找谁修';
  const { id } = await write((tx) =>
    plantRequest(tx, county, { unit: village, area: village, text, category: 'other', state: 'received' }),
  );
  const learning = await open('/requests/routing?part=learning', { client: officer });
  await learning.page.getByRole('button', { name: '重新训练' }).click();
  await learning.page.getByRole('row', { name: /^类别/ }).waitFor({ timeout: 30_000 });
  await settled(learning.page);
  await shot(learning.page, 'learning');
  expect(await axeViolations(learning.page)).toEqual([]);
  expect(learning.faults).toEqual([]);

  const { page, faults } = await open(`/requests/${id}`, { client: handler });
  await page.getByRole('heading', { name: '分派建议' }).waitFor();
  await settled(page);
  await shot(page, 'suggestions');
  expect(await axeViolations(page)).toEqual([]);
  const best = page.getByRole('listitem').filter({ hasText: '道路交通' });
  await best.getByRole('button', { name: '改为此类' }).click();
  await page.getByText('其他 → 道路交通').waitFor();
  expect(faults).toEqual([]);
  const small = await open(`/requests/${id}`, { client: handler, view: narrow });
  await small.page.getByRole('heading', { name: '分派建议' }).waitFor();
  await shot(small.page, 'suggestions-375');
  expect(await wide(small.page)).toBeLessThanOrEqual(375);
  expect(await axeViolations(small.page)).toEqual([]);

  await handler.call(takeRequest, { params: { id }, body: { version: 2 } });
  const answer = '请向村里的网格员登记，三个工作日内维修。';
  await handler.call(answerRequest, { params: { id }, body: { version: 3, text: answer } });
  await page.reload();
  await page.getByRole('button', { name: '提出选登' }).click();
  await shot(page, 'propose');
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('.ant-modal').getByRole('button', { name: '提出选登' }).click();
  await page.getByText('待审核').first().waitFor();

  const review = await open('/requests/publications', { client: worker });
  await shot(review.page, 'publications');
  expect(await axeViolations(review.page)).toEqual([]);
  await review.page.getByRole('button', { name: /^公\s*开$/ }).click();
  await review.page
    .locator('.ant-modal')
    .getByRole('button', { name: /^公\s*开$/ })
    .click();
  await review.page.getByText('没有', { exact: true }).waitFor();
  expect(review.faults).toEqual([]);
  const narrowly = await open('/requests/publications?state=published', { client: worker, view: narrow });
  await shot(narrowly.page, 'publications-375');
  expect(await wide(narrowly.page)).toBeLessThanOrEqual(375);
  expect(await axeViolations(narrowly.page)).toEqual([]);

  const resident = await open('/portal/requests/new', { view: scriptless });
  const before = (await officer.call(requestList, { query: { show: 'all' } })).total;
  await resident.page.getByLabel('咨询').check();
  await resident.page.getByLabel('事情在哪个村（社区）').selectOption({ label: '浦口村' });
  await resident.page.getByLabel('属于哪一类').selectOption({ label: '路灯' });
  await resident.page.getByLabel('说说是什么事').fill('我家门口路灯不亮，找谁修？');
  await resident.page.getByRole('button', { name: '提交诉求' }).click();
  await resident.page.getByRole('heading', { level: 1, name: '可能已有答复' }).waitFor();
  await resident.page.locator('main summary').first().click();
  await resident.page.getByText(answer).waitFor();
  await shot(resident.page, 'portal-maybe');
  expect(await wide(resident.page)).toBeLessThanOrEqual(375);
  await resident.page.getByRole('button', { name: '仍要提交' }).click();
  await resident.page.getByRole('heading', { name: '已经收到您的诉求' }).waitFor();
  expect((await officer.call(requestList, { query: { show: 'all' } })).total).toBe(before + 1);
});

test('pages for residents are read by everybody', async () => {
  const { page } = await stage.current.open('/portal/requests/answers');
  await shot(page, 'portal-answers');
  for (const path of ['/portal/requests/answers', '/portal/requests/duties', '/portal/requests/new']) {
    await page.goto(path);
    expect(await axeViolations(page)).toEqual([]);
  }
});
