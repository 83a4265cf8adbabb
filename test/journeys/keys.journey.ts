import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

test('the security administrator rotates the keys with a reason and sees it end', async () => {
  const { as, county, open, tree, work, write } = stage.current;
  await write(async (tx) => {
    for (let n = 0; n < 20; n += 1) await makeMember(tx, county, { branch: tree.branchA1 });
  });
  const security = await as('security_admin');
  const { page, faults } = await open('/keys', { client: security });
  await page.getByText('近期没有更换过密钥').waitFor();
  await page.getByRole('button', { name: '更换密钥' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByText('新增密钥版本 2').waitFor();
  const begin = dialog.getByRole('button', { name: '更换密钥' });
  expect(await begin.isDisabled()).toBe(true);
  await dialog.getByLabel('理由').fill('年度轮换');
  expect(await axeViolations(page)).toEqual([]);
  await begin.click();
  await page.getByText('等待后台任务开始').first().waitFor();
  await page.getByRole('link', { name: '查看任务' }).waitFor();
  expect(await page.getByRole('button', { name: '更换密钥' }).first().isDisabled()).toBe(true);
  await dialog.waitFor({ state: 'detached' });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  // A colleague sees it as well, and can neither open the job nor begin another.
  const { page: other, faults: otherFaults } = await open('/keys', { client: await as('security_admin') });
  await other.getByText('等待后台任务开始').first().waitFor();
  expect(await other.getByRole('link', { name: '查看任务' }).count()).toBe(0);
  expect(await other.getByRole('button', { name: '更换密钥' }).isDisabled()).toBe(true);
  work();
  await page.getByText('全部内容已改用版本 2').waitFor();
  await page.getByText('人员档案 20 条').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const { page: narrow, faults: narrowFaults } = await open('/keys', { client: security, view: phone });
  await narrow.getByText('全部内容已改用版本 2').waitFor();
  expect(await axeViolations(narrow)).toEqual([]);
  expect([...faults, ...otherFaults, ...narrowFaults]).toEqual([]);
});
