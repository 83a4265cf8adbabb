/** The tree: found by keyboard, seen as of a day, and changed by events that show beforehand what they change. */
import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { settled, useStage } from './stage.ts';

const stage = useStage();

test('an organisation is found by pinyin initials, by keyboard alone', async () => {
  const client = await stage.current.as('county_officer');
  const { items } = await client.call(organisationTree, { query: {} });
  const branch = items.find(({ id }) => id === stage.current.tree.branchA1.id);
  const { page, faults } = await stage.current.open('/organisations', { client });
  await page.getByRole('searchbox').fill(branch?.initials ?? '');
  await page.keyboard.press('ArrowDown');
  const tree = page.getByRole('tree');
  expect(await page.locator(':focus').getAttribute('role')).toBe('tree');
  const wanted = page.getByRole('treeitem').filter({ hasText: branch?.shortName ?? '' });
  for (let steps = 0; steps < 30; steps += 1) {
    if ((await tree.getAttribute('aria-activedescendant')) === (await wanted.first().getAttribute('id'))) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`id=${branch?.id ?? ''}`));
  await page
    .getByRole('heading', { level: 2 })
    .filter({ hasText: branch?.name ?? '' })
    .waitFor();
  expect(faults).toEqual([]);
});

test('a branch is founded, renamed and abolished, each with its preview, and yesterday’s tree stays as it was', async () => {
  const client = await stage.current.as('county_officer');
  const { page, faults } = await stage.current.open(`/organisations/${stage.current.tree.townshipA.id}/change/create`, {
    client,
  });
  await page.getByRole('combobox', { name: '组织类别' }).click();
  await page.keyboard.type('党支部');
  await page.keyboard.press('Enter');
  await page.getByLabel('组织全称').fill('中共永嘉县溪山果业专业合作社支部委员会');
  await page.getByLabel('简称').fill('溪山果业党支部');
  await page.getByText('将会改变').waitFor();
  await page.getByRole('button', { name: '新建' }).click();
  await page.getByRole('heading', { level: 1, name: /溪山果业/ }).waitFor();
  const id = new URL(page.url()).pathname.split('/')[2] ?? '';

  await page.getByRole('button', { name: '办理变动' }).click();
  await page.getByRole('menuitem', { name: '更名' }).click();
  await page.getByLabel('组织全称').fill('中共永嘉县溪山果蔬专业合作社支部委员会');
  await page.getByLabel('简称').fill('溪山果蔬党支部');
  await page.getByRole('button', { name: '更名' }).click();
  await page.getByRole('heading', { level: 1, name: /溪山果蔬/ }).waitFor();

  // The preview is slow to come: what is grave is asked about all the same.
  await page.route('**/preview*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.goto(`/organisations/${id}/change/abolish`);
  await page.getByRole('button', { name: '撤销组织' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('textbox').fill('溪山果蔬党支部');
  await dialog.getByRole('button', { name: '撤销组织' }).click();
  await page.getByText('已撤销').first().waitFor();

  await page.getByRole('tab', { name: '历史沿革' }).click();
  await page.getByText('溪山果业').first().waitFor();
  const { items } = await client.call(organisationTree, { query: { on: '2026-01-01' } });
  expect(items.some((node) => node.id === id)).toBe(false);
  await settled(page);
  expect(faults).toEqual([]);
});

test('an abolition that is refused says why, in the form as in its preview, without a key', async () => {
  const { as, county, open, tree, write } = stage.current;
  const client = await as('county_officer');
  await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const { page } = await open(`/organisations/${tree.branchA1.id}/change/abolish`, { client });
  await page.getByText('不能办理').waitFor();
  await page.getByRole('button', { name: '撤销组织' }).click();
  const form = page.getByRole('form', { name: /^撤销/ });
  await form.getByText(/名党员，请先调整到其他支部/).waitFor();
  expect(await form.innerText()).not.toContain('version');
  await page.context().close();
});

test('a grave change asks its question also where its preview fails', async () => {
  const client = await stage.current.as('county_officer');
  const { id } = stage.current.tree.branchB1;
  const { page } = await stage.current.open(`/organisations/${id}`, { client });
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
  let broken = true;
  await page.route('**/preview*', (route) =>
    broken ? route.fulfill({ status: 500, json: { error: { code: 'internal' } } }) : route.continue(),
  );
  await page.goto(`/organisations/${id}/change/abolish`);
  await page.getByRole('button', { name: '重试' }).waitFor();
  await page.getByRole('button', { name: '撤销组织' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByText('没有查到会改变什么').waitFor();
  expect(await dialog.getByRole('button', { name: '撤销组织' }).isDisabled()).toBe(true);
  // A question that is still coming up would not take the click.
  await settled(page);
  await dialog.getByRole('button', { name: '返回' }).click();
  await dialog.waitFor({ state: 'detached' });
  // The next press asks for the preview again, and the question says what it changes.
  broken = false;
  await page.getByRole('button', { name: '撤销组织' }).click();
  await page
    .getByText('不能办理')
    .or(dialog.getByText(/涉及 1 个组织/))
    .first()
    .waitFor();
  expect(sent.filter((path) => path.includes('/organisations/'))).toEqual([]);
  await page.context().close();
});
