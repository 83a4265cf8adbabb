/** What changes while a page is on its way to hear of changes. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createMember } from '#features/base/members/contract.ts';
import { memberFields } from '#features/base/members/factory.ts';
import { phone, settled, useStage } from './stage.ts';

const stage = useStage();

/** A tab that hears nothing yet: neither the stream, nor what another tab says to it. */
const deafTab = async (
  context: BrowserContext,
): Promise<{ readonly page: Page; readonly hear: () => Promise<void> }> => {
  const page = await context.newPage();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/api\/live\?/, async (route) => {
    await held;
    await route.continue();
  });
  await page.addInitScript(`
    const Open = BroadcastChannel;
    const hearing = new Promise((resolve) => { globalThis.hear = resolve; });
    globalThis.BroadcastChannel = class extends Open {
      set onmessage(heard) { hearing.then(() => { super.onmessage = heard; }); }
    };`);
  return {
    page,
    hear: async () => {
      await page.evaluate('globalThis.hear()');
      letGo();
    },
  };
};

test('a change between the first read and the stream is shown, in the tab that listens and in the next one', async () => {
  const { as, open, tree, work } = stage.current;
  work();
  const secretary = await as('branch_secretary');
  const { page: first } = await open('/m/me', { client: secretary, view: phone });
  const context = first.context();
  await first.close();
  for (const name of ['胡先听', '蒋后听']) {
    const { page, hear } = await deafTab(context);
    await page.goto('/m/members');
    await settled(page);
    await secretary.call(createMember, { body: { branchId: tree.branchA1.id, fields: memberFields({ name }) } });
    await page.waitForTimeout(1_500);
    expect(await page.getByText(name).count(), `${name} is not known yet`).toBe(0);
    await hear();
    await page.getByText(name).waitFor();
  }
});
