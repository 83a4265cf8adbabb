/** An article from the first word to its withdrawal, by the pages of the office: written, reviewed item by item, published, withdrawn. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { articleList, oneArticle, saveArticle } from '#features/insight/publishing/contract.ts';
import { bodyText } from '#shared/body.ts';
import { reviewItems } from '#features/insight/publishing/rules.ts';
import { photo, secret } from '#test/harness/pictures.ts';
import { axeViolations, phone, settled, useStage } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const shoot = async (page: Page, name: string): Promise<void> => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

/** As Word puts it on the clipboard: conditional comments, styles, lists as paragraphs, a picture of its own disk. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><h1 style="mso-outline-level:1">一、总体安排</h1>
<p class=MsoNormal style="text-indent:21pt"><span lang=EN-US style="font-family:宋体">　　全县<b>三百</b>个村同步开展<o:p></o:p></span></p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.<span>&nbsp;&nbsp;</span></span><![endif]>统一公开账目</p>
<p class=MsoListParagraph style="mso-list:l0 level2 lfo1"><![if !supportLists]><span style="mso-list:Ignore">a.<span>&nbsp;</span></span><![endif]>村委会盖章</p>
<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">2.<span>&nbsp;</span></span><![endif]>接受群众查问</p>
<table><tr><td>村名</td><td>日期</td></tr><tr><td>浦口村</td><td>12月1日</td></tr></table>
<p class=MsoNormal><u>咨询电话</u>见<a href="https://www.example.gov.cn/a">县网站</a>和<a href="javascript:alert(1)">这里</a></p>
<p class=MsoNormal><img src="file:///C:/Temp/image001.png"></p><script>alert(1)</script><!--EndFragment--></body></html>`;

const paste = (page: Page, html: string): Promise<void> =>
  page.evaluate(`(() => {
    const held = new DataTransfer();
    held.setData('text/html', ${JSON.stringify(html)});
    document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true }));
  })()`);

test('an article is written, reviewed, published and withdrawn', async () => {
  const { as, open, tree, app, work } = stage.current;
  // What others do reaches an open page, and the pages that the portal keeps.
  work();
  const writer = await as('publisher', { at: tree.county });
  const other = await as('publisher', { at: tree.county });
  const reviewer = await as('reviewer', { at: tree.county });
  const officer = await as('county_officer', { at: tree.county });

  const { page, faults } = await open('/publishing', { client: writer });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: '写新稿' }).click();
  // The list has a field for titles as well.
  await page.getByRole('heading', { level: 1, name: '写新稿' }).waitFor();
  await page.getByLabel('标题').fill('全县村务公开本月底前完成');
  await page.getByLabel('栏目').fill('通知公告');
  await page.locator('.ant-select-item-option-active', { hasText: '通知公告' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '开始写' }).click();

  const text = page.getByRole('textbox', { name: '正文' });
  await text.click();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.type('各村要在');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('本月三十日前');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('公开账目。');
  await page.keyboard.press('Enter');
  await paste(page, fromWord);
  await page.getByText('粘贴内容里的图片没有带进来').waitFor();

  // The toolbar by keys alone.
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('小标题');
  await page.keyboard.press('Alt+F10');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect(await page.locator('.ProseMirror h3', { hasText: '小标题' }).count()).toBe(1);

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  const file = join(tmpdir(), `zhibu-journey-${process.pid}.jpg`);
  writeFileSync(file, await photo(900, 600));
  await page.getByRole('button', { name: '配图' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.locator('img').waitFor();
  await dialog.getByRole('button', { name: '放入正文' }).click();
  await dialog.getByText('必填', { exact: true }).waitFor();
  await dialog.getByLabel('文字说明').fill('村民在公开栏前查看账目');
  expect(await axeViolations(page)).toEqual([]);
  await shoot(page, 'picture');
  await dialog.getByLabel('图注').fill('浦口村公开栏');
  await dialog.getByRole('button', { name: '放入正文' }).click();
  await page.locator('.ProseMirror figcaption', { hasText: '浦口村公开栏' }).waitFor();
  await shoot(page, 'edit');
  expect(await axeViolations(page)).toEqual([]);

  // What was typed lies in this browser until it is saved.
  await page.waitForTimeout(600);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.getByRole('button', { name: '继续填写' }).click();
  await second.locator('.ProseMirror', { hasText: '统一公开账目' }).waitFor();
  await second.close();

  // Somebody else changes the title meanwhile: both stay.
  const { items } = await writer.call(articleList, { query: { show: 'draft' } });
  const id = items[0]?.id ?? '';
  const params = { id };
  const before = await other.call(oneArticle, { params });
  const { columnId, body, version } = before;
  await other.call(saveArticle, {
    params,
    body: { version, columnId, title: '全县村务公开月底前完成', summary: '', source: '', body: { ...body } },
  });
  await page.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.getByRole('heading', { name: /全县村务公开月底前完成/ }).waitFor();
  const saved = await writer.call(oneArticle, { params });
  expect(bodyText(saved.body).split('\n')).toEqual([
    '各村要在本月三十日前公开账目。',
    '一、总体安排',
    '全县三百个村同步开展',
    '统一公开账目',
    '村委会盖章',
    '接受群众查问',
    '村名　日期',
    '浦口村　12月1日',
    '咨询电话见县网站和这里',
    '小标题',
    '浦口村公开栏',
  ]);
  const types = (saved.body.content ?? []).map(({ type }) => type);
  expect(types).toContain('orderedList');
  expect(JSON.stringify(saved.body)).not.toMatch(/javascript|mso|style|file:/i);
  expect(saved.images).toHaveLength(1);
  await settled(page);
  await shoot(page, 'article');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^送\s*审$/ }).click();
  await page.getByText('审查中').first().waitFor();

  // Each item on its own; one that is not clear forbids approving.
  const checking = await open(`/publishing/${id}`, { client: reviewer });
  const groups = checking.page.locator('li [role=group] input[type=radio]');
  await expect.poll(() => groups.count()).toBe(reviewItems.length * 2);
  for (let at = 0; at < reviewItems.length; at += 1) await groups.nth(at * 2).check();
  await groups.nth(5).check();
  await checking.page.getByRole('radio', { name: '通过，送签发' }).check();
  await checking.page.getByRole('button', { name: '提交审查结论' }).click();
  await checking.page.getByText('有审查项不通过，只能退回').first().waitFor();
  expect(await axeViolations(checking.page)).toEqual([]);
  await shoot(checking.page, 'review');
  await groups.nth(4).check();
  await checking.page.getByRole('button', { name: '提交审查结论' }).click();
  await checking.page.getByText('待签发').first().waitFor();
  expect(checking.faults).toEqual([]);

  // The writer's page says that it is another person's turn.
  await page.getByText('这一步请其他人办理').waitFor();
  const publishing = await open(`/publishing/${id}`, { client: officer });
  await publishing.page.getByRole('button', { name: /^签\s*发$/ }).click();
  await settled(publishing.page);
  expect(await axeViolations(publishing.page)).toEqual([]);
  await shoot(publishing.page, 'publish');
  await publishing.page
    .locator('.ant-modal')
    .getByRole('button', { name: /^签\s*发$/ })
    .click();
  await publishing.page.getByText('公开中').first().waitFor();
  const read = () => app.inject({ url: `/portal/articles/${id}`, headers: { host: 'localhost' } });
  const shown = await read();
  expect([shown.statusCode, shown.body.includes('浦口村公开栏')]).toEqual([200, true]);
  const image = /src="([^"]+)" alt="村民在公开栏前查看账目"/.exec(shown.body)?.[1] ?? '';
  const bytes = (await app.inject({ url: image, headers: { host: 'localhost' } })).rawPayload;
  expect([bytes.subarray(0, 3).toString('hex'), bytes.includes(secret)]).toEqual(['ffd8ff', false]);

  await publishing.page.getByRole('button', { name: '调整上线时间' }).click();
  const times = publishing.page.locator('.ant-modal');
  await times.getByLabel('到期日期').fill('2099-01-01');
  await publishing.page.keyboard.press('Tab');
  await times.getByLabel('到期时间').fill('25:00');
  await times.getByRole('button', { name: '调整上线时间' }).click();
  await times.getByText('格式不正确').waitFor();
  await times.getByLabel('到期时间').fill('08:30');
  await times.getByRole('button', { name: '调整上线时间' }).click();
  await times.waitFor({ state: 'detached' });
  const { publication } = await officer.call(oneArticle, { params });
  expect(Date.parse(publication?.until ?? '')).toBe(Date.parse('2099-01-01T08:30:00+08:00'));

  await publishing.page.getByRole('button', { name: /^撤\s*稿$/ }).click();
  await times.getByRole('textbox').fill('账目数字有误，改后再发');
  await times.getByRole('button', { name: /^撤\s*稿$/ }).click();
  await publishing.page.getByText('已撤稿').first().waitFor();
  await expect.poll(async () => (await read()).statusCode, { timeout: 2_000 }).toBe(404);
  await publishing.page.getByText('账目数字有误，改后再发').waitFor();
  await publishing.page.getByRole('button', { name: /^查看 第 1 稿$/ }).click();
  await settled(publishing.page);
  expect(publishing.faults).toEqual([]);
  expect(faults).toEqual([]);

  const small = await open('/publishing?show=all', { client: writer, view: { ...phone, name: 'narrow' } });
  for (const [name, path] of [
    ['list', '/publishing?show=all'],
    ['one', `/publishing/${id}`],
    ['edit', `/publishing/${id}/edit`],
    ['columns', '/publishing/columns'],
  ] as const) {
    await small.page.goto(path);
    await settled(small.page);
    expect(await small.page.evaluate<number>('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(375);
    expect(await axeViolations(small.page), name).toEqual([]);
    await shoot(small.page, `${name}-375`);
  }
  expect(small.faults).toEqual([]);
});

test('columns are kept by the county', async () => {
  const { as, open, tree } = stage.current;
  const { page, faults } = await open('/publishing/columns', {
    client: await as('county_officer', { at: tree.county }),
  });
  await settled(page);
  await shoot(page, 'columns');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '新增栏目' }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByLabel('中文名称').fill('招聘信息');
  await dialog.getByLabel('英文名称').fill('Jobs');
  await dialog.getByLabel('网址名').fill('招聘');
  await dialog.getByRole('button', { name: '新增栏目' }).click();
  await dialog.getByText('网址名只能用小写字母').waitFor();
  await dialog.getByLabel('网址名').fill('jobs');
  await dialog.getByRole('button', { name: '新增栏目' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '修改 招聘信息' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByLabel('停用').click();
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /招聘信息/ });
  await row.getByText('停用').waitFor();

  await page.getByRole('button', { name: '门户页脚' }).click();
  await dialog.getByLabel('电话').fill('0577-67222222');
  await dialog.getByLabel('ICP备案号').fill('');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.goto('/publishing/contacts');
  await settled(page);
  await page
    .getByRole('button', { name: /^修改 / })
    .first()
    .click();
  await dialog.getByLabel('电话').fill('0577-67333333');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('0577-67333333').waitFor();
  await shoot(page, 'contacts');
  expect(faults).toEqual([]);
});
