import { expect, test } from 'vitest';
import { axeViolations, desktop, elder, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const password = '溪山-红梅-2026';

test.each([desktop, phone, elder])('the sign-in page is accessible and without faults: $name', async (view) => {
  const { page, faults } = await stage.current.open(view.touch === true ? '/m/' : '/', { view });
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test('a secretary signs in with name and password and sees the own branch', async () => {
  const { as, open, tree } = stage.current;
  const client = await as('branch_secretary', { password });
  const { page, faults } = await open('/');
  await page.locator('input[autocomplete="username"]').fill(client.session?.signInName ?? '');
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText(tree.branchA1.name).first().waitFor();
  await settled(page);
  expect(faults).toEqual([]);
});

test('a wrong password is refused in words, and what was typed stays', async () => {
  const { as, open } = stage.current;
  const client = await as('branch_secretary', { password });
  const { page } = await open('/');
  const name = page.locator('input[autocomplete="username"]');
  await name.fill(client.session?.signInName ?? '');
  await page.locator('input[autocomplete="current-password"]').fill('不是这个密码');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  expect(await name.inputValue()).toBe(client.session?.signInName);
});
