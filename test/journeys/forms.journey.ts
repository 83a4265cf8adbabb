/** What every form of the office owes whoever fills it in: days by keyboard, clicks that arrive, and no question after saving. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Client } from '#test/harness/client.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { useStage } from './stage.ts';

const stage = useStage();
const election = /\/elections\/[0-9a-f-]{36}/;
const calendar = '.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)';

let worker: Client;
beforeAll(async () => {
  const { as, county, tree, write } = stage.current;
  worker = await as('branch_secretary', { at: tree.branchA2 });
  for (const name of ['丁春华', '王建国', '刘志远', '魏秀兰'])
    await write((tx) => makeMember(tx, county, { branch: tree.branchA2, fields: { name } }));
});

/** The form of an election, whole but for its day. */
const openForm = async () => {
  const { open, tree } = stage.current;
  const { page, faults } = await open(`/elections/new?organisationId=${tree.branchA2.id}`, { client: worker });
  await page.getByLabel('应选人数').fill('3');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  return { page, faults, sent, day: page.getByLabel('选举日') };
};

const slowedDown = async (page: Page, rate: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
};

test('who saves on a slow machine is not asked whether to leave', async () => {
  for (const rate of [1, 6, 6, 15]) {
    const { page, faults, day } = await openForm();
    await slowedDown(page, rate);
    await day.fill(stage.current.county.today());
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: '保存' }).click();
    await page.waitForURL(election, { waitUntil: 'commit' });
    expect(faults).toEqual([]);
    await page.context().close();
  }
});

test('Enter takes the day that was typed, the next one sends the form', async () => {
  const { page, sent, day } = await openForm();
  const today = stage.current.county.today();
  await day.click();
  await page.locator(calendar).waitFor();
  await page.keyboard.type(today.replaceAll('-', ''));
  await page.keyboard.press('Enter');
  await page.locator(calendar).waitFor({ state: 'detached' });
  expect(await day.inputValue()).toBe(today);
  expect([sent, await page.getByRole('alert').count()]).toEqual([[], 0]);
  // A day that stands there already is typed over.
  await day.fill('2026-03-01');
  await page.keyboard.press('Tab');
  expect(await day.inputValue()).toBe('2026-03-01');
  await day.fill(today);
  await page.keyboard.press('Enter');
  expect([await day.inputValue(), sent]).toEqual([today, []]);
  await page.keyboard.press('Enter');
  await page.waitForURL(election, { waitUntil: 'commit' });
  expect(await page.locator(calendar).count()).toBe(0);
  await page.context().close();
});

test('Ctrl and Enter take the day and send the form at once', async () => {
  const { page, day } = await openForm();
  await day.focus();
  await page.keyboard.type(stage.current.county.today());
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(election, { waitUntil: 'commit' });
  await page.context().close();
});

test('the first click after Tab arrives, though the calendar was open', async () => {
  const { page, day } = await openForm();
  const tabAndClick = async (): Promise<void> => {
    const button = await page.getByRole('button', { name: '保存' }).boundingBox();
    await day.click();
    await page.locator(calendar).waitFor();
    await page.keyboard.press('Tab');
    await page.mouse.click((button?.x ?? 0) + 20, (button?.y ?? 0) + 10);
  };
  // Without a day the form says so, with one it is sent.
  await tabAndClick();
  await page.getByText('有 1 处需要改正').waitFor();
  await day.fill(stage.current.county.today());
  await page.keyboard.press('Tab');
  await expect.poll(() => page.getByText('有 1 处需要改正').count()).toBe(0);
  await tabAndClick();
  await page.waitForURL(election, { waitUntil: 'commit' });
  await page.context().close();
});

test('a day is emptied by deleting its text, by Tab and by Enter', async () => {
  const { page, sent, day } = await openForm();
  for (const key of ['Tab', 'Enter']) {
    await day.fill('2026-03-01');
    await page.keyboard.press('Tab');
    expect(await day.inputValue()).toBe('2026-03-01');
    await day.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press(key);
    await page.locator(calendar).waitFor({ state: 'detached' });
    expect(await day.inputValue()).toBe('');
  }
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('有 1 处需要改正').waitFor();
  expect(sent).toEqual([]);
  await page.context().close();
});
