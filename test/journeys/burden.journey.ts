/** The burden of a month in which nothing was done yet, and of one in which something was. */
import { expect, test } from 'vitest';
import { planMeeting } from '#features/management/meetings/contract.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();

test('a month without work says what will stand here, and shows it once a branch has worked', async () => {
  const { as, open, tree } = stage.current;
  const officer = await as('county_officer');
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const { page, faults } = await open('/burden', { client: officer, view: desktop });
  const yet = '这个月支部还没有在平台上办理过事项';
  await page.getByRole('heading', { name: yet }).waitFor();
  await page.getByText(/提交后立即在这里按事项计件数和填写项数/).waitFor();
  await page.getByText(/一次性装入的数据不是支部填的/).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  const own = await open('/m/burden', { client: secretary, view: { ...phone, width: 375 } });
  await own.page.getByText(yet).waitFor();
  expect(await own.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);

  await secretary.call(planMeeting, {
    body: { organisationId: tree.branchA1.id, type: 'party_day', title: '清洁家园', day: '2099-01-01', time: '10:00' },
  });
  await page.reload();
  await settled(page);
  await page.getByRole('table', { name: '各类事项的负担' }).getByText('会议与活动').waitFor();
  expect(await page.getByText(yet).count()).toBe(0);
  expect([...faults, ...own.faults]).toEqual([]);
});
