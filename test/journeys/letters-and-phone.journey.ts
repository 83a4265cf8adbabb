/** A letter that is dropped on the desk, a petition without script, and a handler who answers on the way. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { followRequest, oneRequest, requestList, sendRequest } from '#features/service/requests/contract.ts';
import { requestPhotos } from '#features/service/requests/photos/contract.ts';
import { wordText } from '#test/files/word.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { photo } from '#test/harness/pictures.ts';
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
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
  if (shots) await page.screenshot({ path: `${shots}/ends-${name}.png`, fullPage: true });
};
const pick = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).fill(option);
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
};

const lines = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
const letter = (picture: Buffer): Buffer =>
  Buffer.from(
    [
      `From: =?utf-8?B?${Buffer.from('林某某').toString('base64')}?= <lin@example.com>`,
      `Subject: =?utf-8?B?${Buffer.from('路灯坏了').toString('base64')}?=`,
      'Date: Thu, 26 Nov 2026 02:30:00 +0800',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      lines(
        Buffer.from(
          '<style>p{color:red}</style><p>村口的灯不亮。<img src="http://127.0.0.1:9/pixel.gif"></p><script>alert(1)</script><p>请来修一修。</p>',
        ),
      ),
      '--b',
      'Content-Type: image/jpeg; name=lamp.jpg',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=lamp.jpg',
      '',
      lines(picture),
      '--b--',
    ].join('\r\n'),
  );

test('a letter is read on the desk, entered with its words, and its photo is added by the code', async () => {
  const { page, faults } = await stage.current.open('/requests/enter', { client: clerk });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('radio', { name: '电子邮件' }).check();
  const file = page.getByLabel('来信文件');
  await file.setInputFiles({ name: 'x.eml', mimeType: 'message/rfc822', buffer: Buffer.from([0, 1, 2, 3]) });
  await page.getByRole('alert').waitFor();
  const buffer = letter(await photo(2400, 1600));
  await file.setInputFiles({ name: 'letter.eml', mimeType: 'message/rfc822', buffer });
  await page.getByText('lin@example.com').waitFor();
  expect(await page.getByLabel('诉求内容').inputValue()).toBe('路灯坏了\n村口的灯不亮。\n请来修一修。');
  expect(await page.getByLabel('群众姓名').inputValue()).toBe('林某某');
  // Nothing of it has left the machine, and nothing was fetched for it.
  expect(asked.filter((url) => url.includes('pixel') || url.includes('/api/requests/enter'))).toEqual([]);
  await pick(page, '所在村（社区）', '浦口村');
  await pick(page, '类别', '路灯');
  await page.getByRole('radio', { name: '求助' }).check();
  await shoot(page, 'letter');
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await page.getByText('请回信到 lin@example.com').waitFor();
  await page.getByRole('button', { name: '把信里的 1 张照片加到诉求' }).click();
  await page.getByText('已加 1 张照片').waitFor();
  await shoot(page, 'letter-slip');
  const { items } = await clerk.call(requestList, { query: { show: 'own' } });
  const id = items[0]?.id ?? '';
  const [kept] = (await clerk.call(requestPhotos, { params: { id } })).items;
  expect(kept).toMatchObject({ width: 1600, height: 1067 });
  expect((await clerk.call(oneRequest, { params: { id } })).channel).toBe('email');
  expect(faults).toEqual([]);

  const small = await stage.current.open('/requests/enter', { client: clerk, view: phone });
  await small.page.getByRole('radio', { name: '电子邮件' }).check();
  await small.page.getByLabel('来信文件').setInputFiles({ name: 'a.eml', mimeType: 'message/rfc822', buffer });
  await small.page.getByText('lin@example.com').waitFor();
  await shoot(small.page, 'letter-375');
  expect(small.faults).toEqual([]);
});

test('a handler marks, answers point by point and talks on the phone; a resident declares a petition without script', async () => {
  const { nobody, open } = stage.current;
  const text = `${hostile}村口路灯坏了三盏。自来水经常停。`;
  const { code, id } = await nobody.call(sendRequest, {
    body: { kind: 'help', category: 'roads', areaId: village.id, text },
  });

  const resident = await open('/portal/requests/follow', { view: scriptless });
  await resident.page.getByLabel('查询码').fill(code);
  await resident.page.keyboard.press('Enter');
  await resident.page.getByText('改为信访事项').click();
  if (shots) await resident.page.screenshot({ path: `${shots}/ends-declare-375.png`, fullPage: true });
  await resident.page.getByRole('button', { name: '声明为信访事项' }).click();
  await resident.page.getByText('已经声明为信访事项').waitFor();

  const { page, faults } = await open('/m/requests', { client: clerk, view: phone });
  await shoot(page, 'phone-list');
  await page.getByRole('link', { name: /村口路灯坏了三盏/ }).click();
  await page.getByText('信访事项', { exact: true }).waitFor();
  await page.getByRole('button', { name: '受理', exact: true }).click();
  await page.getByRole('button', { name: '标出诉求点' }).click();
  await shoot(page, 'phone-points');
  await page.getByRole('button', { name: '保存诉求点' }).click();
  await page.getByText('可能是诉求点').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '答复', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '答复群众' });
  await sheet.getByLabel('答复内容').fill('路灯已经修好。停水由县供水公司处理。');
  const point = (name: string) => sheet.getByRole('group', { name, exact: true });
  await point('第 1 点').getByRole('checkbox', { name: '路灯已经修好。' }).check();
  await sheet.getByLabel('处理意见').selectOption({ index: 1 });
  await sheet.getByLabel('事实和理由').fill('经查，路灯线路老化。');
  await sheet.getByLabel('法律法规依据').fill('《信访工作条例》第三十二条');
  await sheet.getByRole('button', { name: '答复', exact: true }).click();
  await sheet.getByText('这一点还没有答复').first().waitFor();
  await shoot(page, 'phone-answering');
  await point('第 2 点').getByRole('checkbox', { name: '停水由县供水公司处理。' }).check();
  await sheet.getByRole('button', { name: '答复', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.getByText('已答复').first().waitFor();
  await page.getByText('办理过程').click();
  await page.getByText('见答复第 2 句').waitFor();
  await shoot(page, 'phone-answered');
  expect(faults).toEqual([]);
  const { entries } = await nobody.call(followRequest, { query: { code } });
  expect(entries.at(-1)?.points).toMatchObject([
    { sentences: ['路灯已经修好。'] },
    { sentences: ['停水由县供水公司处理。'] },
  ]);
  expect((await clerk.call(oneRequest, { params: { id } })).clock.procedure).toBe('petition');

  // The opinion, by the link of the page; no script, no account.
  await resident.page.getByRole('button', { name: '看最新进展' }).click();
  const opinion = resident.page.getByRole('link', { name: '下载处理意见书' });
  const href = (await opinion.getAttribute('href')) ?? '';
  if (shots) await resident.page.screenshot({ path: `${shots}/ends-opinion-375.png`, fullPage: true });
  const reply = await stage.current.app.inject({ url: href });
  expect(await wordText(reply.rawPayload)).toContain('经查，路灯线路老化。');
  expect(resident.faults).toEqual([]);

  // As the axe sees the new pages of the portal.
  const seen = await open('/portal/rate', { view: phone });
  await shoot(seen.page, 'rate-375');
  await seen.page.goto('/portal/requests/new');
  await shoot(seen.page, 'send-375');
  expect(seen.faults).toEqual([]);
});
