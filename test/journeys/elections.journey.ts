/** An election from the plan to the announcement, with a second person at the count. */
import { expect, test } from 'vitest';
import {
  confirmCount,
  electionById,
  electionList,
  enterCount,
  setCandidates,
} from '#features/management/elections/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { axeViolations, desktop, phone, settled, useStage } from './stage.ts';

const stage = useStage();
const names = ['丁春华', '王建国', '刘志远', '魏秀兰', '陈永年'] as const;

test('a committee is elected on paper: roll, candidates, ballots, count, result', async () => {
  const { tree, county, write, as, open } = stage.current;
  const worker = await as('branch_secretary', { at: tree.branchA2 });
  for (const name of names) await write((tx) => makeMember(tx, county, { branch: tree.branchA2, fields: { name } }));
  const { page, faults } = await open(`/elections/new?organisationId=${tree.branchA2.id}`, { client: worker });
  await page.getByLabel('应选人数').fill('3');
  await page.getByLabel('选举日').fill(county.today());
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/\/elections\/[0-9a-f-]{36}/);
  await page.getByText('正式党员 5 名').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: `登记情形：${names[4]}` }).click();
  const dialog = page.locator('.ant-modal');
  await dialog.getByRole('combobox', { name: '情形' }).click();
  await page.locator('.ant-select-item-option-content', { hasText: '年老体弱' }).click();
  await dialog.getByLabel('上级同意').fill('永组〔2026〕9号');
  await dialog.getByLabel('党员大会决议日期').fill(county.today());
  await page.keyboard.press('Tab');
  // A calendar that is still closing would take the click.
  await settled(page);
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByText('应到会 4 名').waitFor();

  await page.getByRole('tab', { name: /候选人/ }).click();
  await page.getByRole('button', { name: '选择候选人' }).click();
  await page.locator('.ant-modal').getByRole('combobox').click();
  for (const name of names.slice(0, 4))
    await page.locator('.ant-select-item-option-content', { hasText: name }).click();
  await page.keyboard.press('Escape');
  await page.locator('.ant-modal').getByRole('button', { name: '保存' }).click();
  await page.getByRole('rowheader', { name: names[3] }).waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('tab', { name: /计票/ }).click();
  const numbers = { 实到会有选举权人数: 4, 发出选票: 4, 收回选票: 4, 有效票: 4, 无效票: 0 };
  for (const [label, value] of Object.entries(numbers))
    await page.getByRole('spinbutton', { name: label, exact: true }).fill(String(value));
  for (const [place, yes] of [4, 3, 3, 1].entries()) {
    await page.getByLabel(`${names[place] ?? ''}：赞成`, { exact: true }).fill(String(yes));
    await page.getByLabel(`${names[place] ?? ''}：不赞成`, { exact: true }).fill(String(4 - yes));
  }
  await page.getByLabel('监票人').fill('赵一、钱二');
  await page.getByLabel('计票人').fill('孙三');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '添加另选人' }).click();
  await page.getByRole('button', { name: '提交计票' }).click();
  await page.getByRole('alert').getByText('请选择另选人').waitFor();
  await page.getByRole('button', { name: '删除第 1 个另选人' }).click();
  await page.getByRole('button', { name: '提交计票' }).click();
  await page.getByText('等待另一位人员核对').first().waitFor();
  expect(faults).toEqual([]);

  const { items } = await worker.call(electionList, { query: {} });
  const id = items[0]?.id ?? '';
  const second = await open(`/elections/${id}?step=count`, { client: await as('township_worker'), view: phone });
  await second.page.getByRole('button', { name: '核对无误' }).click();
  await second.page.locator('.ant-modal').getByRole('button', { name: '核对无误' }).click();
  await second.page.getByText('核对于').waitFor();
  await second.page.getByRole('tab', { name: /结果/ }).click();
  await second.page.getByText('全部选出').waitFor();
  expect(await axeViolations(second.page)).toEqual([]);
  await second.page.getByLabel('宣布人').fill('主持人李四');
  await second.page.getByRole('button', { name: '登记宣布结果' }).click();
  await second.page.getByRole('button', { name: '登记届次和任职' }).waitFor();
  await settled(second.page);
  expect(await axeViolations(second.page)).toEqual([]);
  expect(second.faults).toEqual([]);
  const closed = await worker.call(electionById, { params: { id } });
  expect(closed.candidates.items.map(({ name, elected }) => [name, elected])).toEqual([
    [names[0], true],
    [names[1], true],
    [names[2], true],
    [names[3], false],
  ]);
});

test('a preliminary vote names the candidates, and the formal one begins with them', async () => {
  const { tree, county, write, as, open } = stage.current;
  const branch = tree.branchB1;
  const worker = await as('branch_secretary', { at: branch });
  for (const name of names) await write((tx) => makeMember(tx, county, { branch, fields: { name } }));
  const { page, faults } = await open(`/elections/new?organisationId=${branch.id}`, { client: worker });
  await page.getByLabel('应选人数').fill('3');
  await page.getByText('差额预选、等额选举').click();
  expect(await page.getByRole('radio', { name: '差额预选（产生候选人）' }).isChecked()).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel('选举日').fill(county.today());
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/\/elections\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: /委员会委员预选/ }).waitFor();

  const { items } = await worker.call(electionList, { query: {} });
  const { id, version } = items[0] ?? { id: '', version: 1 };
  const { roll } = await worker.call(electionById, { params: { id } });
  const stand = names.slice(0, 4).map((name) => roll.items.find((line) => line.name === name)?.personId ?? '');
  await worker.call(setCandidates, { params: { id }, body: { version, people: stand.toReversed() } });
  const ballot = await open(`/elections/${id}/print`, { client: worker, view: desktop });
  await ballot.page.getByRole('heading', { name: /候选人预选选票/ }).waitFor();
  // By strokes, whatever the order in which they were chosen.
  const rows = await ballot.page.locator('table').first().getByRole('rowheader').allTextContents();
  expect(rows.slice(0, 4)).toEqual(names.slice(0, 4));

  const yes = [5, 4, 2, 3];
  const entered = await worker.call(enterCount, {
    params: { id },
    body: {
      version: version + 1,
      present: 5,
      issued: 5,
      returned: 5,
      valid: 5,
      invalid: 0,
      candidates: stand.map((personId, at) => ({ personId, yes: yes[at] ?? 0, no: 5 - (yes[at] ?? 0), abstain: 0 })),
      scrutineers: ['赵一'],
      tellers: ['钱二'],
    },
  });
  const above = await as('township_worker', { at: tree.townshipB });
  await above.call(confirmCount, { params: { id }, body: { version: entered.version } });
  await page.goto(`${page.url().split('?')[0] ?? ''}?step=result`);
  await page.getByText('候选人全部产生').waitFor();
  await page.getByText('列为候选人的票数：符合').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel('宣布人').fill('主持人李四');
  await page.getByRole('button', { name: '登记宣布结果' }).click();
  await page.getByRole('link', { name: '筹备正式选举' }).click();
  await page.getByLabel('选举日').fill(county.today());
  await page.keyboard.press('Tab');
  expect(await page.getByLabel('应选人数').inputValue()).toBe('3');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: /委员会委员 / }).waitFor();
  await page.getByRole('tab', { name: /候选人/ }).click();
  await page.getByText('的预选产生').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  const formal = (await worker.call(electionList, { query: {} })).items.find(({ preliminary }) => !preliminary);
  const { candidates } = await worker.call(electionById, { params: { id: formal?.id ?? '' } });
  expect(candidates).toMatchObject({ problem: null, namedBy: { id } });
  expect(candidates.items.map(({ name }) => name)).toEqual([names[0], names[1], names[3]]);
});

test('the sheets to print hold the ballot and the roll, and nothing of the page on paper', async () => {
  const { tree, open, as } = stage.current;
  const client = await as('branch_secretary', { at: tree.branchA2 });
  const { items } = await client.call(electionList, { query: { state: 'all' } });
  const { page } = await open(`/elections/${items[0]?.id ?? ''}/print`, { client, view: desktop });
  await page.getByRole('heading', { name: /选举选票/ }).waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
  expect(await page.getByRole('rowheader', { name: names[0] }).first().isVisible()).toBe(true);
});
