/** Work on many files at once: two files of one person, a change of many with a second person, a long list exported. */
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { makeMember } from '#features/base/members/factory.ts';
import { memberFile, memberList } from '#features/base/members/contract.ts';
import { settled, useStage } from './stage.ts';

const stage = useStage();

const plant = (count: number, fields: (place: number) => Record<string, string | null>) =>
  stage.current.write(async (tx) => {
    const { county, tree } = stage.current;
    const made = [];
    for (let place = 0; place < count; place += 1)
      made.push(await makeMember(tx, county, { branch: tree.branchA1, fields: fields(place) }));
    return made;
  });

/** What a colleague of equal rank does with what waits for a second person. */
const agree = async (page: Page, matter: RegExp): Promise<void> => {
  await page.getByRole('link', { name: matter }).first().click();
  await page.getByRole('button', { name: '同意' }).click();
  await page.locator('.ant-modal').getByRole('button', { name: '同意' }).click();
  await page.locator('.ant-modal').waitFor({ state: 'detached' });
};

test('two files of one person become one, with what was right in each', async () => {
  const client = await stage.current.as('county_officer');
  const same = { name: '闻人清越', birthDate: '1971-02-03' };
  const [first, second] = await plant(2, (place) => ({
    ...same,
    ...(place === 0 ? { nativePlace: '浙江瑞安' } : { nativePlace: '浙江乐清', idNumber: null }),
  }));
  const { page, faults } = await stage.current.open('/members/twins', { client });
  await page.getByRole('link', { name: '比对并合并：闻人清越' }).click();
  await page.getByRole('heading', { level: 1, name: '合并档案' }).waitFor();
  await page.getByRole('row', { name: /籍贯/ }).getByText('浙江乐清').click();
  await page.getByLabel('合并依据').fill('同一人在两次花名册中各建了一份');
  await page.getByLabel('作废被合并档案中重叠的组织关系').check();
  await page.getByRole('button', { name: '确认合并' }).click();
  await page.getByRole('heading', { level: 1, name: /闻人清越/ }).waitFor();
  const kept = page.url().includes(String(first?.id)) ? first : second;
  const { fields } = await client.call(memberFile, { params: { id: String(kept?.id) } });
  expect(fields.nativePlace).toBe('浙江乐清');
  const { items } = await client.call(memberList, { query: { q: '闻人清越' } });
  expect(items).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('a change of many files waits for a second person, is carried out, and is taken back', async () => {
  const { as, open } = stage.current;
  await plant(51, (place) => ({ name: `濮阳${'一二三四五六七八九十'[place % 10]}`, nativePlace: '浙江平阳' }));
  const [asker, second] = [await as('county_officer'), await as('county_officer')];
  const q = encodeURIComponent('濮阳');
  const { page, faults } = await open(`/members?q=${q}`, { client: asker });
  await page.getByText('共 51 条').waitFor();
  await page.locator('main').getByRole('link', { name: '批量修改', exact: true }).click();
  await page.getByText('51 人').first().waitFor();
  await page.getByRole('combobox', { name: '选择要修改的项目' }).click();
  await page.keyboard.type('籍贯');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: '籍贯' }).fill('浙江苍南');
  await page.getByLabel('修改依据').fill('永组〔2026〕8号');
  await page.getByRole('button', { name: '预览差异' }).click();
  await page.waitForURL(/\/members\/bulk\/[0-9a-f-]{36}$/);
  const difference = page.getByRole('row', { name: /籍贯.*浙江平阳.*浙江苍南.*51 人/ });
  await difference.waitFor();
  await page.getByRole('button', { name: '提交复核' }).click();
  await page.getByRole('link', { name: '查看复核' }).waitFor();

  const { page: other } = await open('/', { client: second });
  await agree(other, /批量修改 51 人的档案/);

  await page.reload();
  await page.getByRole('button', { name: '按复核结果执行' }).click();
  await page.getByText('已执行').first().waitFor();
  const count = async (native: string): Promise<number> => {
    const { items } = await asker.call(memberList, { query: { q: '濮阳', limit: 100 } });
    const files = await Promise.all(items.slice(0, 3).map(({ id }) => asker.call(memberFile, { params: { id } })));
    return files.filter(({ fields }) => fields.nativePlace === native).length;
  };
  expect(await count('浙江苍南')).toBe(3);

  await page.getByRole('button', { name: '撤销修改' }).click();
  await page.locator('.ant-modal').getByLabel('理由').fill('依据文件已作废');
  await page.locator('.ant-modal').getByRole('button', { name: '撤销修改' }).click();
  await page.getByText('已撤销').first().waitFor();
  await expect.poll(() => count('浙江平阳')).toBe(3);
  await settled(page);
  expect(faults).toEqual([]);
});

test('a list of more than five hundred is exported once a second person agrees', async () => {
  const { as, open, work } = stage.current;
  work();
  await plant(501, () => ({ name: '尉迟恭敬' }));
  const [asker, second] = [await as('county_officer'), await as('county_officer')];
  const { page, faults } = await open(`/members?q=${encodeURIComponent('尉迟恭敬')}`, { client: asker });
  await page.getByText('共 501 条').waitFor();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const drawer = page.locator('.ant-drawer');
  // Whom it is for decides what may go: the kind of occupation is no item of the national system.
  await drawer.getByText('从业状况').waitFor();
  await drawer.getByRole('radio', { name: '全国党员管理信息系统' }).check();
  await drawer.getByText('从业状况').waitFor({ state: 'detached' });
  await drawer.getByRole('radio', { name: '县委组织部' }).check();
  await drawer.getByLabel('导出用途').fill('年度统计');
  await drawer.locator('button[type=submit]').click();
  await drawer.getByText('已提交复核').waitFor();

  const { page: other } = await open('/', { client: second });
  await agree(other, /导出 501 人的名单/);

  await page.goto('/members/exports');
  await page.getByText('接收方：县委组织部').waitFor();
  await page.getByRole('button', { name: '开始导出' }).click();
  const saved = page.waitForEvent('download', { timeout: 40_000 });
  await page.getByRole('button', { name: /下载/ }).first().click({ timeout: 40_000 });
  expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/);
  expect(faults).toEqual([]);
});
