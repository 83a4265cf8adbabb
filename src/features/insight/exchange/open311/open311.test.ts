/** What other people's programs do: find, send, follow, and are refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { followRequest } from '#features/service/requests/contract.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';

const server = useApp();
let village: Node;
let key = '';
let keyId = '';

beforeAll(async () => {
  const { tree, write, as } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  await as('department_handler', { at: village });
  const admin = await as('system_admin');
  ({ key, id: keyId } = await admin.call(contract.makeKey, { body: { name: '随手拍', contact: '县大数据局' } }));
  await admin.call(contract.placeArea, { params: { id: village.id }, body: { lat: 28.15, long: 120.69 } });
});

const get = (path: string) => server.current.app.inject({ url: `/open311/v2/${path}` });
const post = (fields: Readonly<Record<string, string>>, format = 'json') =>
  server.current.app.inject({
    method: 'POST',
    url: `/open311/v2/requests.${format}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    payload: new URLSearchParams(fields).toString(),
  });
const good = (more: object = {}) => ({
  api_key: key,
  service_code: 'roads',
  address_id: village.id,
  description: `${hostile} 村口路灯坏了`,
  last_name: '林',
  first_name: '某某',
  phone: '13800001234',
  ...more,
});
type Receipt = readonly [{ readonly service_request_id: string; readonly service_notice: string }];
const idOf = async (fields: Readonly<Record<string, string>>): Promise<string> => {
  const reply = await post(fields);
  expect(reply.statusCode).toBe(200);
  return reply.json<Receipt>()[0].service_request_id;
};

describe('a request', () => {
  test('comes in as one of the portal, and its code follows it there', async () => {
    const reply = await post(good());
    const [{ service_notice: notice }] = reply.json<Receipt>();
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(notice)?.[0] ?? '';
    const followed = await server.current.app.inject({
      url: '/api/requests/follow',
      headers: { 'x-query': `code=${code}` },
    });
    expect(followed.statusCode).toBe(200);
    expect(followed.json<{ text: string }>().text).toContain('村口路灯坏了');
    expect(followRequest.path).toBe('/requests/follow');
  });

  test('is placed by a name, and by a point', async () => {
    const { address_id: _, ...rest } = good();
    expect((await post({ ...rest, address_string: '浦口村村口', description: '按村名的事' })).statusCode).toBe(200);
    expect((await post({ ...rest, lat: '28.16', long: '120.69', description: '按坐标的事' })).statusCode).toBe(200);
    expect((await post({ ...rest, lat: '37.7', long: '-122.4', description: '很远的事' })).statusCode).toBe(400);
    expect((await post({ ...rest, address_string: '不知道', description: '没有村名' })).statusCode).toBe(400);
    expect((await post({ ...rest, description: '哪里都没有' })).statusCode).toBe(400);
  });

  test('that comes twice from a bad line is one', async () => {
    const fields = good({ description: '发了两遍的事' });
    expect(await idOf(fields)).toBe(await idOf(fields));
    expect(await idOf(good({ description: '另外一件事' }))).not.toBe(await idOf(fields));
  });

  test('is listed only where whoever sent it wants so, and never with words or names', async () => {
    const hidden = await idOf(good({ description: '不公开的事情' }));
    const shown = await idOf(good({ description: '公开的事情', 'attribute[PUBLIC]': 'yes' }));
    const list = (await get('requests.json')).body;
    expect(list).toContain(shown);
    expect(list).not.toContain(hidden);
    for (const body of [list, (await get(`requests/${hidden}.json`)).body])
      expect(body).not.toMatch(/公开的事情|某某|13800001234/);
    expect((await get(`requests/${hidden}.json`)).json<readonly object[]>()).toMatchObject([
      { service_request_id: hidden, status: 'open', service_code: 'roads', description: null, address_id: village.id },
    ]);
    expect((await get(`tokens/${hidden}.json`)).json()).toEqual([{ service_request_id: hidden, token: hidden }]);
    expect((await get(`requests.json?service_request_id=${hidden},${shown}`)).json<readonly object[]>()).toHaveLength(
      2,
    );
    expect((await get('requests.json?status=closed')).json()).toEqual([]);
    expect((await get('requests.json?service_code=land')).json()).toEqual([]);
    expect((await get('requests.json?start_date=2020-01-01T00:00:00Z')).json()).toEqual([]);
  });

  test('of the portal is nowhere here', async () => {
    const reply = await server.current.app.inject({
      method: 'POST',
      url: '/portal/requests/new',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', host: 'localhost' },
      payload: new URLSearchParams({
        kind: 'help',
        category: 'roads',
        areaId: village.id,
        text: '从门户来的事',
        key: 'b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c01',
      }).toString(),
    });
    expect(reply.statusCode).toBe(200);
    expect((await get('requests.json')).body).not.toContain('从门户来的事');
  });
});

describe('refusals', () => {
  test.each([
    [{ api_key: 'nobody' }, 403],
    [{ api_key: '' }, 403],
    [{ service_code: 'nothing' }, 404],
    [{ service_code: '' }, 400],
    [{ description: '' }, 400],
    [{ description: '长'.repeat(4_001) }, 400],
    [{ phone: 'abc' }, 400],
    [{ jurisdiction_id: 'elsewhere.gov' }, 404],
    [{ 'attribute[KIND]': 'report' }, 400],
  ])('%o is %i', async (more, status) => {
    const reply = await post(good(more));
    expect(reply.statusCode).toBe(status);
    expect(reply.json<readonly { code: number; description: string }[]>()[0]).toMatchObject({ code: status });
    const xml = await post(good(more), 'xml');
    expect(xml.statusCode).toBe(status);
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
    expect(xml.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<errors><error><code>/);
  });

  test.each(['services/nothing.json', 'requests/nothing.json', 'tokens/nothing.json', 'nothing.json', 'services', ''])(
    '/%s is not there',
    async (path) => expect((await get(path)).statusCode).toBe(404),
  );

  test.each(['requests.json?start_date=soon', 'requests.json?start_date=2020-01-01&end_date=2020-12-31'])(
    '%s is no question',
    async (path) => expect((await get(path)).statusCode).toBe(400),
  );

  test('another form of body is refused, and does not fall over', async () => {
    const reply = await server.current.app.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(reply.statusCode).toBe(400);
  });

  test('a key that was revoked sends nothing more', async () => {
    const admin = await server.current.as('system_admin');
    const other = await admin.call(contract.makeKey, { body: { name: '旧程序', contact: '某单位' } });
    expect((await post(good({ api_key: other.key, description: '停用以前的事' }))).statusCode).toBe(200);
    await admin.call(contract.revokeKey, { params: { id: other.id }, body: { version: 1, reason: '不再使用' } });
    expect((await post(good({ api_key: other.key, description: '停用以后的事' }))).statusCode).toBe(403);
    const { items } = await admin.call(contract.programKeys, {});
    expect(items.find(({ id }) => id === other.id)).toMatchObject({ requests: 1 });
    expect(items.some(({ id }) => id === keyId)).toBe(true);
  });
});

test('a key that is asked for twice with one intent is one', async () => {
  const admin = await server.current.as('system_admin');
  const body = { name: '同一个程序', contact: '某单位' };
  const intent = 'b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c02';
  const [one, two] = [
    await admin.raw(contract.makeKey, { body }, { key: intent }),
    await admin.raw(contract.makeKey, { body }, { key: intent }),
  ];
  expect([one.status, two.text]).toEqual([200, one.text]);
  expect((await admin.raw(contract.makeKey, { body: { ...body, name: '别的' } }, { key: intent })).body).toMatchObject({
    error: { code: 'reused_key' },
  });
});

test('discovery names both formats and the published text', async () => {
  const reply = await server.current.app.inject({ url: '/open311/discovery.xml' });
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain('<specification>http://wiki.open311.org/GeoReport_v2</specification>');
  expect(reply.body).toContain('<format>text/xml</format><format>application/json</format>');
});

test('a flood is slowed down and others are not', async () => {
  const tries = await Promise.all(
    Array.from({ length: 70 }, () =>
      server.current.app.inject({
        method: 'POST',
        url: '/open311/v2/requests.json',
        remoteAddress: '198.51.100.7',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'api_key=guess',
      }),
    ),
  );
  const slowed = tries.filter(({ statusCode }) => statusCode === 429);
  expect(slowed.length).toBeGreaterThan(0);
  expect(slowed[0]?.headers['retry-after']).toBeDefined();
  expect((await get('services.json')).statusCode).toBe(200);
});
