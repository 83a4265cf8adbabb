/** What comes to a desk: a printed form entered by its number, and a resident without messages who signs in by a code from there. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { requestList, sendRequest } from '#features/service/requests/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { axeViolations, phone, scriptless, settled, useStage } from './stage.ts';

const stage = useStage();
let village: Node;
let clerk: Client;
beforeAll(async () => {
  const { as, tree, write } = stage.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  clerk = await as('department_handler', { at: village });
});

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shoot = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/intake-${name}.png`, fullPage: true });
};
const narrow = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth');
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();
const pick = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).fill(option);
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
};
const total = async (): Promise<number> => (await clerk.call(requestList, { query: { show: 'all' } })).total;

test('a form is printed, filled in by hand, entered once by its number, and followed by the code on its slip', async () => {
  const { page, faults } = await stage.current.open('/requests', { client: clerk });
  await page.getByRole('link', { name: '印制登记表' }).click();
  await page.getByLabel('张数').fill('2');
  await page.getByRole('button', { name: /^生\s*成$/ }).click();
  await page.getByText('已生成 2 张，请打印').waitFor();
  await shoot(page, 'forms');
  const sheet = page.getByRole('article').first();
  const text = await sheet.innerText();
  const number = /编号\s*([2-9A-Z]{4}-[2-9A-Z]{4})/.exec(text)?.[1] ?? '';
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text)?.[0] ?? '';
  expect([number, code]).not.toContain('');
  // On paper stand the sheets alone, each on a page of its own.
  await page.emulateMedia({ media: 'print' });
  const printed = await page.locator('body').innerText();
  expect(printed).not.toContain('已生成 2 张');
  expect(printed).not.toContain('重置');
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
  if (shots) await page.pdf({ path: `${shots}/intake-forms.pdf` });
  await page.emulateMedia({ media: 'screen' });

  // The square on the sheet opens the page with its number.
  await page.goto(`/requests/enter?form=${number}`);
  await page.getByLabel('诉求内容').waitFor();
  expect(await page.getByLabel('登记表编号').inputValue()).toBe(number);
  await pick(page, '所在村（社区）', '浦口村');
  await pick(page, '类别', '路灯');
  await page.getByRole('radio', { name: '求助' }).check();
  await page.getByLabel('诉求内容').fill(`村口路灯坏了三盏 ${hostile}`);
  await page.getByLabel('群众姓名').fill('林某某');
  await page.getByLabel('代办人').fill('王某（网格员）');
  await shoot(page, 'enter');
  // What has been typed is still there when somebody is called away.
  await page.waitForTimeout(1_500);
  await page.reload();
  await page.getByRole('button', { name: '继续填写' }).click();
  await expect.poll(() => page.getByLabel('诉求内容').inputValue()).toBe(`村口路灯坏了三盏 ${hostile}`);
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await heading(page, '已登记');
  expect(await page.getByText(code).count()).toBe(1);
  await shoot(page, 'slip');
  expect(await total()).toBe(1);

  // The same sheet once more: said beside the field, and nothing is entered.
  await page.goto('/requests/enter');
  await page.getByRole('radio', { name: '纸质登记表' }).check();
  await page.getByLabel('登记表编号').fill(number.toLowerCase().replace('-', ' '));
  await pick(page, '所在村（社区）', '浦口村');
  await pick(page, '类别', '路灯');
  await page.getByRole('radio', { name: '求助' }).check();
  await page.getByLabel('诉求内容').fill('又录了一遍这张登记表');
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await page.getByText('这张登记表已经录入').first().waitFor();
  await shoot(page, 'used');
  expect(await total()).toBe(1);
  expect(faults).toEqual([]);

  const resident = await stage.current.open('/portal/requests/follow', { view: scriptless });
  await resident.page.getByLabel('查询码').fill(code.replaceAll('-', ''));
  await resident.page.keyboard.press('Enter');
  await heading(resident.page, '已收到');
  const followed = await resident.page.locator('main').innerText();
  expect(followed).toContain(`村口路灯坏了三盏 ${hostile}`);
  expect(followed).toContain('纸质登记表');
  expect(followed).toContain('王某（网格员）');
  expect(resident.faults).toEqual([]);

  const small = await stage.current.open('/requests/enter', { client: clerk, view: phone });
  await shoot(small.page, 'enter-375');
  expect(await narrow(small.page)).toBeLessThanOrEqual(375);
  await small.page.goto('/requests/forms');
  await small.page.getByRole('button', { name: /^生\s*成$/ }).click();
  await small.page.getByText('已生成 10 张，请打印').waitFor();
  await shoot(small.page, 'forms-375');
  expect(await narrow(small.page)).toBeLessThanOrEqual(375);
  expect(small.faults).toEqual([]);
});

test('a resident without messages signs in by a code from the desk and finds the own requests', async () => {
  const { open, nobody } = stage.current;
  const before = await nobody.call(sendRequest, {
    body: { kind: 'consult', category: 'roads', areaId: village.id, text: '以前提的事情，没有进入' },
  });
  const { page, faults } = await open('/portal', { view: scriptless });
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByLabel('手机号').fill('138 0000 1234');
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('请到村（社区）服务台办理').first().waitFor();

  const desk = await open('/residents/desk', { client: clerk });
  await desk.page.getByLabel('手机号').fill('13800001234');
  await desk.page.getByRole('button', { name: '生成验证码' }).click();
  await desk.page.getByText('请当面交给本人').waitFor();
  await shoot(desk.page, 'desk');
  const code = /\b\d{6}\b/.exec(await desk.page.locator('main strong').innerText())?.[0] ?? '';

  await page.getByRole('link', { name: '有服务台给的验证码' }).click();
  await page.getByLabel('手机号').fill('138 0000 1234');
  await page.getByLabel('验证码').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.getByText('验证码不对或已过期').first().waitFor();
  expect(await page.getByLabel('手机号').inputValue()).toBe('138 0000 1234');
  await page.getByLabel('验证码').fill(code);
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.getByRole('link', { name: '我的诉求' }).click();
  await page.getByText('已用 138****1234 进入').waitFor();
  await page.getByText('这里还没有诉求').waitFor();

  await page.goto('/portal/requests/new');
  await page.getByLabel('求助').check();
  await page.getByLabel('事情在哪个村（社区）').selectOption({ label: '浦口村' });
  await page.getByLabel('属于哪一类').selectOption({ label: '路灯' });
  await page.getByLabel('说说是什么事').fill('进入以后提的路灯的事');
  await page.getByRole('button', { name: '提交诉求' }).click();
  await heading(page, '已经收到您的诉求');
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('heading', { name: '求助 · 浦口村' }).waitFor();
  await page.getByText('把以前提的诉求归到这里').click();
  await page.getByLabel('查询码').fill('AAAA-AAAA-AAAA');
  await page.getByRole('button', { name: '归过来' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('查询码').fill(before.code.toLowerCase());
  await page.getByRole('button', { name: '归过来' }).click();
  await page.getByRole('link', { name: '我的诉求' }).click();
  expect(await page.locator('li.card').count()).toBe(2);
  if (shots) await page.screenshot({ path: `${shots}/intake-mine.png`, fullPage: true });
  // Opened from the list, without typing the code.
  await page.locator('li.card', { hasText: '求助' }).getByRole('button', { name: '查看' }).click();
  await heading(page, '已收到');
  expect(await page.locator('main').innerText()).toContain('进入以后提的路灯的事');

  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByText('账号', { exact: true }).click();
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await page.getByText('已退出').waitFor();
  await page.getByRole('link', { name: '我的', exact: true }).click();
  await page.getByRole('button', { name: '获取验证码' }).waitFor();
  expect(await page.locator('main').innerText()).not.toContain('浦口村');
  expect([...faults, ...desk.faults]).toEqual([]);

  // As the axe and the eye see it, in a browser that runs a script.
  const seen = await open('/portal/mine', { view: phone });
  await shoot(seen.page, 'mine-enter');
  await seen.page.goto('/portal/mine/enter');
  await shoot(seen.page, 'mine-code');
  expect(await narrow(seen.page)).toBeLessThanOrEqual(375);
  const small = await open('/residents/desk', { client: clerk, view: phone });
  await shoot(small.page, 'desk-375');
  expect(await narrow(small.page)).toBeLessThanOrEqual(375);
  expect([...seen.faults, ...small.faults]).toEqual([]);
});
