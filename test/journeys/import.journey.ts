import { beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { memberCounts } from '#features/base/members/contract.ts';
import { makeIdNumber, makeMember } from '#features/base/members/factory.ts';
import { settled, useStage } from './stage.ts';

const stage = useStage();
beforeAll(() => stage.current.work());

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A title above the headings, a starred heading, one that nobody knows, an example row's worth of mess. */
const headings = ['序号', '姓名*', '公民身份号码', '所在党支部', '人员类别', '入党时间', '转正时间', '联络号码'];

interface Row {
  readonly name: string;
  readonly idNumber: string;
  readonly branch: string;
  readonly phone: string;
}

const roster = (rows: readonly Row[]): Buffer => {
  const lines = rows.map(({ name, idNumber, branch, phone }, place) =>
    [String(place + 1), name, idNumber, branch, '正式党员', '2005年7月1日', '2006.7.1', phone].map(quoted).join(','),
  );
  return Buffer.from(`\uFEFF${['永嘉县党员花名册', headings.join(','), ...lines].join('\r\n')}`);
};

const newcomers = (branch: string): Row[] =>
  Array.from({ length: 59 }, (_, place) => ({
    name: `钟${String.fromCodePoint(0x4e10 + place * 7)}`,
    idNumber: makeIdNumber(`19${60 + (place % 25)}-0${1 + (place % 9)}-1${place % 9}`, place % 2 === 0 ? '1' : '2'),
    branch,
    phone: `1385770${1_000 + place}`,
  }));

/** The last character stands for the sum of the others; another one makes the number wrong. */
const spoilt = (idNumber: string): string => idNumber.slice(0, -1) + (idNumber.endsWith('1') ? '2' : '1');

const openTab = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('tab', { name }).click();
  await settled(page);
};

const choose = async (page: Page, label: string, words: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click();
  await page.keyboard.type(words);
  await page.locator('.ant-select-item-option-active').waitFor();
  await page.keyboard.press('Enter');
};

test('a county officer maps, mends and writes a messy roster, sees a member, and takes it all back', async () => {
  const { as, open, tree, write, county } = stage.current;
  const officer = await as('county_officer');
  const known = await write((tx) =>
    makeMember(tx, county, { branch: tree.branchA1, fields: { name: '林阿土', phone: '13800001111' } }),
  );
  const rows = newcomers(tree.branchA1.name);
  const right = rows[0]?.idNumber ?? '';
  const messy = [
    ...rows.map((row, place) => ({
      ...row,
      ...(place === 0 ? { idNumber: spoilt(right) } : {}),
      ...(place === 1 ? { branch: '县第九支部' } : {}),
    })),
    { name: '林阿土', idNumber: String(known.fields.idNumber), branch: tree.branchA1.name, phone: '13900002222' },
  ];
  const before = await officer.call(memberCounts, { query: {} });

  const { page, faults } = await open('/members/imports', { client: officer });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '花名册.csv', mimeType: 'text/csv', buffer: roster(messy) });
  await page.waitForURL(/members\/imports\/[0-9a-f-]{36}/);

  await openTab(page, '表头对应');
  await choose(page, '联络号码 读作', '手机号码');
  await page.getByRole('button', { name: '保存并重新读取' }).click();
  await page.getByText('沿用上次').waitFor();

  await openTab(page, '支部名称 1');
  await choose(page, '县第九支部 对应的支部', tree.branchA2.name);
  await page.getByRole('button', { name: '确认并重新读取' }).click();
  await page.getByRole('tab', { name: '支部名称', exact: true }).waitFor();
  // What was confirmed stands there, and is not to be confirmed again.
  await openTab(page, '支部名称');
  await page.locator('tr', { hasText: '县第九支部' }).getByText(tree.branchA2.name).first().waitFor();
  expect(await page.getByRole('button', { name: '确认并重新读取' }).isDisabled()).toBe(true);

  await openTab(page, '错误 1');
  await page.getByText('身份证号末位校验不符，请核对').last().waitFor();
  await page.getByRole('button', { name: /^修改 / }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(right);
  await page.getByRole('button', { name: '保存并重新核对' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await openTab(page, '变更 1');
  await page.getByText('138****1111').waitFor();
  await page.getByText('139****2222').waitFor();

  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('dialog').getByLabel('导入原因').fill('年度核对');
  await page.getByRole('button', { name: '写入名册' }).click();
  await page.getByText('已导入：新增 59 人，变更 1 人').waitFor();
  expect(await officer.call(memberCounts, { query: {} })).toMatchObject({ members: before.members + 59 });

  await openTab(page, '新增 59');
  await page.getByRole('link', { name: rows[2]?.name ?? '' }).click();
  await page.getByRole('heading', { level: 1, name: rows[2]?.name ?? '' }).waitFor();
  await settled(page);
  await page.goBack();

  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('拿错了文件');
  await page.getByRole('dialog').getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByText('已全部恢复到导入之前').waitFor();
  expect(await officer.call(memberCounts, { query: {} })).toEqual(before);
  expect(faults).toEqual([]);
}, 120_000);
