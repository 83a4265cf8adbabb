/** What a resident is shown before a request is sent, and who would get it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { requestList } from '../contract.ts';
import { setDuty } from '../duties/contract.ts';
import { plantAnswer } from '../published/factory.ts';

const server = useApp();
let village: Node;
let traffic: Node;
let officer: Client;
const question = `低保申请要准备哪些材料？${hostile}`;
const answer = `请带户口本和收入证明 ${hostile}`;
beforeAll(async () => {
  const { as, tree, write, county } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  traffic = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  officer = await as('county_officer');
  await as('department_handler', { at: traffic });
  const facts = { unit: village, area: village, question, answer };
  await write((tx) => plantAnswer(tx, county, { ...facts, category: 'security.allowance', state: 'published' }));
  await write((tx) => plantAnswer(tx, county, { ...facts, question: '尚未审核的问题' }));
});

type Fields = Readonly<Record<string, string>>;
const get = (url: string) => server.current.app.inject({ url, headers: { host: 'localhost' } });
const post = (url: string, fields: Fields) =>
  server.current.app.inject({
    method: 'POST',
    url,
    headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
const typed = (more: Fields = {}): Fields => ({
  key: newOpaqueId(),
  kind: 'consult',
  category: 'security.allowance',
  areaId: village.id,
  text: '我家困难，请问低保申请要什么材料',
  ...more,
});
const sent = async (): Promise<number> => (await officer.call(requestList, { query: { show: 'all' } })).total;

describe('writing a request', () => {
  test('to which there is an answer shows it first, sends nothing, and sends it all the same when pressed again', async () => {
    const before = await sent();
    const fields = typed({ name: `林某某${hostile}` });
    const { statusCode, body } = await post('/portal/requests/new', fields);
    expect(statusCode).toBe(200);
    expect(body).toContain('可能已有答复');
    expect(body).toContain('请带户口本和收入证明');
    expect(body).not.toContain(hostile);
    expect(body).not.toContain('尚未审核的问题');
    expect(body).not.toContain('<script');
    expect(body).toContain('我家困难，请问低保申请要什么材料</textarea>');
    expect(body).toContain(`<option value="security.allowance" selected="">`);
    expect(body).toContain(`name="key" value="${fields['key'] ?? ''}"`);
    expect(body).toContain('name="sure" value="yes"');
    expect(await sent()).toBe(before);

    const twice = await Promise.all([1, 2].map(() => post('/portal/requests/new', { ...fields, sure: 'yes' })));
    expect(new Set(twice.map((page) => /<p class="code">([^<]+)</.exec(page.body)?.[1])).size).toBe(1);
    expect(await sent()).toBe(before + 1);
  });

  test('keeps that it was read while something has to be corrected', async () => {
    const { statusCode, body } = await post('/portal/requests/new', typed({ sure: 'yes', areaId: '' }));
    expect(statusCode).toBe(422);
    expect(body).toContain('id="f-areaId-wrong"');
    expect(body).toContain('name="sure" value="yes"');
  });

  test.each([
    ['of something else', { text: '猫爬到树上下不来了' }],
    ['that praises', { kind: 'praise' }],
  ])('%s is sent at once', async (_what, more) => {
    const { body } = await post('/portal/requests/new', typed(more));
    expect(body).toContain('<p class="code">');
  });

  test('against a person is led away before anything is compared', async () => {
    const { statusCode, body } = await post('/portal/requests/new', typed({ kind: 'accuse' }));
    expect(statusCode).toBe(422);
    expect(body).toContain('12388');
  });
});

test('published answers are found by words and category, posted and in no address', async () => {
  expect((await get('/portal/requests/answers')).body).toContain('请带户口本和收入证明');
  const find = (fields: Fields) => post('/portal/requests/answers', { key: newOpaqueId(), ...fields });
  expect((await find({ text: '低保申请的材料' })).body).toContain('1 条答复');
  expect((await find({ category: 'roads' })).body).toContain('没有找到公开的答复');
  expect((await find({ category: 'security' })).body).toContain('1 条答复');
  const hostileSearch = await find({ text: hostile, category: hostile });
  expect(hostileSearch.statusCode).toBe(422);
  expect(hostileSearch.body).not.toContain(hostile);
});

test('who answers for a matter is told with the reason, and the catalogue stands below', async () => {
  const reason = `公交线路归交通局 ${hostile}`;
  await officer.call(setDuty, { body: { category: 'roads.buses', level: 'unit', unitId: traffic.id, reason } });
  const page = await get('/portal/requests/duties');
  expect(page.body).toContain('公交班车（全县）：交通局');
  expect(page.body).not.toContain(hostile);
  const ask = (fields: Fields) => post('/portal/requests/duties', { key: newOpaqueId(), ...fields });
  const found = await ask({ areaId: village.id, category: 'roads.buses' });
  expect(found.body).toContain('由交通局办理');
  expect(found.body).toContain('权责清单写明由它办');
  const nothing = await ask({ areaId: '', category: '' });
  expect(nothing.statusCode).toBe(422);
  for (const name of ['areaId', 'category']) expect(nothing.body).toContain(`id="f-${name}-wrong"`);
});
