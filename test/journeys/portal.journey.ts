/** The portal in a browser that runs no script: a resident sends a request, follows it by its code, and answers the answer. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveContact } from '#features/insight/publishing/contacts/contract.ts';
import { bodyFrom, plantArticle } from '#features/insight/publishing/factory.ts';
import { answerRequest, oneRequest, requestList, takeRequest } from '#features/service/requests/contract.ts';
import { requestPhotos } from '#features/service/requests/photos/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode } from '#test/harness/tree.ts';
import { photo } from '#test/harness/pictures.ts';
import { axeViolations, desktop, phone, scriptless, useStage, type View } from './stage.ts';

const stage = useStage();
let worker: Client;
let article: string;
beforeAll(async () => {
  const { as, tree, write } = stage.current;
  await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  worker = await as('township_worker', { at: tree.townshipA });
  const from = '2026-01-05T04:00:00Z';
  const body = bodyFrom([
    '# 主要做法',
    `${hostile} 账目逐条核对。当场回答提问！`,
    `没有空格的长字${'abcdefghij'.repeat(30)}`,
  ]);
  const title = '浦口村公布集体账目';
  ({ id: article } = await write((tx) =>
    plantArticle(tx, { unit: tree.townshipA, title, body, headline: true, from }),
  ));
  for (let n = 0; n < 21; n += 1)
    await write((tx) => plantArticle(tx, { unit: tree.townshipA, column: 'notices', title: `第 ${n} 号公告`, from }));
  const officer = await as('county_officer');
  const contact = { version: 0, phone: '0577-6700 0000', address: '人民路 1 号', hours: '工作日 8:30–17:00' };
  await officer.call(saveContact, { params: { id: tree.townshipA.id }, body: contact });
  await officer.call(saveContact, { params: { id: tree.branchA1.id }, body: contact });
});

const fill = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('求助').check();
  await page.getByLabel('事情在哪个村（社区）').selectOption({ label: '浦口村' });
  await page.getByLabel('属于哪一类').selectOption({ label: '路灯' });
  await page.getByLabel('说说是什么事').fill(text);
};
const send = async (page: Page, text: string): Promise<string> => {
  await page.goto('/portal');
  await page.getByRole('link', { name: '提一件诉求' }).click();
  await fill(page, text);
  await page.getByRole('button', { name: '提交诉求' }).click();
  await page.getByRole('heading', { name: '已经收到您的诉求' }).waitFor();
  return (await page.locator('.code').innerText()).trim();
};
const follow = async (page: Page, code: string): Promise<void> => {
  await page.goto('/portal');
  await page.getByRole('link', { name: '查办理进度' }).click();
  await page.getByLabel('查询码').fill(code);
  // The first button of the form belongs to nobody's eye: Enter follows, and changes no display.
  await page.keyboard.press('Enter');
};

/** The unit takes the newest request and answers it. */
const handle = async (answer: string): Promise<void> => {
  const { items } = await worker.call(requestList, { query: { show: 'open' } });
  const id =
    items
      .map((item) => item.id)
      .toSorted()
      .at(-1) ?? '';
  const params = { id };
  const versionNow = async (): Promise<number> => (await worker.call(oneRequest, { params })).version;
  await worker.call(takeRequest, { params, body: { version: await versionNow() } });
  await worker.call(answerRequest, { params, body: { version: await versionNow(), text: answer } });
};

const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();

test('a resident without script sends a request, reads the answer, sends it back once and accepts the next', async () => {
  const { page, faults } = await stage.current.open('/portal', { view: scriptless });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const code = await send(page, `村口路灯坏了三盏 ${hostile}`);
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);

  await follow(page, code.toLowerCase());
  await heading(page, '已收到');
  expect(await page.locator('main').innerText()).toContain(`村口路灯坏了三盏 ${hostile}`);

  await handle('已经更换两盏');
  await page.getByRole('button', { name: '看最新进展' }).click();
  await heading(page, '已答复');
  expect(await page.locator('main').innerText()).toContain('已经更换两盏');

  await page.getByText('不满意，要求重新办理').click();
  await page.getByLabel('哪里没有解决').fill('不');
  await page.getByRole('button', { name: '要求重新办理' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('哪里没有解决').inputValue()).toBe('不');
  await page.getByLabel('哪里没有解决').fill('还有一盏不亮');
  await page.getByRole('button', { name: '要求重新办理' }).click();
  await heading(page, '重新办理');

  await handle('三盏都已更换');
  await follow(page, code);
  await heading(page, '已答复');
  expect(await page.getByText('不满意，要求重新办理').count()).toBe(0);
  await page.getByRole('button', { name: '满意，办结' }).click();
  await heading(page, '已办结');

  expect(asked.filter((url) => url.includes(code.slice(0, 4)))).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(stage.current.address))).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('whoever reads without script finds an article by columns and by search, and an office’s telephone', async () => {
  const { page, faults } = await stage.current.open('/portal', { view: scriptless });
  await page.getByRole('link', { name: '新闻公告', exact: true }).click();
  await page.getByRole('link', { name: /^党建要闻/ }).click();
  await heading(page, '党建要闻');
  await page.getByRole('link', { name: '浦口村公布集体账目' }).click();
  await heading(page, '浦口村公布集体账目');
  expect(await page.locator('.text').innerText()).toContain(`${hostile} 账目逐条核对`);
  expect(await page.getByRole('button', { name: '朗读全文' }).count()).toBe(0);
  await page.getByText('更多', { exact: true }).first().click();
  await page.getByRole('link', { name: '搜索', exact: true }).click();
  await page.getByLabel('要找什么').fill('集体 账目');
  await page.keyboard.press('Enter');
  await page.getByText('共找到 1 篇').waitFor();
  await page.goto('/portal/columns/notices');
  expect(await page.locator('.titles li').count()).toBe(20);
  await page.getByRole('link', { name: '下一页' }).click();
  await page.getByText('第 2 页，共 2 页').waitFor();
  await page.getByText('更多', { exact: true }).first().click();
  await page.getByRole('link', { name: '组织机构', exact: true }).click();
  expect(await page.locator('a[href="tel:057767000000"]').first().innerText()).toBe('0577-6700 0000');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('where the browser can speak, an article offers to be read aloud', async () => {
  const { page, faults } = await stage.current.open('/portal', { view: desktop });
  await page.addInitScript(`window.said=[];window.SpeechSynthesisUtterance=function(text){this.text=text};
    Object.defineProperty(window,'speechSynthesis',{value:{speak:(u)=>{said.push(u.text);setTimeout(()=>u.onend(),0)},cancel(){}}})`);
  await page.goto(`/portal/articles/${article}`);
  const button = page.getByRole('button', { name: '朗读全文' });
  await button.click();
  // Asked by the debugger each time: what the page asks itself again and again would need `eval`, which its policy forbids.
  await expect.poll(() => page.evaluate<number>('said.length')).toBeGreaterThan(4);
  const said = (await page.evaluate<string[]>('said')).slice(0, 4);
  expect(said).toEqual(['浦口村公布集体账目。', '主要做法', `${hostile} 账目逐条核对。`, '当场回答提问！']);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('reloading the page of thanks sends nothing twice', async () => {
  const { page } = await stage.current.open('/portal', { view: scriptless });
  const code = await send(page, '水管漏水，没人来修');
  const before = (await worker.call(requestList, { query: { show: 'all' } })).total;
  await page.reload();
  expect((await page.locator('.code').innerText()).trim()).toBe(code);
  expect((await worker.call(requestList, { query: { show: 'all' } })).total).toBe(before);
  await page.context().close();
});

test('what is missing is said beside the fields, and larger letters or English lose nothing of what was typed', async () => {
  const { page } = await stage.current.open('/portal/requests/new', { view: scriptless });
  await page.getByLabel('说说是什么事').fill('只写了内容');
  await page.getByLabel('您的姓名').fill('林某某');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByText('错误：必填').count()).toBe(3);
  await page.getByRole('button', { name: '长辈版' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Send a request' }).waitFor();
  expect(await page.getByLabel('Tell what it is').inputValue()).toBe('只写了内容');
  expect(await page.getByLabel('Your name').inputValue()).toBe('林某某');
  expect(await page.locator('html').getAttribute('data-size')).toBe('large');
  await page.goto('/portal/requests/follow');
  await page
    .getByRole('link', { name: '中文' })
    .or(page.getByRole('button', { name: '中文' }))
    .click();
  await heading(page, '查办理进度');
  await page.context().close();
});

/** Below 44 pixels (60 in large letters) a thumb misses. Links in a line of text are read, not aimed at. */
const smallTargets = (
  least: number,
): string => `[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .map((each) => each.closest('label') ?? each)
  .filter((each) => !each.closest('p, .summary, [aria-hidden]') && !each.classList.contains('skip'))
  .filter((each) => each.getBoundingClientRect().height > 0 && each.getBoundingClientRect().height < ${least})
  .map((each) => each.outerHTML.slice(0, 120))`;

describe('every page of the portal is accessible', () => {
  const looks: readonly (readonly [string, View, string])[] = [
    ['on the desktop', desktop, 'zh'],
    ['on the phone', phone, 'zh'],
    ['in English', phone, 'en'],
    ['in large letters', phone, 'zh.large'],
    ['on the narrowest phone in large letters', { ...phone, width: 320 }, 'en.large'],
    ['in high contrast', desktop, 'zh.contrast'],
  ];
  const check = async (page: Page, view: View, cookie: string): Promise<void> => {
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate<string[]>(smallTargets(cookie.includes('large') ? 60 : 44))).toEqual([]);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(view.width + 1);
  };

  test.each(looks)('%s', async (_name, view, cookie) => {
    const { page, faults } = await stage.current.open('/portal', { view });
    await page.context().addCookies([{ name: 'zhibu_view', value: cookie, url: `${stage.current.address}/portal` }]);
    const reading = [
      '/columns',
      '/columns/news',
      `/articles/${article}`,
      '/search?q=浦口',
      '/organisations',
      '/sitemap',
    ];
    const pages = [
      '',
      '/requests/new',
      '/requests/follow',
      '/nowhere',
      '/privacy',
      '/accessibility',
      '/wishes',
      '/wishes/new',
      '/wishes/follow',
      ...reading,
    ];
    for (const path of pages.map((each) => `/portal${each}`)) {
      await page.goto(path);
      await check(page, view, cookie);
    }
    // With everything wrong, then sent, answered and followed.
    await page.goto('/portal/requests/new');
    await page.locator('button.main').click();
    await page.getByRole('alert').waitFor();
    await check(page, view, cookie);
    await page.locator('input[value=help]').check();
    await page.locator('#f-areaId').selectOption({ label: '浦口村' });
    await page.locator('#f-category').selectOption('roads');
    await page.locator('#f-text').fill(`没有空格的长字${'abcdefghij'.repeat(30)}`);
    await page.locator('button.main').click();
    const code = (await page.locator('.code').innerText()).trim();
    await check(page, view, cookie);
    await handle('已经办好');
    await page.goto('/portal/requests/follow');
    await page.locator('#f-code').fill(code);
    await page.locator('button.main').click();
    await page.locator('.way').waitFor();
    for (const each of await page.locator('summary').all()) await each.click();
    await check(page, view, cookie);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

test('photos are added without script, seen by the unit, and one that is none says so', async () => {
  const shots = process.env['ZHIBU_SHOTS'];
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const { page, faults } = await stage.current.open('/portal', { view: scriptless });
  const code = await send(page, '桥栏杆断了一截，照片附后。');
  const buffer = await photo(1200, 800, 6);
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-photos-'));
  // By their paths: to hand over bytes the browser would have to run a script.
  const file = (name: string, bytes: Buffer): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  await page.getByLabel('选照片').setInputFiles([file('IMG_1.jpg', buffer), file('IMG_2.jpg', buffer)]);
  if (shots) await page.screenshot({ path: `${shots}/photos-sent-375.png`, fullPage: true });
  await page.getByRole('button', { name: '加照片' }).click();
  await page.getByText('照片已收到').waitFor();
  await page.getByRole('link', { name: /^照片 2（/ }).waitFor();
  if (shots) await page.screenshot({ path: `${shots}/photos-follow-375.png`, fullPage: true });
  await page.getByLabel('选照片').setInputFiles([file('说明.jpg', Buffer.from('不是照片'))]);
  await page.getByRole('button', { name: '加照片' }).click();
  await page.getByText('第 1 张不是 JPG、PNG 或 WebP 照片').first().waitFor();
  await follow(page, code);
  await page.getByRole('link', { name: /^照片 1（/ }).waitFor();

  // Whoever looks for faults needs a script of its own, in a browser that runs one.
  const seen = await stage.current.open('/portal', { view: phone });
  await follow(seen.page, code);
  await seen.page.getByRole('link', { name: /^照片 1（/ }).waitFor();
  expect(await axeViolations(seen.page)).toEqual([]);

  const { items } = await worker.call(requestList, { query: { show: 'open' } });
  const ids = items.map((item) => item.id).toSorted();
  const id = ids.at(-1) ?? '';
  expect((await worker.call(requestPhotos, { params: { id } })).items).toHaveLength(2);
  const office = await stage.current.open(`/requests/${id}`, { client: worker });
  const height = `document.querySelector('img[alt="群众提交的照片 1"]')?.naturalHeight ?? 0`;
  await expect.poll(() => office.page.evaluate<number>(height), { timeout: 20_000 }).toBe(1200);
  expect(await axeViolations(office.page)).toEqual([]);
  if (shots) await office.page.screenshot({ path: `${shots}/photos-office.png`, fullPage: true });
  const small = await stage.current.open(`/requests/${id}`, { client: worker, view: { ...phone, name: 'narrow' } });
  await small.page.getByRole('img', { name: '群众提交的照片 1' }).waitFor();
  expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await small.page.screenshot({ path: `${shots}/photos-office-375.png`, fullPage: true });
  expect([...faults, ...office.faults, ...small.faults]).toEqual([]);
});
