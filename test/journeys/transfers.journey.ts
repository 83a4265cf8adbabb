/** A transfer between two townships, from the draft to the receipt, by the four people whose matter it is. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();

/** Opens the step named in the row or the page, and answers its question. */
const take = async (page: Page, step: string, fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>) => {
  await page.getByRole('button', { name: new RegExp(`^${step}`) }).click();
  const dialog = page.getByRole('dialog');
  await fill?.(dialog);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
};

// Five people at five browsers take longer than one.
test('a member goes from one township to another', { timeout: 180_000 }, async () => {
  const { as, open, tree, write, county } = stage.current;
  const fields = { name: '汤小满', phone: '13957701234' };
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields }));
  const person = { ...made, name: fields.name, branch: tree.branchA1 };
  const faults: (readonly string[])[] = [];
  const opened = async (path: string, client: Awaited<ReturnType<typeof as>>, view = desktop): Promise<Page> => {
    const { page, faults: found } = await open(path, { client, view });
    faults.push(found);
    return page;
  };

  const secretary = await opened('/transfers', await as('branch_secretary', { at: tree.branchA1 }));
  await secretary.getByRole('link', { name: '办理转接' }).click();
  await secretary.getByLabel('转接的党员').fill('汤小满');
  await secretary.getByTitle(/汤小满/).click();
  await secretary.getByLabel('接收党支部').fill(tree.branchB1.name.slice(0, 9));
  await secretary.locator('.ant-select-tree-node-content-wrapper', { hasText: tree.branchB1.name }).click();
  await secretary.getByLabel('党费交至').fill('2026-10');
  await secretary.keyboard.press('Enter');
  await secretary.getByLabel('转接原因').fill('工作调动');
  await secretary.getByRole('button', { name: '填写转接' }).click();
  await secretary.waitForURL(/\/transfers\/[0-9a-f-]{36}$/);
  const address = new URL(secretary.url()).pathname;
  await take(secretary, '支部同意转出');
  await secretary.getByText('转出支部已同意').first().waitFor();

  const worker = await opened('/transfers', await as('township_worker', { at: tree.townshipA }));
  await take(worker, '开具介绍信', async (dialog) => dialog.getByLabel('有效天数').fill('30'));
  await worker.goto(address);
  await worker.getByText('已开介绍信').first().waitFor();
  await worker.getByRole('link', { name: '打印介绍信' }).click();
  await worker.getByText('中国共产党党员组织关系介绍信').waitFor();
  await worker.getByText(/党费已交到\s?贰零贰陆年壹拾月/).waitFor();
  await worker
    .getByText(/有效期\s?叁拾天/)
    .first()
    .waitFor();
  await worker.getByRole('img', { name: /扫描/ }).waitFor();

  const receiver = await opened('/transfers', await as('township_worker', { at: tree.townshipB }));
  await take(receiver, '接收并转到支部');

  const accepter = await opened('/transfers', await as('branch_secretary', { at: tree.branchB1 }));
  await accepter.getByRole('link', { name: '汤小满' }).click();
  await accepter.waitForURL(/\/transfers\/[0-9a-f-]{36}/);
  await settled(accepter);
  expect(await accepter.getByRole('link', { name: '汤小满' }).count()).toBe(0);
  await take(accepter, '接收编入支部');
  await accepter.getByText('已编入支部').first().waitFor();
  // The file has come along.
  await accepter.getByRole('link', { name: '汤小满' }).click();
  await accepter.getByText('139****1234').waitFor();

  await receiver.goto('/transfers');
  await take(receiver, '返回回执');
  await secretary.goto(address);
  await secretary.getByText('已返回回执').first().waitFor();

  const own = await opened('/m/transfers', await as('member', { person: { ...person, branch: tree.branchB1 } }), phone);
  await own.getByText('已返回回执').first().waitFor();
  await own.getByText('开具介绍信').waitFor();
  expect(faults.flat()).toEqual([]);
});

test('a refusal asks for its reason, and the member stays', async () => {
  const { as, open, tree, write, county } = stage.current;
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name: '谷雨薇' } }));
  const client = await as('branch_secretary', { at: tree.branchA1 });
  const { page, faults } = await open(`/transfers/new?person=${made.id}`, { client });
  // All that is missing is said at once: the branch that takes the member, the month, the reason.
  await page.getByRole('button', { name: '填写转接' }).click();
  await page.getByText('有 3 处需要改正').waitFor();
  await page.getByText('县外党组织').click();
  await page.getByLabel('县外党组织全称').fill('中共杭州市委组织部');
  await page.getByLabel('转接类型').click();
  await page.getByTitle('省内跨市').click();
  await page.getByLabel('党费交至').fill('2026-10');
  await page.keyboard.press('Enter');
  await page.getByLabel('转接原因').fill('工作调动');
  await page.getByRole('button', { name: '填写转接' }).click();
  await page.waitForURL(/\/transfers\/[0-9a-f-]{36}$/);
  await take(page, '提交');
  await page.getByRole('button', { name: '退回' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('button[type=submit]').click();
  await dialog.getByText('必填').waitFor();
  await dialog.getByLabel('理由').fill('本人尚未落实接收单位');
  await dialog.locator('button[type=submit]').click();
  await page.getByText('已退回').first().waitFor();
  await page.getByText('本人尚未落实接收单位').first().waitFor();
  expect(faults).toEqual([]);
});
