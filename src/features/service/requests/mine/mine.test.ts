/** A resident comes in by phone and code, finds the own requests, and leaves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FollowedRequest, Receipt } from '../contract.ts';
import { sendRequest } from '../contract.ts';
import type { Fake } from '#test/fakes/behaviour.ts';
import { fakeSms } from '#test/fakes/messengers.ts';
import { testApp, type TestApp } from '#test/harness/app.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { makeAtDesk } from '#features/service/residents/contract.ts';

const settings = { key: 'key', secret: 'secret', sign: '支部', template: 'SMS_1' };
let fake: Fake;
let server: TestApp;
let village: Node;
let now = new Date('2026-11-27T02:01:00Z');
beforeAll(async () => {
  fake = await fakeSms(settings);
  server = await testApp({ now: () => now, outside: { sms: { ...settings, url: fake.url } } });
  village = await server.write((tx) => plantNode(tx, 'village', server.tree.townshipA, '浦口村'));
  await server.as('department_handler', { at: village });
});
afterAll(async () => {
  await server.close();
  await fake.close();
});

const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
  server.app.inject({
    method: 'POST',
    url: `/portal${path}`,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': 'application/x-www-form-urlencoded',
      cookie,
    },
    payload: new URLSearchParams(fields).toString(),
  });
const look = (path: string, cookie: string) => server.app.inject({ url: `/portal${path}`, headers: { cookie } });
const lastCode = (): string => /\d{6}/.exec(fake.arrived.at(-1)?.text ?? '')?.[0] ?? '';
const cookieOf = (reply: Awaited<ReturnType<typeof post>>): string => {
  const kept = reply.cookies.find(({ name }) => name === 'zhibu_resident');
  return `zhibu_resident=${kept?.value ?? ''}`;
};
const enter = async (phone: string): Promise<string> => {
  expect((await post('/mine/code', { phone })).statusCode).toBe(200);
  const reply = await post('/mine/enter', { phone, code: lastCode() });
  expect(reply.statusCode).toBe(200);
  return cookieOf(reply);
};
const keyNo = (n: number): string => `b7e6f1c2-0a51-4c39-9a3e-0b6d1f6f6c${String(n).padStart(2, '0')}`;
const request = (n: number) => ({
  key: keyNo(n),
  kind: 'help',
  category: 'roads',
  areaId: village.id,
  text: `第 ${n} 件路灯的事`,
});

describe('somebody with a phone', () => {
  test('comes in by the code that was sent, and finds what was sent from there', async () => {
    const cookie = await enter('138 0000 1234');
    expect((await post('/requests/new', request(1), cookie)).statusCode).toBe(200);
    const page = (await look('/mine', cookie)).body;
    expect(page).toContain('138****1234');
    expect(page).toContain('浦口村');
    expect(page).not.toContain('13800001234');
    const code = /value="([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})"/.exec(page)?.[1] ?? '';
    const followed = await server.app.inject({ url: '/api/requests/follow', headers: { 'x-query': `code=${code}` } });
    expect(followed.json<FollowedRequest>().text).toBe('第 1 件路灯的事');
  });

  test('sees nothing of another’s', async () => {
    const [one, two] = [await enter('13900000001'), await enter('13900000002')];
    await post('/requests/new', request(2), one);
    expect((await look('/mine', one)).body).toContain('浦口村');
    expect((await look('/mine', two)).body).not.toContain('浦口村');
    expect((await look('/mine', '')).body).not.toContain('浦口村');
  });

  test('keeps what was sent before by its code, and nobody takes it away', async () => {
    const sent: Receipt = await server.nobody.call(sendRequest, {
      body: { kind: 'help', category: 'roads', areaId: village.id, text: '以前提的事情' },
    });
    const [one, two] = [await enter('13900000003'), await enter('13900000004')];
    expect((await post('/mine/claim', { code: sent.code }, one)).statusCode).toBe(200);
    expect((await look('/mine', one)).body).toContain(sent.code);
    const taken = await post('/mine/claim', { code: sent.code }, two);
    expect(taken.statusCode).toBe(409);
    expect((await look('/mine', two)).body).not.toContain(sent.code);
    expect((await post('/mine/claim', { code: sent.code }, '')).statusCode).toBe(401);
  });

  test('leaves everywhere, and an old sign-in is void', async () => {
    const cookie = await enter('13900000005');
    expect((await look('/mine', cookie)).body).toContain('139****0005');
    await post('/mine/out', { everywhere: 'yes' }, cookie);
    expect((await look('/mine', cookie)).body).not.toContain('139****0005');
  });

  test('closes the account: the phone is forgotten and the requests are nobody’s', async () => {
    const cookie = await enter('13900000006');
    await post('/requests/new', request(3), cookie);
    expect((await post('/mine/close', {}, cookie)).statusCode).toBe(422);
    expect((await post('/mine/close', { sure: 'yes' }, cookie)).statusCode).toBe(200);
    expect((await look('/mine', cookie)).body).not.toContain('浦口村');
    const again = await enter('13900000006');
    expect((await look('/mine', again)).body).not.toContain('浦口村');
  });

  test('who cannot receive a message gets a code at the desk', async () => {
    const worker = await server.as('township_worker');
    const { code } = await worker.call(makeAtDesk, { body: { phone: '13900000007' } });
    expect((await post('/mine/enter', { phone: '13900000007', code })).statusCode).toBe(200);
  });
});

describe('refusals', () => {
  test.each(['', 'abc', '12345', '23800001234', '138000012345'])('the phone %s', async (phone) => {
    const reply = await post('/mine/code', { phone });
    expect(reply.statusCode).toBe(422);
    expect(reply.body).toContain('summary');
  });

  test('a code of another number, and one that is too old', async () => {
    await post('/mine/code', { phone: '13900000010' });
    const code = lastCode();
    expect((await post('/mine/enter', { phone: '13900000011', code })).statusCode).toBe(422);
    now = new Date(now.getTime() + 16 * 60_000);
    expect((await post('/mine/enter', { phone: '13900000010', code })).statusCode).toBe(422);
  });

  test('guesses are slowed down for the number, and for nobody else', async () => {
    const guess = () => post('/mine/enter', { phone: '13900000012', code: '000000' });
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await guess()).statusCode);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    expect(await enter('13900000013')).not.toBe('zhibu_resident=');
  });

  test('messages to one number are slowed down', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await post('/mine/code', { phone: '13900000014' })).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  test('messages from one address to many numbers are slowed down', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 24; n += 1)
      statuses.push((await post('/mine/code', { phone: `139000001${n + 10}` })).statusCode);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
    now = new Date(now.getTime() + 20_000);
    expect((await post('/mine/code', { phone: '13900000200' })).statusCode).toBe(200);
    now = new Date(now.getTime() + 20 * 60_000);
  });

  test.each(['', 'x', `${'0'.repeat(36)}.9999999999999.1.${'a'.repeat(43)}`])('a cookie made up: %s', async (value) => {
    expect((await look('/mine', `zhibu_resident=${value}`)).body).toContain('name="phone"');
  });
});
