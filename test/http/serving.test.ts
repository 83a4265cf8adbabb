/** What the server does for every request, over real connections: overload, an orderly end, odd and hostile requests. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { ownSessions, setLanguage, signIn } from '#features/base/accounts/contract.ts';
import { saveFilter } from '#features/base/members/filters/contract.ts';
import type { Feature } from '#platform/feature.ts';
import { route } from '#platform/http/route.ts';
import { openLog } from '#platform/log/log.ts';
import { query } from '#shared/endpoint.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { testApp, useApp, type TestApp } from '../harness/app.ts';
import { clientOf, type Client } from '../harness/client.ts';

const slow = query({
  name: 'test.slow',
  path: '/test/slow',
  access: 'signed-in',
  summary: '测试 / takes its time',
  reply: z.object({ done: z.boolean() }),
});
const oddName = '../a"b\r\nset-cookie: x=1\'(名册)*;.xlsx';
const download = query({
  name: 'test.download',
  path: '/test/download',
  access: 'signed-in',
  summary: '测试 / a file with an odd name',
  reply: z.unknown(),
});
const made: Feature = {
  name: 'test',
  routes: [
    route.query(slow, async (db) => {
      await sql`select pg_sleep(0.7)`.execute(db);
      return { done: true };
    }),
    route.download(download, async () => ({ name: oddName, mediaType: 'text/csv', body: Readable.from(['x']) })),
  ],
};

const listening = async ({ app }: TestApp): Promise<number> => {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}
interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** As written: no library between that would mend the path or refuse the header. */
const send = (port: number, { method = 'GET', path, headers = {}, body }: Sent): Promise<Answer> =>
  new Promise((done, failed) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      reply.on('end', () => done({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
    });
    // A body that is refused half-way is cut off by the server after its answer.
    sent.on('error', failed);
    sent.end(body);
  });

const cookieOf = (client: Client) => ({ cookie: `zhibu_session=${client.session?.token ?? ''}` });

describe('an overrun database', () => {
  test('is answered by 503 with Retry-After, health by itself, and everything again when it is over', async () => {
    const server = await testApp({ poolSize: 2 });
    const counties = new Map([[server.entry.code, server.county]]);
    const usual = await buildApp({ counties, features, log: openLog({ level: 'silent' }), version: '0.0.0-test' });
    try {
      const client = clientOf(usual, (await server.as('branch_secretary')).session);
      // The first request of all also waits for the server to be ready.
      expect(await client.outcome(ownSessions, {})).toBe('ok');
      let release = (): void => undefined;
      const over = new Promise<void>((done) => (release = done));
      const held = [1, 2].map(() => server.write(() => over));
      const crowd = Array.from({ length: 600 }, () => sql`select 1`.execute(server.read()));
      const refused = await client.raw(ownSessions, {});
      expect(refused).toMatchObject({ status: 503, body: { error: { code: 'overloaded' } } });
      expect(refused.headers['retry-after']).toBe('1');
      expect((await usual.inject('/api/health')).statusCode).toBe(200);
      release();
      await Promise.all([...held, ...crowd]);
      expect(await client.outcome(ownSessions, {})).toBe('ok');
    } finally {
      await usual.close();
      await server.close();
    }
  });
});

describe('a server that is told to stop', () => {
  test('finishes what is under way and takes nothing new', async () => {
    const server = await testApp({ features: [...features, made] });
    try {
      const port = await listening(server);
      const client = await server.as('branch_secretary');
      const stream = await fetch(`http://127.0.0.1:${port}/api/live`, { headers: cookieOf(client) });
      const underWay = send(port, { path: '/api/test/slow', headers: cookieOf(client) });
      await expect.poll(() => server.county.database.load().busy).toBeGreaterThan(0);
      const closed = server.app.close();
      await stream.text();
      expect(await underWay).toMatchObject({ status: 200, text: '{"done":true}' });
      await closed;
      await expect(send(port, { path: '/api/health' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    } finally {
      await server.close();
    }
  });
});

const server = useApp({ features: [...features, made] });
let port = 0;
let client: Client;
beforeAll(async () => {
  port = await listening(server.current);
  client = await server.current.as('branch_secretary');
});
const json = { 'content-type': 'application/json' };
const key = () => ({ 'idempotency-key': newOpaqueId() });
const save = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  send(port, {
    method: 'POST',
    path: `/api${saveFilter.path}`,
    headers: { ...cookieOf(client), ...json, ...key(), ...headers },
    body,
  });

describe('a server behind a proxy', () => {
  test('takes changes from pages of its outer address, and marks its cookies secure', async () => {
    const { entry, county } = server.current;
    const counties = new Map([[entry.code, county]]);
    const outer = { origin: 'https://zhibu.example', trustProxy: true };
    const log = openLog({ level: 'silent' });
    const app = await buildApp({ counties, features, log, version: '0.0.0-test', ...outer });
    const person = await server.current.as('branch_secretary', { password: '山水有相逢 2026' });
    const payload = { name: person.session?.signInName, password: '山水有相逢 2026' };
    const ask = (origin: string) =>
      app.inject({
        method: 'POST',
        url: `/api${signIn.path}`,
        headers: { host: 'zhibu.internal:8600', origin, 'x-forwarded-proto': 'https' },
        payload,
      });
    try {
      expect((await ask('https://zhibu.internal:8600')).statusCode).toBe(403);
      const reply = await ask('https://zhibu.example');
      expect(reply.statusCode).toBe(200);
      const cookies = [reply.headers['set-cookie'] ?? []].flat();
      expect(cookies.length).toBe(2);
      for (const cookie of cookies) expect(cookie).toMatch(/^__Host-zhibu.*; HttpOnly; Secure; SameSite=Lax/);
      expect(reply.headers['strict-transport-security']).toContain('max-age');
    } finally {
      await app.close();
    }
  });
});

describe('every answer', () => {
  test.each(['/api/health', '/api/session', '/api/nothing', '/api/openapi.json', '/api'])(
    '%s forbids frames, foreign scripts and guessing of types',
    async (path) => {
      const { headers } = await send(port, { path });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['server']).toBeUndefined();
    },
  );
});

describe('a hostile request', () => {
  const valid = JSON.stringify({ name: '筛选', filter: {} });

  test('is told apart from an ordinary one', async () => {
    expect((await save(valid)).status).toBe(200);
  });

  test.each([
    ['malformed', '{"name":"x"', 422],
    ['empty', '', 422],
    ['two bodies', `${valid}${valid}`, 422],
    ['a prototype in disguise', '{"name":"x","filter":{"__proto__":{"q":"x"}}}', 422],
    ['nested without end', `{"name":"x","filter":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 422],
    ['with NUL', '{"name":"a\\u0000b","filter":{}}', 422],
    ['with half a character', '{"name":"\\ud83d","filter":{}}', 422],
    ['with a text that is too long', JSON.stringify({ name: 'x'.repeat(900_000), filter: {} }), 422],
    ['larger than a mebibyte', Buffer.alloc(1_100_000, 0x20), 413],
  ] as const)('%s is refused', async (_, body, status) => {
    const reply = await save(body);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.text)).toMatchObject({ error: { code: status === 413 ? 'too_large' : 'invalid' } });
  });

  test('names the field that cannot be stored', async () => {
    const { text } = await save('{"name":"x","filter":{"q":"\\u0000"}}');
    expect(JSON.parse(text)).toMatchObject({ error: { problems: [{ path: 'body.filter.q', message: 'unstorable' }] } });
  });

  test('of ten megabytes is cut off with an answer, not read', async () => {
    const told = { 'content-length': String(10_000_000) };
    const reply = await send(port, {
      method: 'POST',
      path: `/api${saveFilter.path}`,
      headers: { ...cookieOf(client), ...json, ...key(), ...told },
      body: Buffer.alloc(10_000),
    });
    expect(reply.status).toBe(413);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x'])(
    'as %s, which a page of another site can send, is not read',
    async (type) => {
      const reply = await save(valid, { 'content-type': type });
      expect([415, 422]).toContain(reply.status);
    },
  );

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['another origin, without the newer header', { origin: 'https://evil.example' }],
    ['an origin that is none', { origin: 'null' }],
    ['the same name at another port', { origin: 'http://127.0.0.1:1' }],
  ])('from %s changes nothing', async (_, headers) => {
    const reply = await save(valid, headers);
    expect(reply.status).toBe(403);
    expect(reply.text).toContain('cross_site');
    const out = await send(port, {
      method: 'POST',
      path: `/api${signIn.path}`,
      headers: { ...json, ...headers },
      body: '{}',
    });
    expect(out.status).toBe(403);
  });

  test.each([
    { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', 'x-forwarded-host': 'evil.example' },
    { 'x-http-method-override': 'DELETE', 'x-original-url': '/api/audit', 'x-rewrite-url': '/api/audit' },
    { authorization: 'Bearer x', 'x-zhibu-account': '1', 'x-zhibu-role': 'county_officer', 'x-user': 'admin' },
  ] as readonly Readonly<Record<string, string>>[])('with forged headers is what it is without', async (headers) => {
    const [plain, forged] = await Promise.all([
      send(port, { path: `/api${ownSessions.path}`, headers: cookieOf(client) }),
      send(port, { path: `/api${ownSessions.path}`, headers: { ...cookieOf(client), ...headers } }),
    ]);
    expect([forged.status, forged.text]).toEqual([plain.status, plain.text]);
  });

  test.each([
    '/api/../../etc/passwd',
    '/api/members/..%2f..%2fetc%2fpasswd',
    '/api/members/%00',
    '/api/members/%',
    '/api/members/%c0%ae%c0%ae',
    `/api/members/${'a'.repeat(5_000)}`,
    '//api/members',
    '/api//members',
    '/api/members;x=1',
    '/api/MEMBERS',
    '/api/members/./x',
  ])('%s is not there, or not well said', async (path) => {
    const reply = await send(port, { path, headers: cookieOf(client) });
    expect([400, 404, 414, 422]).toContain(reply.status);
    expect(reply.text).not.toContain('root:');
  });

  test.each(['TRACE', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('%s does nothing', async (method) => {
    const reply = await send(port, {
      method,
      path: `/api${ownSessions.path}`,
      headers: { ...cookieOf(client), ...key() },
    });
    expect([400, 404, 405]).toContain(reply.status);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('with two cookies of one name opens no session that neither opens', async () => {
    const token = client.session?.token ?? '';
    const twisted = [
      `zhibu_session=${token}x`,
      `zhibu_session=x${token}`,
      'zhibu_session=%00',
      `zhibu_session="${token}`,
    ];
    for (const cookie of twisted)
      expect((await send(port, { path: `/api${ownSessions.path}`, headers: { cookie } })).status).toBe(401);
  });

  test('cannot put a header or a path into the name of a file', async () => {
    const { headers, status } = await send(port, { path: '/api/test/download', headers: cookieOf(client) });
    expect(status).toBe(200);
    expect(headers['set-cookie']).toBeUndefined();
    const name = /^attachment; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)$/.exec(
      headers['content-disposition'] ?? '',
    )?.[1];
    expect(decodeURIComponent(name ?? '')).not.toMatch(/[/\\\r\n]/);
    expect(decodeURIComponent(name ?? '')).toContain('名册');
  });

  test('that is sent without its key changes nothing', async () => {
    const path = `/api${saveFilter.path}`;
    for (const odd of [{}, { 'idempotency-key': 'x' }, { 'idempotency-key': `${newOpaqueId()} y` }]) {
      const reply = await send(port, {
        method: 'POST',
        path,
        headers: { ...cookieOf(client), ...json, ...odd },
        body: valid,
      });
      expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('key_missing')]);
    }
    expect(await client.outcome(setLanguage, { body: { language: 'zh' } })).toBe('ok');
  });
});
