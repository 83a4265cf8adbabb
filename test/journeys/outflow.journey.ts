/** A branch keeps contact with somebody who is away: two taps on the phone, and the office tells the branch where they live. */
import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { addRecord } from '#features/base/members/records/contract.ts';
import { axeViolations, phone, useStage } from './stage.ts';

const stage = useStage();

test('a contact is written down in two taps, and the branch there learns who lives with it', async () => {
  const { as, open, tree, write, county } = stage.current;
  const { id } = await write((tx) => makeMember(tx, county, { branch: tree.branchA1, fields: { name: '潘远行' } }));
  const client = await as('branch_secretary');
  const values = { fromOn: '2020-03-01', place: '广东省深圳市', reason: 'work' };
  await client.call(addRecord, { params: { id, table: 'outflow' }, body: { values } });

  const { page, faults } = await open('/m/outflow', { client, view: phone });
  await page.getByRole('button', { name: /^潘远行.*应在.*已过.*没有联系记录/ }).click();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '电话', exact: true }).click();
  await page.getByRole('button', { name: /^潘远行.*前再联系.*最近联系：.*电话/ }).waitFor();
  expect(faults).toEqual([]);

  const office = await open('/outflow', { client });
  await office.page.getByRole('button', { name: '潘远行：更多操作' }).click();
  await office.page.getByRole('menuitem', { name: '告知流入地支部' }).click();
  const dialog = office.page.locator('.ant-modal');
  await dialog.getByRole('combobox').waitFor();
  expect(await axeViolations(office.page)).toEqual([]);
  await dialog.getByRole('combobox').click();
  await dialog.getByRole('combobox').fill(tree.branchB1.name);
  await office.page.locator('.ant-select-tree-title', { hasText: tree.branchB1.name }).click();
  await dialog.getByRole('button', { name: '告知流入地支部' }).click();
  await dialog.waitFor({ state: 'detached' });
  await office.page.getByRole('cell', { name: tree.branchB1.name }).first().waitFor();

  // Entered by mistake: taken back with a reason, and the clock runs from before.
  await office.page.getByRole('button', { name: '潘远行：更多操作' }).click();
  await office.page.getByRole('menuitem', { name: '联系记录' }).click();
  await dialog.getByRole('button', { name: /^作废/ }).click();
  await dialog.getByRole('textbox').fill('记错了人');
  await dialog.getByRole('button', { name: /^作\s*废$/ }).click();
  await office.page.getByText('外出以来没有联系记录').waitFor();
  expect(office.faults).toEqual([]);

  const receiver = await as('branch_secretary', { at: tree.branchB1 });
  const there = await open('/outflow/arrivals', { client: receiver });
  await there.page.getByText('潘远行').waitFor();
  await there.page.getByText('流出地支部告知').waitFor();
  expect(there.faults).toEqual([]);
});
