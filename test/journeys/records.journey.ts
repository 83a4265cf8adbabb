/** What stands around a file: filters kept for later, dated records, papers with their scans, and a network that goes away. */
import { expect, test } from 'vitest';
import { makeMember } from '#features/base/members/factory.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

/** A picture of one grey dot. */
const scan = {
  name: '入党志愿书.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

const plantMember = (name: string, category = 'full') =>
  stage.current.write((tx) =>
    makeMember(tx, stage.current.county, {
      branch: stage.current.tree.branchA1,
      fields: category === 'full' ? { name } : { name, category, fullOn: null },
    }),
  );

test('a filter is saved under a name and brings its list back', async () => {
  const client = await stage.current.as('branch_secretary');
  await plantMember('公羊致远', 'probationary');
  const { page, faults } = await stage.current.open('/members', { client });
  await page.getByRole('combobox', { name: '人员类别' }).click();
  await page.locator('.ant-select-item-option-content', { hasText: '预备党员' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('共 1 条').waitFor();
  await page.getByRole('button', { name: '保存的筛选' }).click();
  await page.getByRole('textbox', { name: '保存当前筛选' }).fill('待转正');
  await page.getByRole('button', { name: '保存当前筛选' }).click();
  await page.getByText('待转正').first().waitFor();

  await page.goto('/members');
  await settled(page);
  await page.getByRole('button', { name: '保存的筛选' }).click();
  await page.getByRole('button', { name: '待转正', exact: true }).click();
  await page.waitForURL(/category=probationary/);
  await page.getByRole('link', { name: '公羊致远' }).waitFor();
  expect(faults).toEqual([]);
});

test('a record that could not be sent stays in the browser and is sent when the network is back', async () => {
  const client = await stage.current.as('branch_secretary');
  const { id } = await plantMember('太史春华');
  const { page } = await stage.current.open(`/members/${id}`, { client });
  await page.getByRole('button', { name: '新增教育培训' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByLabel('培训名称').fill('党员冬训');
  await dialog.getByLabel('开始日期').fill('2026-01-08');
  await page.keyboard.press('Tab');
  await page.context().setOffline(true);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('网络不通，尚未提交').waitFor();

  await dialog.getByRole('button', { name: /取\s*消/ }).click();
  await page.context().setOffline(false);
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: '新增教育培训' }).click();
  await dialog.getByRole('button', { name: '继续填写' }).click();
  expect(await dialog.getByLabel('培训名称').inputValue()).toBe('党员冬训');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  const { records } = await client.call(memberFile, { params: { id } });
  expect(records.training_record.map(({ values }) => values['title'])).toEqual(['党员冬训']);
});

test('a session that ends in the middle of a form says so and loses nothing', async () => {
  const { as, open, tree } = stage.current;
  const password = '溪山-红梅-2026';
  const client = await as('branch_secretary', { at: tree.branchA1, password });
  const { id } = await plantMember('赫连霜降');
  const { page } = await open(`/members/${id}`, { client });
  await page.getByRole('button', { name: '修改基本信息' }).click();
  await page.getByLabel('籍贯', { exact: true }).fill('浙江文成');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('登录已失效').waitFor();
  await page.locator('input[autocomplete="username"]').fill(client.session?.signInName ?? '');
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '修改基本信息' }).click();
  await page.getByRole('button', { name: '继续填写' }).click();
  expect(await page.getByLabel('籍贯', { exact: true }).inputValue()).toBe('浙江文成');
});

test('a paper is entered on the phone, and its scan opens in the office', async () => {
  const { as, open, tree } = stage.current;
  const client = await as('township_worker', { at: tree.townshipA });
  const { id } = await plantMember('钟离维夏');
  const { page, faults } = await open(`/m/members/${id}`, { client, view: phone });
  await page.locator('summary', { hasText: '档案材料' }).click();
  await page.getByRole('button', { name: '新增档案材料' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(/材料类型/).selectOption({ label: '入党志愿书' });
  await sheet.getByLabel(/材料名称/).fill('入党志愿书');
  await sheet.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '拍照或上传电子件：入党志愿书' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('input[type=file]').setInputFiles(scan);
  await page.getByRole('button', { name: '查看“入党志愿书”的电子件' }).waitFor();

  const { page: office, faults: officeFaults } = await open(`/members/${id}`, { client });
  const saved = office.waitForEvent('download');
  // A scan has no mask: it is opened for a reason, which the member reads.
  await office.getByRole('button', { name: '查看 入党志愿书' }).click();
  const why = office.getByRole('dialog', { name: '查看“入党志愿书”的电子件' });
  await why.getByLabel('理由').fill('核对入党时间');
  await settled(office);
  expect(await axeViolations(office)).toEqual([]);
  await why.getByRole('button', { name: '查看' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.png$/);
  expect([...faults, ...officeFaults]).toEqual([]);
});

test('a page whose code cannot be fetched says so and comes when the network is back', async () => {
  const client = await stage.current.as('branch_secretary');
  const { page } = await stage.current.open('/', { client });
  await page.context().setOffline(true);
  await page.getByRole('menuitem', { name: '党员' }).first().click();
  await page.getByRole('link', { name: '党员名册' }).click();
  await page.getByText('页面没有载入').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByRole('heading', { level: 1, name: '党员名册' }).waitFor();
});
