import { expect, test } from 'vitest';
import { axeViolations, desktop, phone, useStage } from './stage.ts';

const stage = useStage();

test.each([desktop, phone])('the description of the API can be read on the $name', async (view) => {
  const { page, faults } = await stage.current.open('/api', { view });
  await page.locator('summary').first().click();
  await page.getByRole('region').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width + 1);
  expect(faults).toEqual([]);
});
