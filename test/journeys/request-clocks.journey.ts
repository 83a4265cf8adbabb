/** Clocks of requests in a browser: what is overdue goes up the tree, more time is granted, an answer is reviewed above. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { watchClocks } from '#features/service/requests/clocks/jobs.ts';
import { askTerm, decideTerm } from '#features/service/requests/clocks/contract.ts';
import { answerRequest, oneRequest, sendRequest, takeRequest } from '#features/service/requests/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { axeViolations, phone, scriptless, settled, useStage } from './stage.ts';

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
const first = '2026-11-26';
let now = noon(first);
const stage = useStage({ now: () => now });
afterEach(() => {
  now = noon(first);
});

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

let village: Node;
const clerk = (): Promise<Client> => stage.current.as('department_handler', { at: village });
const worker = (): Promise<Client> => stage.current.as('township_worker', { at: stage.current.tree.townshipA });
beforeAll(async () => {
  const { tree, write } = stage.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  await clerk();
  await worker();
});

const send = (text: string) =>
  stage.current.nobody.call(sendRequest, { body: { kind: 'help', category: 'roads', areaId: village.id, text } });
const versionOf = async (client: Client, id: string): Promise<number> =>
  (await client.call(oneRequest, { params: { id } })).version;
const take = async (client: Client, id: string): Promise<void> => {
  await client.call(takeRequest, { params: { id }, body: { version: await versionOf(client, id) } });
};
const follow = async (page: Page, code: string): Promise<void> => {
  await page.goto('/portal/requests/follow');
  await page.getByLabel('查询码').fill(code);
  await page.keyboard.press('Enter');
  await page.locator('.way').waitFor();
};
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const fits = async (page: Page): Promise<void> => {
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    (page.viewportSize()?.width ?? 0) + 1,
  );
};

test('what is overdue is told to the unit above, which finds it among its to-dos, and the resident reads it', async () => {
  const { open, county } = stage.current;
  const { code } = await send('村口路灯坏了三盏，晚上老人走路看不清。');
  now = noon('2026-12-04');
  await watchClocks(county, {});
  const office = await open('/inbox', { client: await worker() });
  await office.page.getByText(/浦口村超期未答复浦口村的诉求/).click();
  await office.page.getByRole('heading', { name: /期限.*已超期/ }).waitFor();
  await settled(office.page);
  await fits(office.page);
  await shot(office.page, 'overdue');
  await office.page.goto('/requests?show=late');
  await office.page.getByRole('link', { name: /^村口路灯坏了三盏/ }).waitFor();
  await settled(office.page);
  await fits(office.page);
  expect(office.faults).toEqual([]);

  const resident = await open('/portal', { view: phone });
  await follow(resident.page, code);
  expect(await main(resident.page)).toContain('已经超过期限，已报');
  expect(await main(resident.page)).toContain('超过期限，报上一级督办');
  await fits(resident.page);
  await shot(resident.page, 'portal-overdue');
  expect(resident.faults).toEqual([]);
});

test('the clock is stopped, and more time is asked for and granted, on a narrow screen', async () => {
  const { open } = stage.current;
  const { id, code } = await send('村道上有一个大坑，下雨天积水很深。');
  const own = await clerk();
  await take(own, id);
  const view = { ...phone, name: 'narrow' };
  const { page, faults } = await open(`/requests/${id}`, { client: own, view });
  const dialog = page.locator('.ant-modal');
  await page.getByRole('button', { name: '暂停计时' }).click();
  await dialog.getByRole('combobox').click();
  await page.locator('.ant-select-item-option', { hasText: '等待来件人补充材料' }).click();
  await dialog.getByRole('textbox').fill('请补一张照片，说明具体位置。');
  await settled(page);
  await fits(page);
  await shot(page, 'pause-375');
  await dialog.getByRole('button', { name: '暂停计时' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '恢复计时' }).waitFor();
  await settled(page);
  await fits(page);
  await shot(page, 'paused-375');
  await page.getByRole('button', { name: '恢复计时' }).click();
  await page.getByRole('button', { name: '申请延期' }).click();
  await dialog.getByRole('textbox').fill('沥青要等三天才到。');
  await dialog.getByRole('button', { name: '申请延期' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/申请延期，等待/).waitFor();
  expect(faults).toEqual([]);

  const above = await open(`/requests/${id}`, { client: await worker() });
  await above.page.getByRole('button', { name: '审批申请' }).click();
  const decide = above.page.locator('.ant-modal');
  await decide.getByRole('radio', { name: '同意', exact: true }).check();
  await decide.getByRole('textbox').fill('雨天无法铺设，情况属实。');
  await settled(above.page);
  await fits(above.page);
  await shot(above.page, 'decide');
  await decide.getByRole('button', { name: '审批申请' }).click();
  await decide.waitFor({ state: 'detached' });
  await above.page
    .getByText(/批准延期/)
    .first()
    .waitFor();
  expect(above.faults).toEqual([]);

  const resident = await open('/portal', { view: phone });
  await follow(resident.page, code);
  await resident.page.getByText('为什么是这一天').click();
  expect(await main(resident.page)).toContain('经上级批准延期');
  await fits(resident.page);
  await shot(resident.page, 'portal-extended');
});

test('a petition is disputed without script, and the unit above annuls the answer', async () => {
  const { open } = stage.current;
  const { id, code } = await send('征地补偿少算了半亩，请求重新丈量。');
  const [own, above] = [await clerk(), await worker()];
  const ask = { version: await versionOf(own, id), kind: 'petition', reason: '属于申诉求决' } as const;
  await own.call(askTerm, { params: { id }, body: ask });
  const grant = { version: await versionOf(above, id), grant: true, reason: '同意按信访程序办理' };
  await above.call(decideTerm, { params: { id }, body: grant });
  await take(own, id);
  const opinion = {
    outcome: 'decline',
    facts: '台账记载面积与请求人所述不一致。',
    basis: '《信访工作条例》第三十二条',
  } as const;
  const answer = { version: await versionOf(own, id), text: '经核对台账，面积无误，不予支持。', opinion };
  await own.call(answerRequest, { params: { id }, body: answer });

  const { page, faults } = await open('/portal', { view: scriptless });
  await follow(page, code);
  expect(await main(page)).toContain('信访事项');
  await page.getByText('不服答复，请求复查').click();
  await page.getByLabel('哪里不服，为什么').fill('不');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByRole('alert').first().waitFor();
  await shot(page, 'portal-review');
  const scripted = await open('/portal', { view: phone });
  await follow(scripted.page, code);
  await scripted.page.getByText('不服答复，请求复查').click();
  await fits(scripted.page);
  await page.getByLabel('哪里不服，为什么').fill('台账与现场不一致，请到现场丈量。');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByText('已经提出').waitFor();
  expect(await page.getByText('不服答复，请求复查').count()).toBe(0);
  await shot(page, 'portal-review-asked');

  const office = await open('/requests?show=asked', { client: above });
  await office.page.getByRole('link', { name: /^征地补偿少算了半亩/ }).click();
  await office.page.getByRole('button', { name: '作出复查、复核意见' }).click();
  const dialog = office.page.locator('.ant-modal');
  await dialog.getByRole('radio', { name: '撤销原答复，重新办理' }).check();
  await dialog.getByRole('textbox').fill('未到现场丈量，事实不清，撤销原答复。');
  await settled(office.page);
  await fits(office.page);
  await shot(office.page, 'review');
  await dialog.getByRole('button', { name: '作出复查、复核意见' }).click();
  await dialog.waitFor({ state: 'detached' });
  await office.page.getByText('复查（复核）：撤销原答复，重新办理').waitFor();
  await settled(office.page);
  await shot(office.page, 'reviewed');
  expect(office.faults).toEqual([]);

  await page.getByRole('button', { name: '看最新进展' }).click();
  await page.getByRole('heading', { level: 1, name: '重新办理' }).waitFor();
  expect(await main(page)).toContain('未到现场丈量，事实不清，撤销原答复。');
  expect(faults).toEqual([]);
});
