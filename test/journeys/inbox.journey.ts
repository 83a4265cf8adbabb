import { expect, test } from 'vitest';
import { notify } from '#features/base/inbox/index.ts';
import { planMeeting } from '#features/management/meetings/contract.ts';
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
  await page
    .getByText(/已逾期 \d+/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: '全部待办' }).click();
  await page.getByText('为何是我：该组织在您的管理范围内').waitFor();
  const tile = page.getByRole('link', { name: /待筹备换届/ });
  expect(await tile.innerText()).toContain('1');
  // The menu unfolds the group of the page that one has come to.
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: /[^待]筹备换届/ }).click();
  await page.waitForURL(`**/organisations/${tree.branchA1.id}`);

  const { page: small, faults: smallFaults } = await open('/m/', { client, view: phone });
  await small.getByRole('link', { name: /等我办理的事项和通知/ }).click();
  await small.getByText('已逾期').first().waitFor();
  await settled(small);
  expect(await axeViolations(small)).toEqual([]);
  expect([...faults, ...smallFaults]).toEqual([]);
});

test('a task of a meeting is handed over in the office and settled on the phone', async () => {
  const { as, open, tree, write, member } = stage.current;
  const [meeting, task] = [newId(), newId()];
  const owner = await member();
  await write(async (tx) => {
    const where = { organisation_id: tree.branchA1.id, org_path: tree.branchA1.path };
    const at = '2026-01-05T07:00:00Z';
    const done = { held_on: '2026-01-05', state: 'closed', closed_at: at } as const;
    await tx
      .insertInto('meeting')
      .values({ id: meeting, ...where, type: 'party_day', title: '一月主题党日', starts_at: at, ...done })
      .execute();
    const of = { owner_person_id: owner.id, owner_name: owner.name };
    await tx
      .insertInto('meeting_task')
      .values({ id: task, meeting_id: meeting, ...where, task: '修缮阅览室', ...of, due_on: '2026-02-01' })
      .execute();
  });
  const secretary = await as('branch_secretary');
  const deputy = await as('organisation_member');
  const { page, faults } = await open('/inbox?kind=meetings.tasks', { client: secretary, view: desktop });
  await page.getByRole('button', { name: /^转交：修缮阅览室/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: /支部委员/ })
    .first()
    .check();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByLabel('说明').fill('请周五前看一下');
  await dialog.getByRole('button', { name: '转交', exact: true }).click();
  await page.getByText(/已转交.*请周五前看一下/).waitFor();
  await page.getByRole('button', { name: /^取回：修缮阅览室/ }).waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);

  const { page: small, faults: smallFaults } = await open('/m/inbox', { client: deputy, view: phone });
  await small.getByText(/转交：请周五前看一下/).waitFor();
  await settled(small);
  expect(await axeViolations(small)).toEqual([]);
  await small.getByRole('button', { name: /^办结：修缮阅览室/ }).click();
  await small.getByLabel('办理情况（可不填）').fill('已修好');
  await small.getByRole('dialog').getByRole('button', { name: '办结', exact: true }).click();
  await small.getByRole('link', { name: /修缮阅览室/ }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText('没有等您办理的事项').waitFor();
  expect([...faults, ...smallFaults]).toEqual([]);
});

test('a member reads an invitation on the phone, and it leads to the own meeting there', async () => {
  const { as, open, tree, member } = stage.current;
  const person = await member();
  const client = await as('member', { person });
  const secretary = await as('branch_secretary');
  const { page, faults } = await open(`/meetings/new?organisationId=${tree.branchA1.id}&type=party_day`, {
    client: secretary,
    view: desktop,
  });
  await page
    .getByText(/将通知 \d+ 人；本周人均已收到/)
    .first()
    .waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await secretary.call(planMeeting, {
    body: {
      organisationId: tree.branchA1.id,
      type: 'party_day',
      title: '清理河道',
      day: '2030-01-10',
      time: '09:00',
      agenda: [],
    },
  });
  const { page: small, faults: smallFaults } = await open('/m/inbox', { client, view: phone });
  await small.getByText(/请您参加：清理河道/).click();
  await small.waitForURL('**/m/own-meetings/*');
  await small.getByRole('heading', { name: /清理河道/ }).waitFor();
  await page.goto(new URL('/', page.url()).toString());
  await page.getByText(/人均 .* 条/).waitFor();
  expect([...faults, ...smallFaults]).toEqual([]);
});
