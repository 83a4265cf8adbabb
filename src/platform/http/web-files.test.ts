import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLog } from '../log/log.ts';
import { answerFailures } from './failures.ts';
import { serveWeb } from './web-files.ts';

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
const inApp =
  'Mozilla/5.0 (Linux; Android 12; V2166A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49';
const iPad = 'Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1';
const desktop = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36';

const parent = mkdtempSync(join(tmpdir(), 'web-files-'));
const folder = join(parent, 'web');
let app: FastifyInstance;

const build = (place: string, mark: string): void => {
  mkdirSync(join(place, 'assets'), { recursive: true });
  mkdirSync(join(place, '.vite'), { recursive: true });
  writeFileSync(join(place, 'office.html'), `office ${mark}`);
  writeFileSync(join(place, 'phone.html'), `phone ${mark}`);
  writeFileSync(join(place, 'assets', `page-${mark}.js`), mark);
  writeFileSync(join(place, '.vite/manifest.json'), '{}');
};

const get = (url: string, headers: Record<string, string> = { 'user-agent': desktop }) =>
  app.inject({ method: 'GET', url, headers });

beforeAll(async () => {
  build(folder, 'one');
  app = fastify({ logger: false });
  answerFailures(app, openLog({ level: 'silent' }));
  app.get('/api/here', async () => 'here');
  await serveWeb(app, folder);
});
afterAll(async () => {
  await app.close();
  rmSync(parent, { recursive: true, force: true });
});

describe('the built pages', () => {
  test.each([
    ['/', 'office one'],
    ['/members/7?tab=history', 'office one'],
    ['/m', 'phone one'],
    ['/m/', 'phone one'],
    ['/m/file?x=1', 'phone one'],
    ['/mine', 'office one'],
    ['/.vite/manifest.json', 'office one'],
  ])('%s answers %s and is never kept', async (url, body) => {
    const reply = await get(url, { 'user-agent': desktop, 'accept-encoding': 'br, gzip' });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBe(body);
    expect(reply.headers['cache-control']).toBe('no-cache');
    expect(reply.headers['content-type']).toContain('text/html');
  });

  test('are kept for a year where their name holds a hash', async () => {
    const reply = await get('/assets/page-one.js');
    expect(reply.body).toBe('one');
    expect(reply.headers['cache-control']).toContain('immutable');
  });

  test.each(['/assets/page-none.js', '/api/nothing'])('%s is not there', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  test('leave other methods and the API alone', async () => {
    expect((await app.inject({ method: 'POST', url: '/members/7' })).statusCode).toBe(404);
    expect((await get('/api/here')).body).toBe('here');
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt'])(
    '%s does not lead out of their folder',
    async (url) => {
      writeFileSync(join(parent, 'secret.txt'), 'secret');
      expect((await get(url)).body).not.toContain('secret');
    },
  );

  test('of a new build are found without a restart', async () => {
    const [fresh, former] = [join(parent, 'fresh'), join(parent, 'former')];
    build(fresh, 'two');
    renameSync(folder, former);
    renameSync(fresh, folder);
    expect((await get('/members')).body).toBe('office two');
    expect((await get('/assets/page-two.js')).body).toBe('two');
    expect((await get('/assets/page-one.js')).statusCode).toBe(404);
    rmSync(folder, { recursive: true });
    renameSync(former, folder);
  });
});

describe('the bare address', () => {
  test.each([
    ['a phone by its name', { 'user-agent': iPhone }],
    ['a browser within an app', { 'user-agent': inApp }],
    ['a phone by its hint', { 'user-agent': desktop, 'sec-ch-ua-mobile': '?1' }],
  ])('leads %s to the phone pages', async (_, headers) => {
    const reply = await get('/', headers);
    expect(reply.statusCode).toBe(302);
    expect(reply.headers.location).toBe('/m/');
    expect(reply.headers['vary']).toContain('user-agent');
  });

  const staying: readonly (readonly [who: string, url: string, headers: Record<string, string>])[] = [
    ['a desktop', '/', { 'user-agent': desktop }],
    ['a desktop by its hint', '/', { 'user-agent': iPhone, 'sec-ch-ua-mobile': '?0' }],
    ['a tablet', '/', { 'user-agent': iPad }],
    ['a phone that asks for the office', '/?office', { 'user-agent': iPhone }],
    ['a phone with a longer address', '/members', { 'user-agent': iPhone }],
    ['whoever says nothing', '/', {}],
  ];
  test.each(staying)('keeps %s in the office', async (_, url, headers) => {
    const reply = await get(url, headers);
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('office');
  });
});
