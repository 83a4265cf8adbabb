/** What branches owe: counted for the township, with the list behind each number, and explained to the branch. */
import { expect, test } from 'vitest';
import { dutyOverview } from '#features/management/duties/contract.ts';
import { makeMeeting } from '#features/management/duties/factory.ts';
import { plantNode } from '../harness/tree.ts';
import { desktop, phone, useStage } from './stage.ts';

const stage = useStage();

test('a number of the township leads to its list, and from there to the branch and the reason', async () => {
  const { townshipB } = stage.current.tree;
  const branches = await stage.current.write(async (tx) => {
    const all = [];
    for (const name of ['溪口村党支部', '岩坦村党支部', '大若岩村党支部'])
      all.push(await plantNode(tx, 'branch', townshipB, name));
    const [first] = all;
    if (first) await makeMeeting(tx, first, { type: 'party_day', heldOn: '2026-02-10' });
    return all;
  });
  const client = await stage.current.as('township_worker', { at: townshipB });
  const { counts } = await client.call(dutyOverview, { query: { month: '2026-02' } });
  const unmet = counts.find(({ kind }) => kind === 'party_day')?.unmet ?? 0;
  expect(unmet).toBeGreaterThanOrEqual(2);
  const { page, faults } = await stage.current.open('/duties?month=2026-02', { client });
  await page.getByRole('link', { name: `主题党日，未完成：${unmet} 个支部` }).click();
  await page.getByRole('heading', { level: 1, name: /主题党日/ }).waitFor();
  await page.getByRole('link', { name: '岩坦村党支部' }).waitFor();
  expect(await page.getByRole('link', { name: /党支部$|branch/ }).count()).toBe(unmet);
  expect(await page.getByRole('link', { name: '溪口村党支部' }).count()).toBe(0);

  await page.getByRole('link', { name: '岩坦村党支部' }).click();
  await page.getByRole('heading', { level: 1, name: /岩坦村党支部/ }).waitFor();
  await page.getByRole('button', { name: /主题党日，2026年2月：预警/ }).click();
  await page.getByText('缺 1 次已归档的会议记录').waitFor();
  await page.getByText('主题党日每月1次，相对固定1天').waitFor();
  expect(branches).toHaveLength(3);
  expect(faults).toEqual([]);
});

test('the secretary finds the own branch at once, in the office and on the phone', async () => {
  const { branchA2 } = stage.current.tree;
  await stage.current.write((tx) => makeMeeting(tx, branchA2, { type: 'members_meeting', heldOn: '2026-01-20' }));
  const client = await stage.current.as('branch_secretary', { at: branchA2 });
  const office = await stage.current.open('/duties?year=2026', { client, view: desktop });
  await office.page.getByRole('button', { name: /支部党员大会，2026 年第 1 季度：已完成/ }).click();
  await office.page.getByText('已办 1，应办 1').waitFor();
  const pocket = await stage.current.open('/m/duties', { client, view: phone });
  await pocket.page.getByRole('heading', { level: 1, name: '应尽之事' }).waitFor();
  await pocket.page.getByText('主题党日').first().waitFor();
  expect([...office.faults, ...pocket.faults]).toEqual([]);
});
