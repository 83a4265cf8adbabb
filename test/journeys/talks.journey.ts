/** Live threads in a browser: a resident whose network goes away, the office that answers, and a member with the own branch. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { requestList, sendRequest } from '#features/service/requests/contract.ts';
import { requestTalk, sayByCode, tellResident } from '#features/service/requests/talk/contract.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { axeViolations, desktop, phone, scriptless, settled, useStage, type View } from './stage.ts';

const stage = useStage();
let village: Node;
let worker: Client;
beforeAll(async () => {
  const { as, tree, write, work } = stage.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  worker = await as('department_handler', { at: village });
  work();
});

const send = () =>
  stage.current.nobody.call(sendRequest, {
    body: { kind: 'help', category: 'roads', areaId: village.id, text: '村口路灯坏了三盏' },
  });
const newest = async (): Promise<string> => {
  const { items } = await worker.call(requestList, { query: { show: 'all', limit: 100 } });
  return (
    items
      .map(({ id }) => id)
      .toSorted()
      .at(-1) ?? ''
  );
};
const tell = (id: string, text: string) => worker.call(tellResident, { params: { id }, body: { text } });

const openTalk = async (page: Page, code: string): Promise<void> => {
  await page.goto('/portal/requests/follow');
  await page.getByLabel('查询码').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '在线交流' }).click();
  await page.getByRole('heading', { level: 1, name: '与承办单位在线交流' }).waitFor();
};
/** Messages as they stand on the page, with their numbers. */
const shown = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('#talk-log li[data-seq]')].map((item) => item.dataset.seq + ' ' + item.querySelector('.said').textContent)`,
  );
const say = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('想说的话').fill(text);
  await page.getByRole('button', { name: '发送' }).click();
};

test('a live thread that loses its network loses and doubles nothing', async () => {
  const { code, id } = await send();
  const { page, faults } = await stage.current.open('/portal', { view: phone });
  await openTalk(page, code);
  await page.getByText('已连接').waitFor();
  await say(page, '什么时候来修');
  await expect.poll(() => shown(page), { timeout: 10_000 }).toEqual(['1 什么时候来修']);
  await page.getByText('下一个就是您').waitFor();
  await tell(id, '下午就来');
  await expect.poll(() => shown(page), { timeout: 10_000 }).toEqual(['1 什么时候来修', '2 下午就来']);

  await page.context().setOffline(true);
  await say(page, '好的，我在村口等');
  await say(page, '电线杆旁边');
  await page.getByText('正在发送').first().waitFor();
  await tell(id, '两点半到');
  expect(await shown(page)).toEqual(['1 什么时候来修', '2 下午就来']);
  expect((await worker.call(requestTalk, { params: { id } })).last).toBe(3);

  await page.context().setOffline(false);
  const all = ['1 什么时候来修', '2 下午就来', '3 两点半到', '4 好的，我在村口等', '5 电线杆旁边'];
  await expect.poll(() => shown(page), { timeout: 30_000 }).toEqual(all);
  await expect.poll(() => page.locator('#talk-log .sending').count()).toBe(0);
  const { messages } = await worker.call(requestTalk, { params: { id } });
  expect(messages.map(({ seq, text }) => `${seq} ${text ?? ''}`)).toEqual(all);
  expect(await axeViolations(page)).toEqual([]);
  // The browser itself says that a fetch without a network failed.
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/.test(fault))).toEqual([]);
  await page.context().close();
});

test('without script it is sent and looked at by buttons', async () => {
  const { code, id } = await send();
  const { page, faults } = await stage.current.open('/portal', { view: scriptless });
  await openTalk(page, code);
  await say(page, '在吗');
  await expect.poll(() => shown(page)).toEqual(['1 在吗']);
  await page.reload();
  expect(await shown(page)).toEqual(['1 在吗']);
  await tell(id, '在的');
  await page.getByRole('button', { name: '看有没有新消息' }).click();
  await expect.poll(() => shown(page)).toEqual(['1 在吗', '2 在的']);
  await page.getByRole('button', { name: '回到办理情况' }).click();
  await page.getByText('开始在线交流').waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each([desktop, phone])('the unit answers from the page of the request: $name', async (view: View) => {
  const { code } = await send();
  const id = await newest();
  const { nobody } = stage.current;
  await nobody.call(sayByCode, { body: { code, text: '请问何时来修' } });
  const { page, faults } = await stage.current.open('/talks', { client: worker, view });
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.goto(`/requests/${id}`);
  await page.getByText('请问何时来修').waitFor();
  await page.getByRole('button', { name: '由我接待' }).click();
  await page.getByText('工作人员开始接待').waitFor();
  await page.getByRole('textbox', { name: '回复' }).fill('下午三点到');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('下午三点到').first().waitFor();
  await nobody.call(sayByCode, { body: { code, text: '好的谢谢' } });
  // By the live key, without a touch.
  await page.getByText('好的谢谢').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a member writes to the branch on the phone, and the secretary answers in the office', async () => {
  const { as, member } = stage.current;
  const person = await member();
  const [client, secretary] = [await as('member', { person }), await as('branch_secretary')];
  const own = await stage.current.open('/m/talk', { client, view: phone });
  await own.page.getByRole('textbox', { name: '想说的话' }).fill('这个月的党课几点开始');
  await own.page.getByRole('button', { name: '发送' }).click();
  await own.page.getByText('这个月的党课几点开始').first().waitFor();
  await settled(own.page);
  expect(await axeViolations(own.page)).toEqual([]);
  const office = await stage.current.open('/talks', { client: secretary, view: desktop });
  await office.page.locator(`a[href="/talks/${person.id}"]`).click();
  await office.page.getByRole('textbox', { name: '回复' }).fill('周五晚上七点');
  await office.page.getByRole('button', { name: '发送' }).click();
  await own.page.getByText('周五晚上七点').waitFor();
  expect([...own.faults, ...office.faults]).toEqual([]);
  await own.page.context().close();
  await office.page.context().close();
});

test('the office hours of a unit are typed as people write them', async () => {
  const { page, faults } = await stage.current.open('/talks/hours', { client: worker, view: desktop });
  await page.getByLabel('工作日（含调休上班日）').fill('上午');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('请写成 08:30-12:00').waitFor();
  await page.getByLabel('工作日（含调休上班日）').fill('8:00－12:00, 14:00-17:00');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存').waitFor();
  await settled(page);
  expect(await axeViolations(page)).toEqual([]);
  await page.reload();
  expect(await page.getByLabel('工作日（含调休上班日）').inputValue()).toBe('08:00-12:00，14:00-17:00');
  expect(faults).toEqual([]);
  await page.context().close();
});
