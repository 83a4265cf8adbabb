import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { bankList } from '#features/education/bank/contract.ts';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();
beforeAll(() => stage.current.work());

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** As people keep it: a title, other names of columns, full-width letters, a repeated question, an answer that nobody can read. */
const messy = [
  '某县党建题库,,,,,,',
  '序号,题目,Ａ,Ｂ,正确答案,题库分类,答题解析',
  '1,预备党员的预备期为多长时间？,一年,两年,Ａ,党章,第七条',
  '2,支部委员会会议一般多久召开一次？,每月,每年,a,组织生活,',
  '3,支部党员大会一般多久召开一次,每季度,每三年,看书,党章,',
  '4,党课由谁来讲都可以吗？,,,×,组织生活,',
  '5,村党支部每届任期几年？,五年,三年,1,党章,',
].join('\r\n');

test('columns that nobody knows are named by hand', async () => {
  const { as, open, tree } = stage.current;
  const writer = await as('township_worker', { at: tree.townshipA });
  const { page, faults } = await open('/education/bank/imports', { client: writer, view: { ...phone, width: 375 } });
  const strange = '编号,说的是什么,甲,乙,对的\n1,党支部由哪一级领导？,上级党委,同级行政,A\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '怪.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${strange}`) });
  await page.getByText('各列是什么？').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  for (const [place, name] of [
    [2, '题干'],
    [3, '选项 A'],
    [4, '选项 B'],
    [5, '答案'],
  ] as const) {
    await page.getByRole('combobox', { name: `第 ${place} 列` }).click();
    await page.keyboard.type(name);
    await page.locator('.ant-select-item-option-active').getByText(name).first().waitFor();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: '按这样读取' }).click();
  await page.getByText('党支部由哪一级领导？').first().waitFor();
  expect(faults).toEqual([]);
}, 120_000);

test('a file without headings and without categories is confirmed once, and filed once', async () => {
  const { as, open } = stage.current;
  const officer = await as('county_officer');
  const bare = [
    '1,单选题,谁召集支部党员大会？,支部书记,普通党员,Ａ',
    '2,多选题,支部委员会有哪些委员？,组织委员,宣传委员,A、B',
    '3,判断题,党课可以长期不上。,,,×',
  ].join('\n');
  for (const view of [
    { ...desktop, width: 1280 },
    { ...phone, touch: false },
  ]) {
    const { page, faults } = await open('/education/bank/imports', { client: officer, view });
    const shoot = async (name: string): Promise<void> => {
      if (shots) await page.screenshot({ path: `${shots}/${name}-${view.width}.png`, fullPage: true });
    };
    const name = `新分类${view.width}`;
    await page.locator('input[type=file]').setInputFiles({
      name: '无表头.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(bare.replaceAll('？', `${view.width}？`)),
    });
    await page.getByText('已按内容预先选好，请核对后读取。').waitFor();
    await page.getByText('待指定各列').waitFor();
    await settled(page);
    expect(await axeViolations(page)).toEqual([]);
    await shoot('bank-map');
    await page.getByRole('button', { name: '按这样读取' }).click();
    await page.getByText(/没有写分类的 \d 题/).waitFor();
    await settled(page);
    expect(await page.getByRole('tab', { name: '有问题 0' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '确认导入' }).count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    await shoot('bank-category');
    await page.getByRole('button', { name: /新建分类 没有写分类/ }).click();
    await page.getByRole('dialog').getByLabel('中文名称').fill(name);
    await page.getByRole('dialog').getByRole('combobox', { name: '主题' }).click();
    await page.locator('.ant-select-item-option').first().click();
    await shoot('bank-category-new');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^保\s*存$/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: /归入 没有写分类/ }).click();
    await page.getByText(`已归入“${name}”`).waitFor();
    await page.getByRole('button', { name: '确认导入' }).waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(view.width);
    expect(faults).toEqual([]);
  }
}, 120_000);

test('a messy bank is mended, written, reviewed by another, and taken back', async () => {
  const { as, open, tree, write } = stage.current;
  const writer = await as('township_worker', { at: tree.townshipA });
  await write((tx) =>
    plantQuestion(tx, {
      unit: tree.townshipA,
      stem: '村党支部每届任期一般几年？',
      options: [
        { key: 'A', text: '五年' },
        { key: 'B', text: '三年' },
      ],
    }),
  );
  const { page, faults } = await open('/education/bank/imports', { client: writer });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '题库.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${messy}`) });
  await page.waitForURL(/education\/bank\/imports\/[0-9a-f-]{36}/);

  // A name of a category that nobody knows is given one for all its rows.
  await page.getByText('“组织生活”（2 题）').waitFor();
  await settled(page);
  await page.getByRole('combobox', { name: /分类 “组织生活”/ }).click();
  await page.keyboard.type('支部');
  await page.locator('.ant-select-item-option-active').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /归入 “组织生活”/ }).click();
  await page.getByRole('tab', { name: '可导入 3' }).waitFor();

  // What cannot be read is mended in place.
  await page.getByRole('tab', { name: '有问题 1' }).click();
  await page.getByText('看不懂答案“看书”').first().waitFor();
  await settled(page);
  await page.getByRole('button', { name: '修改 3' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: '选项 A 是答案' }).check();
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  // What is like a question of the bank stands beside it, and is left out.
  await page.getByRole('tab', { name: '疑似重复 1' }).click();
  await page.getByText('村党支部每届任期一般几年？').waitFor();
  await settled(page);
  await page.getByRole('button', { name: '跳过 5' }).click();
  await page.getByRole('tab', { name: '跳过 1' }).waitFor();

  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByRole('dialog').getByLabel('写入后立即送审').check();
  await page.getByRole('dialog').getByRole('button', { name: '确认导入' }).click();
  await page.getByText('写入了 4 题。').waitFor();

  // Another person approves two of them.
  const reviewer = await as('county_officer');
  const { items } = await reviewer.call(bankList, { query: { show: 'review' } });
  const second = await open('/education/bank?show=mine', { client: reviewer });
  await second.page.getByRole('link', { name: '预备党员的预备期为多长时间？' }).waitFor();
  await settled(second.page);
  await second.page.locator('tr', { hasText: '预备党员的预备期' }).getByRole('checkbox').check();
  await second.page.getByRole('button', { name: '通过并发布' }).click();
  await second.page.getByText('已处理 1 题').waitFor();
  expect(items.length).toBe(4);

  await page.getByRole('button', { name: '撤销导入' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click();
  await page.getByText('已撤销：1 题因已发布或被改动而保留。').waitFor();
  expect((await writer.call(bankList, { query: { show: 'review' } })).total).toBe(0);
  expect([faults, second.faults]).toEqual([[], []]);
}, 120_000);
