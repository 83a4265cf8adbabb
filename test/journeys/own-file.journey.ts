import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { desktop, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();

test('a member sees the own file and who opened it, asks for a correction, and reads the answer', async () => {
  const { as, open, tree, write, county } = stage.current;
  const fields = { name: '汤小满', phone: '13957701234', nativePlace: '浙江青田' };
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields }));
  const person = { ...made, name: fields.name, branch: tree.branchA1 };
  const secretary = await as('branch_secretary');

  const { page: office, faults: officeFaults } = await open(`/m/members?q=${encodeURIComponent(fields.name)}`, {
    client: secretary,
    view: phone,
  });
  await office.getByRole('link', { name: /汤小满/ }).click();
  await office.getByText('139****1234').waitFor({ state: 'attached' });

  const { page, faults } = await open('/m/file', { client: await as('member', { person }), view: phone });
  await page.getByText(fields.name).first().waitFor();
  await page.getByText('联系方式').click();
  await page.getByText('139****1234').waitFor();
  await page.getByRole('switch', { name: /显示完整信息/ }).click();
  await page.getByText('13957701234').waitFor();

  await page.getByRole('link', { name: '谁看过我的档案' }).click();
  await page.getByText('打开了档案').waitFor();
  await page.getByText('党支部书记').waitFor();

  await page.goto('/m/file/corrections/new?section=basic');
  await page.getByLabel('哪一项有误').selectOption({ label: '籍贯' });
  await page.getByText('浙江青田').waitFor();
  await page.getByLabel('正确的内容').fill('浙江永嘉');
  await page.getByLabel('更正理由').fill('户口簿上是永嘉');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL('**/m/file/corrections');
  await page.getByText('待办理').waitFor();

  await office.goto('/m/');
  await office.getByRole('link', { name: /汤小满申请更正籍贯/ }).click();
  await office.getByRole('button', { name: '同意汤小满的籍贯更正' }).click();
  await office.getByRole('dialog').locator('button[type=submit]').click();
  await office.getByText('没有待办理的更正申请').waitFor();

  await page.reload();
  await page.getByText('已同意').waitFor();
  await page.goto('/m/file/history');
  await page.getByText('“浙江青田”改为“浙江永嘉”').waitFor();
  await page.goto('/m/file');
  await page.getByText('浙江永嘉').waitFor();
  await settled(page);
  expect([...faults, ...officeFaults]).toEqual([]);
});

test('a request can be taken back, and a wrong value is said at its field', async () => {
  const { as, open, tree, write, county } = stage.current;
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { phone: '13957705678' } }));
  const member = await as('member', { person: { ...made, name: '', branch: tree.branchA1 } });
  const { page, faults } = await open('/m/file/corrections/new?field=phone', { client: member, view: elder });
  await page.getByLabel('正确的内容').fill('12345');
  await page.getByLabel('更正理由').fill('换了号码');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('手机号码格式不正确').waitFor();
  await page.getByLabel('正确的内容').fill('13957709999');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL('**/m/file/corrections');
  await page.getByRole('button', { name: /^撤回申请/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回申请' }).click();
  await page.getByText('本人已撤回').waitFor();
  expect(faults).toEqual([]);
});

test('the own branch names its officers; an account without a file says so', async () => {
  const { as, open, tree } = stage.current;
  const { page } = await open('/m/branch', { client: await as('member'), view: phone });
  await page.getByText(tree.branchA1.name).first().waitFor();
  const { page: none } = await open('/m/file', { client: await as('resident'), view: phone });
  await none.getByText('您没有查看此页的权限').waitFor();
});

const smallestText = `Math.min(...[...document.querySelectorAll('body *')]
  .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== ''))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))`;

const smallestTarget = `Math.min(...[...document.querySelectorAll('main a, main button, main input, main select, main summary, nav a')]
  .filter((e) => e.checkVisibility())
  .map((e) => e.getBoundingClientRect().height))`;

test.each(['/m/', '/m/file', '/m/file/corrections', '/m/branch', '/m/me'])(
  '%s keeps large type and targets in the elder view, at the width of the smallest phones',
  async (path) => {
    const { as, open } = stage.current;
    const { page } = await open(path, { client: await as('member'), view: { ...elder, width: 320 } });
    expect(await page.evaluate<number>(smallestText)).toBeGreaterThanOrEqual(18);
    expect(await page.evaluate<number>(smallestTarget)).toBeGreaterThanOrEqual(60);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  },
);

test('the bare address leads a phone to its pages and a desktop to the office', async () => {
  const { open, address } = stage.current;
  const { page } = await open('/', { view: desktop });
  expect(new URL(page.url()).pathname).toBe('/');
  const iPhone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
  const reply = await fetch(address, { redirect: 'manual', headers: { 'user-agent': iPhone } });
  expect(reply.headers.get('location')).toBe('/m/');
});
