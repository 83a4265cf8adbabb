/** A request among several hands in a browser: support is asked and given, a return is decided, and texts are kept to begin from. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plantRequest } from '#features/service/requests/factory.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { axeViolations, phone, settled, useStage, type Opened } from './stage.ts';

const stage = useStage();

const shots = process.env['ZHIBU_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const look = async ({ page }: Opened, name: string): Promise<void> => {
  // What shows under the pointer alone is not the page.
  await page.mouse.move(0, 0);
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

const plant = (unit: Node, area: Node, more: object) =>
  stage.current.write((tx) => plantRequest(tx, stage.current.county, { unit, area, ...more }));

test('support is asked and given; a foreign request is returned and named to another unit', async () => {
  const { as, open, tree, write, work } = stage.current;
  work();
  const village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  const roads = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  const water = await write((tx) => plantNode(tx, 'government_department', tree.county, '水利局'));
  const clerk = await as('department_handler', { at: village });
  const roadsClerk = await as('department_handler', { at: roads });
  await as('department_handler', { at: water });
  const officer = await as('county_officer', { at: tree.county });
  const { id } = await plant(village, village, { text: '村口路灯坏了三盏，请尽快修好。', state: 'taken' });
  await plant(village, village, { text: '村口的路灯晚上不亮。' });
  const foreign = await plant(roads, village, { text: '河边的护栏断了一段。', state: 'assigned' });

  const own = await open(`/requests/${id}`, { client: clerk });
  const { page } = own;
  const dialog = page.locator('.ant-modal');
  await page.getByRole('button', { name: '请单位协办' }).click();
  await dialog.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option', { hasText: '交通局' }).click();
  await dialog.getByLabel('需要做什么').fill('请核实这段村道的路灯由谁管。');
  await look(own, 'asking');
  await dialog.getByRole('button', { name: '请单位协办' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('等待回复').waitFor();
  await page.getByRole('button', { name: /^合并办理/ }).click();
  await page.getByText('这些诉求合并办理').waitFor();
  await page.getByRole('button', { name: '登记内部记录' }).click();
  await dialog.getByRole('radio', { name: '走访' }).check();
  await dialog.getByLabel('日期').fill('2026-11-20');
  await dialog.getByLabel('日期').press('Enter');
  await dialog.getByLabel('内容').fill('到现场看过，三盏不亮。');
  await dialog.getByRole('button', { name: /^登\s*记$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('到现场看过').waitFor();
  await look(own, 'working');

  const asked = await open('/requests/tasks', { client: roadsClerk });
  await look(asked, 'tasks');
  await asked.page.getByRole('link', { name: /^请核实/ }).click();
  await asked.page.getByRole('textbox').fill('由村里管，电费由村里付。');
  await look(asked, 'task');
  await asked.page.getByRole('button', { name: /^回\s*复$/ }).click();
  await asked.page.getByText('已回复').first().waitFor();
  await page.getByText('由村里管，电费由村里付。').waitFor();

  await asked.page.goto(`/requests/${foreign.id}`);
  await asked.page.getByRole('button', { name: '申请退单' }).click();
  const sheet = asked.page.locator('.ant-modal');
  await sheet.getByLabel('理由（群众可见）').fill('护栏由水利部门管理。');
  await look(asked, 'returning');
  await sheet.getByRole('button', { name: '申请退单' }).click();
  await asked.page.getByText('等待核定').first().waitFor();
  await asked.page.getByRole('button', { name: /^受\s*理$/ }).waitFor({ state: 'detached' });

  const above = await open('/requests/tasks', { client: officer });
  await above.page.getByRole('link', { name: '护栏由水利部门管理。' }).click();
  await above.page.getByRole('button', { name: /^核\s*定$/ }).click();
  const decision = above.page.locator('.ant-modal');
  await decision.getByRole('combobox').click();
  await above.page.locator('.ant-select-item-option', { hasText: '水利局' }).click();
  await decision.getByLabel('核定理由（群众可见）').fill('河道设施由水利局管理。');
  await look(above, 'deciding');
  await decision.getByRole('button', { name: /^核\s*定$/ }).click();
  await above.page.getByText('没有待核定的退单').waitFor();

  await above.page.goto('/requests/templates');
  await above.page.getByRole('button', { name: '新增模板' }).click();
  await decision.getByLabel('名称').fill('路灯报修');
  await decision.getByLabel('内容').fill('您反映的路灯问题收悉，已安排维修。');
  await look(above, 'template');
  await decision.getByRole('button', { name: '新增模板' }).click();
  await above.page.getByRole('cell', { name: '路灯报修' }).waitFor();
  await look(above, 'templates');

  // A text to begin from stands in the answer.
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  await dialog.getByLabel('底稿').click();
  await page.locator('.ant-select-item-option', { hasText: '路灯报修' }).click();
  expect(await dialog.getByLabel('答复内容').inputValue()).toBe('您反映的路灯问题收悉，已安排维修。');
  await dialog.getByLabel('这是一份处理意见（决定）').check();
  await look(own, 'opinion');
  await dialog.getByRole('radio', { name: '支持诉求' }).check();
  await dialog.getByLabel('事实和理由').fill('经现场核实，三盏路灯损坏。');
  await dialog.getByLabel('法律法规依据').fill('《村庄照明管理办法》第三条');
  await dialog.getByRole('button', { name: /^答\s*复$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 DOCX' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/处理意见书\.docx$/);
  await look(own, 'decided');
  for (const { faults } of [own, asked, above]) expect(faults).toEqual([]);

  for (const [path, client, name] of [
    [`/requests/${id}`, clerk, 'decided-375'],
    ['/requests/tasks', roadsClerk, 'tasks-375'],
    ['/requests/templates', officer, 'templates-375'],
  ] as const) {
    const small = await open(path, { client, view: { ...phone, name: 'narrow' } });
    await look(small, name);
    expect(await small.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    expect(small.faults).toEqual([]);
  }
});
