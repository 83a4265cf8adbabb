import { expect, test } from 'vitest';
import { createAccount } from '#features/base/accounts/administration/contract.ts';
import type { Role } from '#features/base/accounts/permissions/rules.ts';
import { memberFile, memberList } from '#features/base/members/contract.ts';
import { desktop, settled, useStage } from './stage.ts';

const stage = useStage();
const password = '溪山-红梅-2026';

test('one administrator creates an account, another gives it a role, and its person signs in and sets a password', async () => {
  const { as, open, tree } = stage.current;
  const [system, security] = [await as('system_admin'), await as('security_admin')];
  const signInName = `jingban.${Date.now().toString(36)}`;

  const { page: first, faults: firstFaults } = await open('/accounts/new', { client: system });
  await first.getByLabel('账号名').fill(signInName);
  await first.getByLabel(/^姓名/).fill('柯经办');
  await first.getByRole('button', { name: '开通账号' }).click();
  await first.waitForURL(/\/accounts\/[0-9a-f-]{36}$/);
  await first.getByText('该账号还没有密码').waitFor();
  await first.getByRole('button', { name: '发放初始密码' }).click();
  await first.getByLabel('理由').fill('新任经办人');
  await first.locator('.ant-modal').getByRole('button', { name: '发放初始密码' }).click();
  const issued = await first.locator('.ant-modal code').innerText();
  expect(issued).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await first
    .locator('.ant-modal-footer')
    .getByRole('button', { name: /关\s*闭/ })
    .click();
  await first.locator('code').waitFor({ state: 'detached' });

  const { page: second, faults: secondFaults } = await open(new URL(first.url()).pathname, { client: security });
  expect(await second.getByRole('button', { name: '发放初始密码' }).count()).toBe(0);
  await second.getByRole('button', { name: '授予角色' }).click();
  const dialog = second.locator('.ant-modal');
  await dialog.getByRole('combobox', { name: '角色' }).click();
  await second.keyboard.type('党务工作者');
  await second.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '组织' }).click();
  await second.locator('.ant-select-item-option-content', { hasText: tree.townshipA.name }).first().click();
  await dialog.getByLabel('事由').fill('永组〔2026〕12号');
  await dialog.getByRole('button', { name: '授予角色' }).click();
  await second.locator('tbody').getByText('有效').waitFor();

  const { page, faults } = await open('/');
  await page.locator('input[autocomplete="username"]').fill(signInName);
  await page.locator('input[autocomplete="current-password"]').fill(issued);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '设置新密码' }).waitFor();
  await page.locator('input[autocomplete="current-password"]').fill(issued);
  await page.locator('input[autocomplete="new-password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('柯经办').first().waitFor();
  await page.getByText(tree.townshipA.name).first().waitFor();

  await page.goto('/account');
  await page.getByText('本机').waitFor();
  await settled(page);
  expect([...firstFaults, ...secondFaults, ...faults]).toEqual([]);
});

test('a session is ended by the security administrator, and its person is signed out', async () => {
  const { as, open } = stage.current;
  const [security, secretary] = [await as('security_admin'), await as('branch_secretary')];
  const { page } = await open('/account', { client: secretary });
  await page.getByText('本机').waitFor();
  const { page: admin } = await open(`/accounts/${secretary.session?.accountId ?? ''}`, { client: security });
  await admin.getByRole('button', { name: '结束全部会话' }).click();
  await admin.locator('.ant-modal').getByRole('button', { name: '结束全部会话' }).click();
  await admin.getByText('当前没有登录').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '登录' }).waitFor();
});

test('the audit administrator reads what was done without what it held, and recomputes the chain', async () => {
  const { as, open, work } = stage.current;
  work();
  const body = { signInName: `qing.${Date.now().toString(36)}`, displayName: '卿留痕' };
  await (await as('system_admin')).call(createAccount, { body });
  const { page, faults } = await open('/audit?action=accounts', { client: await as('audit_admin') });
  await page.getByRole('button', { name: '开通账号' }).first().click();
  const drawer = page.locator('.ant-drawer');
  await drawer.getByText('变更字段').waitFor();
  expect(await drawer.innerText()).not.toContain(body.displayName);
  await page.goto('/audit/chain');
  await page.getByRole('button', { name: '校验审计链' }).click();
  await page.getByText('审计链完整').waitFor({ timeout: 30_000 });
  expect(faults).toEqual([]);
});

const administrators: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

test.each(administrators)('a %s sees no member file', async (role) => {
  const { as, open, member } = stage.current;
  const person = await member();
  const client = await as(role);
  expect(await client.outcome(memberList, { query: {} })).toBe('not_found');
  expect(await client.outcome(memberFile, { params: { id: person.id } })).toBe('not_found');
  const { page } = await open('/', { client, view: desktop });
  const menu = await page.getByRole('navigation', { name: '导航' }).first().innerText();
  expect(menu).toContain('系统');
  expect(menu).not.toContain('党员');
  await page.goto(`/members/${person.id}`);
  await page.getByText(/没有查看此页的权限|没有找到/).waitFor();
  expect(await page.locator('body').innerText()).not.toContain(person.name);
});
