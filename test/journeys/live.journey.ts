/** What changes while a page is on its way to hear of changes. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createMember } from '#features/base/members/contract.ts';
import { memberFields } from '#features/base/members/factory.ts';
import { phone, settled, useStage } from './stage.ts';

const stage = useStage();

/** Holds back every question for what has changed until it is let go. */
const holdBack = async (page: Page): Promise<() => void> => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/live?*', async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
};

test('a change between the first read and the stream is shown, in the tab that listens and in the next one', async () => {
  const { as, open, tree, work } = stage.current;
  work();
  const secretary = await as('branch_secretary');
  const add = (name: string) =>
    secretary.call(createMember, { body: { branchId: tree.branchA1.id, fields: memberFields({ name }) } });
  const { page } = await open('/m/me', { client: secretary, view: phone });
  const context = page.context();
  for (const name of ['胡先听', '蒋后听']) {
    const next = await context.newPage();
    const letGo = await holdBack(next);
    await next.goto('/m/members');
    await settled(next);
    await add(name);
    await next.waitForTimeout(1_500);
    expect(await next.getByText(name).count()).toBe(0);
    letGo();
    await next.getByText(name).waitFor();
    // The next tab has a leading one before it.
    if (name === '胡先听') await page.close();
  }
});
