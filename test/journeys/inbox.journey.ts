import { expect, test } from 'vitest';
import { notify } from '#features/base/inbox/index.ts';
import { newId } from '#shared/ids.ts';
import type { Person } from '#test/harness/tree.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const tell = (person: Person, more: { statutory?: boolean } = {}): Promise<void> =>
  stage.current.write((tx) =>
    notify(tx, {
      kind: 'journey.told',
      key: newId(),
      people: [person.id],
      path: stage.current.tree.branchA1.path,
      link: '/inbox/settings',
      params: {},
      ...more,
    }),
  );

test('a notice comes without a reload, is read, and its kind is muted in the settings', async () => {
  const { as, open, member, work } = stage.current;
  work();
  const person = await member();
  const client = await as('branch_secretary', { person });
  const { page, faults } = await open('/inbox', { client, view: desktop });
  await page.getByText('没有未读通知').waitFor();
  await page.getByRole('link', { name: '待办与通知，0 条未读' }).waitFor();

  await tell(person);
  await page.getByRole('link', { name: '待办与通知，1 条未读' }).waitFor();
  const section = page.locator('section').filter({ hasText: '全部标为已读' });
  await section.getByRole('link', { name: '通知', exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await section.getByRole('button', { name: '标为已读：通知' }).click();
  await page.getByText('没有未读通知').waitFor();
  await page.getByRole('link', { name: '待办与通知，0 条未读' }).waitFor();

  await page.getByRole('link', { name: '通知设置' }).click();
  const muted = page.getByRole('switch', { name: 'journey.told：站内' });
  await muted.click();
  await expect.poll(() => muted.getAttribute('aria-checked')).toBe('false');
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await tell(person);
  await tell(person, { statutory: true });
  await page.getByRole('link', { name: '待办与通知，1 条未读' }).waitFor();
  expect(faults).toEqual([]);
});

test('to-dos stand on the workbench, in the inbox and on the phone', async () => {
  const { as, open, tree, write } = stage.current;
  await write((tx) =>
    tx
      .insertInto('term')
      .values({
        id: newId(),
        organisation_id: tree.branchA1.id,
        started_on: '2022-07-01',
        due_on: '2025-07-01',
        years: 3,
        rule_id: 'term.branch',
      })
      .execute(),
  );
  const client = await as('branch_secretary');
  const { page, faults } = await open('/', { client, view: desktop });
  await page.getByText('已逾期 1').waitFor();
  await page.getByRole('link', { name: '全部待办' }).click();
  await page.getByText('为何是我：该组织在您的管理范围内').waitFor();
  const tile = page.getByRole('link', { name: /届满和将届满/ });
  expect(await tile.innerText()).toContain('1');
  // The menu unfolds the group of the page that one has come to.
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: /筹备换届/ }).click();
  await page.waitForURL(`**/organisations/${tree.branchA1.id}`);

  const { page: small, faults: smallFaults } = await open('/m/', { client, view: phone });
  await small.getByRole('link', { name: /等我办理的事项和通知/ }).click();
  await small.getByText('已逾期').waitFor();
  await settled(small);
  expect(await axeViolations(small)).toEqual([]);
  expect([...faults, ...smallFaults]).toEqual([]);
});
