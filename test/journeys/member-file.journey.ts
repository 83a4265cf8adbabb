/** A secretary's everyday act: find a member, mend the phone, see who changed what, look at a number with a reason. */
import { beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { makeMember } from '#features/base/members/factory.ts';
import { editMember, memberFile, type MemberFields } from '#features/base/members/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { axeViolations, type Opened, settled, useStage } from './stage.ts';

const stage = useStage();
/** What changed is told to open pages by the outbox. */
beforeAll(() => stage.current.work());

const plantMember = (name: string, phone: string) =>
  stage.current.write((tx) =>
    makeMember(tx, stage.current.county, { branch: stage.current.tree.branchA1, fields: { name, phone } }),
  );

const find = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: '查找' }).fill(text);
  await page.keyboard.press('Enter');
  await settled(page);
};

test('a secretary finds a member by initials, mends the phone and sees the change', async () => {
  const client = await stage.current.as('branch_secretary');
  const member = await plantMember('单雄信', '13957701234');
  await plantMember('曾国安', '13957705678');
  const { page, faults } = await stage.current.open('/members', { client });

  await find(page, 'sxx');
  expect(page.url()).toContain('q=sxx');
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('link', { name: '单雄信' }).click();
  await page.getByRole('heading', { level: 1, name: /单雄信/ }).waitFor();

  await page.getByRole('button', { name: '修改联系方式' }).click();
  const phone = page.getByLabel('手机号码', { exact: true });
  expect(await phone.inputValue(), 'an input never holds a mask').toBe('');
  await phone.fill('1395770');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('手机号码格式不正确').waitFor();
  expect(await phone.inputValue()).toBe('1395770');
  // A frame after the words.
  const wrong = await phone.getAttribute('id');
  await expect.poll(() => page.locator(':focus').getAttribute('id')).toBe(wrong);
  expect(await axeViolations(page)).toEqual([]);

  await phone.fill('13812345678');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('138****5678').waitFor();
  const { fields } = await client.call(memberFile, { params: { id: member.id } });
  expect(fields.phone).toBe('138****5678');

  await page.getByRole('tab', { name: '变更记录' }).click();
  const change = page.getByRole('row', { name: /手机号码/ }).first();
  await change.waitFor();
  expect(await change.innerText()).toMatch(/139\*{4}1234.*138\*{4}5678/s);
  expect(faults).toEqual([]);
});

test('a number that is looked for stands in no address, and is found all the same', async () => {
  const client = await stage.current.as('branch_secretary');
  const number = '13957702468';
  await plantMember('尉迟敬', number);
  const { page, faults } = await stage.current.open('/members', { client });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await find(page, '139 5770 2468');
  await page.getByText('共 1 条').waitFor();
  // The one condition in force can be taken away again, by a button that says so in Chinese.
  expect(await page.getByRole('button', { name: '清除', exact: true }).count()).toBe(1);
  await page.getByRole('link', { name: '尉迟敬' }).click();
  await page.getByRole('heading', { level: 1, name: /尉迟敬/ }).waitFor();
  await page.goBack();
  await page.getByText('共 1 条').waitFor();
  expect(await page.getByRole('textbox', { name: '查找' }).inputValue()).toBe('139 5770 2468');
  // An address that somebody kept from before loses it as well.
  await page.goto(`/members?q=${number}&order=desc`);
  await page.getByText('共 1 条').waitFor();
  await expect.poll(() => page.url()).toMatch(/order=desc/);
  expect(page.url()).not.toContain(number);
  asked.splice(
    asked.findIndex((address) => address.includes('/members?q=')),
    1,
  );
  expect(
    asked.filter((address) =>
      /\d(\D{0,3}\d){10}/.test(new URL(address).search.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')),
    ),
  ).toEqual([]);
  expect(faults).toEqual([]);
});

test('a full value is shown for a reason, and hides itself again on demand', async () => {
  const client = await stage.current.as('branch_secretary');
  const member = await plantMember('欧阳立新', '13957709999');
  const { page, faults } = await stage.current.open(`/members/${member.id}`, { client });
  await page.getByText('139****9999').waitFor();

  await page.getByRole('button', { name: '查看手机号码的完整内容' }).click();
  const show = page.getByRole('button', { name: '查看完整内容', exact: true });
  await show.last().waitFor();
  expect(await show.last().isDisabled(), 'no look without a reason').toBe(true);
  await page.getByLabel('理由').fill('通知召开支部党员大会');
  await show.last().click();
  await page.getByText('13957709999').waitFor();
  await page.getByRole('button', { name: '隐藏' }).click();
  await page.getByText('139****9999').waitFor();
  expect(await page.getByText('13957709999').count()).toBe(0);
  expect(faults).toEqual([]);
});

/** The file's page once it listens: what changed before would not reach it. */
const openListening = async (id: string, client: Client): Promise<Opened> => {
  const { live } = stage.current.county;
  const others = live.size;
  const opened = await stage.current.open(`/members/${id}`, { client });
  await expect.poll(() => live.size, { timeout: 20_000 }).toBeGreaterThan(others);
  return opened;
};

/** A colleague changes the file, and the open page has fetched it anew by its live connection. */
const changeBeside = async (page: Page, colleague: Client, id: string, fields: MemberFields): Promise<void> => {
  const { version } = await colleague.call(memberFile, { params: { id } });
  const refreshed = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith(`/members/${id}`));
  await colleague.call(editMember, { params: { id }, body: { version, fields } });
  await (await refreshed).finished();
  await settled(page);
};

test('somebody else’s newer state is put beside what was typed, and nothing is lost', async () => {
  const client = await stage.current.as('branch_secretary');
  const colleague = await stage.current.as('branch_secretary');
  const member = await plantMember('司马海燕', '13957708888');
  const { page, faults } = await openListening(member.id, client);
  await page.getByRole('button', { name: '修改基本信息' }).click();
  await page.getByLabel('籍贯', { exact: true }).fill('浙江乐清');
  await changeBeside(page, colleague, member.id, { nativePlace: '浙江瑞安', formerName: '司马小燕' });

  await page.getByRole('button', { name: '保存' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: '已被他人修改' });
  await conflict.waitFor();
  expect(await conflict.innerText()).toMatch(/浙江瑞安.*浙江乐清/s);
  expect(await conflict.innerText(), 'only what both changed is compared').not.toContain('曾用名');
  await page.getByRole('button', { name: '保留我填写的' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '修改基本信息' }).waitFor();
  const { fields } = await client.call(memberFile, { params: { id: member.id } });
  expect(fields).toMatchObject({ nativePlace: '浙江乐清', formerName: '司马小燕' });
  expect(faults).toEqual([]);
});

test('what somebody else changed in another field of the open form stays', async () => {
  const client = await stage.current.as('branch_secretary');
  const colleague = await stage.current.as('branch_secretary');
  const member = await plantMember('慕容建军', '13957706666');
  const { page, faults } = await openListening(member.id, client);
  await page.getByRole('button', { name: '修改基本信息' }).click();
  await page.getByLabel('籍贯', { exact: true }).fill('浙江乐清');
  await changeBeside(page, colleague, member.id, { formerName: '慕容小军' });

  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '修改基本信息' }).waitFor();
  const { fields } = await client.call(memberFile, { params: { id: member.id } });
  expect(fields).toMatchObject({ nativePlace: '浙江乐清', formerName: '慕容小军' });
  expect(faults).toEqual([]);
});
