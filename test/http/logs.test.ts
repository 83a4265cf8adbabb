/** What people typed, and what rows hold, must not be in the log: whatever goes right or wrong, down to the most talkative level. */
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/features.ts';
import { buildApp } from '#apps/server/app.ts';
import { signIn } from '#features/base/accounts/contract.ts';
import { createMember, memberList } from '#features/base/members/contract.ts';
import { createKeys, keySource } from '#platform/crypto/keys.ts';
import { openCrypto } from '#platform/crypto/provider.ts';
import { openCounty, type County } from '#platform/county/county.ts';
import type { Feature } from '#platform/feature.ts';
import { localFileStore } from '#platform/files/file-store.ts';
import { route } from '#platform/http/route.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { openLog } from '#platform/log/log.ts';
import { command } from '#shared/endpoint.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '../harness/app.ts';
import { clientOf, type Client } from '../harness/client.ts';
import { plantNode } from '../harness/tree.ts';

const canaries = ['金丝雀', '330324199001011239', '13958712345', 'canary-word-1'];
const [name = '', idNumber = '', phone = '', word = ''] = canaries;

/** Faults that quote what they were given, each in its own way. */
const faults: Readonly<Record<string, (tx: Parameters<Parameters<County['write']>[1]>[0]) => Promise<unknown>>> = {
  cast: (tx) => sql`select ${name}::text::date`.execute(tx),
  check: (tx) =>
    sql`insert into person (id, org_path, name, pinyin, initials, key_id) values (${newId()}, ${phone}, null, 'x', 'x', 1)`.execute(
      tx,
    ),
  syntax: (tx) => sql`select ${sql.raw(word)}`.execute(tx),
  cause: async () => {
    throw Object.assign(new Error('the export failed', { cause: new Error(name) }), { row: { idNumber } });
  },
};
const broken = Object.keys(faults).map((fault) =>
  command({
    name: `test.${fault}`,
    path: `/test/${fault}`,
    access: 'signed-in',
    summary: '测试 / a fault',
    body: z.object({ text: z.string() }),
    reply: z.object({}),
  }),
);
const faulty: Feature = {
  name: 'faulty',
  routes: broken.map((endpoint) =>
    route.command(endpoint, async (tx) => {
      await faults[endpoint.name.slice('test.'.length)]?.(tx);
      return {};
    }),
  ),
};

const server = useApp();
const lines: string[] = [];
const log = openLog({ level: 'trace', to: { write: (line) => void lines.push(line) } });
let county: County;
let app: Awaited<ReturnType<typeof buildApp>>;
let secretary: Client;

beforeAll(async () => {
  const { entry, admin, folder } = server.current;
  const { host = '', port = 0, database = '' } = admin;
  const keys = path.join(folder, 'keys');
  const crypto = openCrypto(createKeys(keys, entry.keySet), keySource(keys, entry.keySet));
  county = openCounty({
    entry,
    connection: { host, port, database, user: entry.runRole, size: 3, scopedReads: 'pipelined', log },
    crypto,
    files: localFileStore(path.join(folder, 'files', entry.code), crypto),
    log,
  });
  app = await buildApp({
    counties: new Map([[entry.code, county]]),
    features: [...features, faulty],
    log,
    version: '0.0.0-test',
  });
  secretary = clientOf(app, (await server.current.as('branch_secretary')).session);
});
afterAll(async () => {
  await app.close();
  await county.close();
});

const expectSilence = (): void => {
  const said = lines.join('');
  expect(canaries.filter((canary) => said.includes(canary) || said.includes(encodeURIComponent(canary)))).toEqual([]);
};

test('nothing that people type is logged, whether it is taken or refused', async () => {
  const branchId = server.current.tree.branchA1.id;
  const fields = { name, idNumber, phone };
  expect(await secretary.outcome(createMember, { body: { branchId, fields, reason: word } })).not.toBe('internal');
  await secretary.outcome(memberList, { query: { q: name } });
  await secretary.raw(createMember, { body: { branchId, fields: { ...fields, [word]: 1 } } });
  await secretary.outcome(signIn, { body: { name: word, password: `${word}${word}` } });
  const headers = { host: 'localhost', 'content-type': 'application/json', 'user-agent': word };
  await app.inject({ method: 'POST', url: '/api/session', headers, payload: `{"name":"${name}",${word}` });
  await app.inject({ method: 'GET', url: `/api/${encodeURIComponent(name)}?q=${encodeURIComponent(name)}`, headers });
  await app.inject({ method: 'GET', url: `/api/members/%E9%87${word}`, headers });
  expect(lines.join('')).toContain('"url":"/api/members"');
  expect(lines.join('')).toContain('"ms":');
  expectSilence();
});

test('nothing that residents write is logged, nor the code by which they follow it', async () => {
  const { write, tree } = server.current;
  const areaId = (await write((tx) => plantNode(tx, 'village', tree.townshipA))).id;
  const post = (address: string, fields: Readonly<Record<string, string>>) => {
    const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ key: newId(), ...fields }).toString();
    return app.inject({ method: 'POST', url: `/portal/requests/${address}`, headers, payload });
  };
  const request = { kind: 'help', category: 'roads', areaId, text: `${name} ${idNumber} ${word}`, name, phone };
  const sent = await post('new', request);
  const code = /<p class="code">([^<]+)</.exec(sent.body)?.[1] ?? '';
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await post('new', { ...request, key: '0190a5e2-7b1c-4000-8000-000000000000', phone: name });
  await post('new', { ...request, text: `${name}\0` });
  await post('follow', { code });
  await post('follow', { code: word });
  await post('follow/reopen', { code, reason: word });
  await app.inject({ url: `/portal/requests/follow?code=${code}`, headers: { host: 'localhost' } });
  expect(lines.join('')).toContain('"url":"/portal/requests/follow"');
  expectSilence();
  for (const part of code.split('-')) expect(lines.join('')).not.toMatch(new RegExp(`\\b${part}\\b`));
});

test.each(broken)('a fault ($name) is logged with its place and without the values it quotes', async (endpoint) => {
  const before = lines.length;
  const reply = await secretary.raw(endpoint, { body: { text: idNumber } });
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(canaries.filter((canary) => reply.text.includes(canary))).toEqual([]);
  expect(lines.slice(before).join('')).toContain('request failed');
  expect(lines.slice(before).join('')).toContain('stack');
  expectSilence();
});

test('a job that fails is logged without the values it quotes', async () => {
  const { host, port, database } = server.current.admin;
  const runner = startJobs(county, {
    handlers: {
      'test.fault': async (run) => {
        await run.county.write(run.scope, async (tx) => faults['cast']?.(tx));
      },
    },
    tasks: {},
    crontab: '',
    connection: { host, port, database, user: server.current.entry.runRole },
  });
  try {
    await county.write(server.current.system, (tx) =>
      startJob(tx, county, server.current.system, { kind: 'test.fault' }),
    );
    await expect.poll(() => lines.join(''), { timeout: 20_000 }).toContain('job queue');
  } finally {
    await runner.stop();
  }
  expect(lines.join('')).toContain('22007');
  expectSilence();
}, 30_000);
