/** Learning records: a program is entered in the office, sends what a learner did, and the learner alone reads it on the phone. */
import { mkdirSync } from 'node:fs';
import XAPI from '@xapi/xapi';
import { expect, test } from 'vitest';
import { axeViolations, desktop, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

test('a program is entered, and its records reach the learner alone', async () => {
  const { as, open } = stage.current;
  const admin = await as('system_admin');
  const office = await open('/education/records', { client: admin, view: desktop });
  const { page } = office;
  await page.getByRole('button', { name: '登记程序' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByLabel('程序名称').fill('县委党校在线课件');
  await dialog.getByLabel('联系单位').fill('县委党校信息科 0577-67220000');
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/records-add.png` });
  await dialog.getByRole('button', { name: '登记程序' }).click();
  await dialog.getByText('密钥只显示这一次').waitFor();
  const [account, key] = await dialog.locator('code').allInnerTexts();
  if (shots) await page.screenshot({ path: `${shots}/records-key.png` });
  await dialog.getByRole('button', { name: '已抄好' }).click();

  const learner = await as('member');
  const pocket = await open('/m/study/records', { client: learner, view: phone });
  await pocket.page.getByText('还没有学习记录').waitFor();
  if (shots) await pocket.page.screenshot({ path: `${shots}/records-phone-empty.png`, fullPage: true });
  await pocket.page.getByText('给别的程序读').click();
  const name = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(
    await pocket.page.locator('main, body').first().innerText(),
  )?.[0];
  const homePage = 'https://330324.zhibu.invalid';
  const xapi = new XAPI({
    endpoint: `${new URL(page.url()).origin}/xapi/`,
    auth: XAPI.toBasicAuth((account ?? '').trim(), (key ?? '').trim()),
    adapter: 'fetch',
  });
  const sent = (course: string) => ({
    actor: { objectType: 'Agent', account: { homePage, name: name ?? '' } } as const,
    verb: { id: 'http://adlnet.gov/expapi/verbs/completed', display: { 'zh-CN': '学完了' } },
    object: {
      id: `https://dangxiao.example.cn/${encodeURIComponent(course)}`,
      definition: { name: { 'zh-CN': course } },
    },
    result: { completion: true, duration: 'PT20M' },
  });
  await xapi.sendStatements({ statements: [sent('党章导读：党员的义务和权利'), sent('手机和网络上的保密')] });

  await pocket.page.reload();
  await pocket.page.getByText('学完了 手机和网络上的保密').waitFor();
  await settled(pocket.page);
  expect(await axeViolations(pocket.page)).toEqual([]);
  expect(await pocket.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  if (shots) await pocket.page.screenshot({ path: `${shots}/records-phone.png`, fullPage: true });
  await pocket.page.getByText('学完了 手机和网络上的保密').click();
  await pocket.page.getByText('PT20M').waitFor();
  if (shots) await pocket.page.screenshot({ path: `${shots}/records-phone-original.png` });
  await pocket.page.keyboard.press('Escape');
  await pocket.page.getByText('给别的程序读').click();
  await pocket.page.getByRole('button', { name: '发放密钥' }).click();
  await pocket.page.getByText('密钥只显示这一次').waitFor();
  expect(await axeViolations(pocket.page)).toEqual([]);
  if (shots) await pocket.page.screenshot({ path: `${shots}/records-phone-key.png` });

  const large = await open('/m/study/records', { client: learner, view: elder });
  await large.page.getByText('学完了 手机和网络上的保密').waitFor();
  expect(await axeViolations(large.page)).toEqual([]);
  if (shots) await large.page.screenshot({ path: `${shots}/records-elder.png`, fullPage: true });

  // Somebody else of the same branch, and the office: nothing of it.
  const other = await open('/m/study/records', { client: await as('member'), view: phone });
  await other.page.getByText('还没有学习记录').waitFor();
  await page.reload();
  await page.getByText('县委党校在线课件').waitFor();
  if (shots) await page.screenshot({ path: `${shots}/records-office.png` });
  const narrow = await open('/education/records', { client: admin, view: { ...phone, name: 'narrow' } });
  await narrow.page.getByText('县委党校在线课件').first().waitFor();
  expect(await axeViolations(narrow.page)).toEqual([]);
  if (shots) await narrow.page.screenshot({ path: `${shots}/records-office-narrow.png`, fullPage: true });
  expect([...office.faults, ...pocket.faults, ...large.faults]).toEqual([]);
});
