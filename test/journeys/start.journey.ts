import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { demoFolder, signInTo, type Demo, type PrintedAccount } from '#test/harness/demo.ts';

const demo = demoFolder();
let first: Demo;
let stopped: number | undefined;

beforeAll(async () => {
  first = await demo.start();
}, 120_000);
afterAll(async () => {
  if (stopped === undefined) await first.stop();
  demo.remove();
});

const accountOf = (role: Role): PrintedAccount => first.accounts.find((account) => account.role === role)!;

interface SessionReply {
  readonly state: string;
  readonly grant: { readonly role: string } | null;
}

const get = async <T>(where: string, token: string): Promise<T> => {
  const reply = await fetch(`${first.address}/api${where}`, { headers: { cookie: `zhibu_session=${token}` } });
  expect(reply.status).toBe(200);
  return (await reply.json()) as T;
};

test('the portal stands in the built program, and sends a request', async () => {
  const portal = (where: string, fields?: Readonly<Record<string, string>>) =>
    fetch(
      `${first.address}/portal${where}`,
      fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) },
    );
  for (const where of ['', '/requests/new', '/requests/follow']) {
    const reply = await portal(where);
    expect([where, reply.status]).toEqual([where, 200]);
    expect(Buffer.byteLength(await reply.text())).toBeLessThan(60_000);
  }
  const page = await (await portal('/requests/new')).text();
  const areaId = /<optgroup[^>]*><option value="([^"]+)"/.exec(page)?.[1] ?? '';
  const key = /name="key" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const sent = await portal('/requests/new', {
    key,
    kind: 'help',
    category: 'roads',
    areaId,
    text: '村口路灯坏了',
    // What is known of the like has been read.
    sure: 'yes',
  });
  const code = /<p class="code">([^<]+)</.exec(await sent.text())?.[1] ?? '';
  expect(await (await portal('/requests/follow', { code })).text()).toContain('<h1>已收到</h1>');
});

test('one command makes the demonstration county, and each of its accounts signs in', async () => {
  const printed = new Set(first.accounts.map((account) => account.role));
  expect(roles.filter((role) => !printed.has(role))).toEqual([]);
  for (const account of first.accounts) {
    const session = await get<SessionReply>('/session', await signInTo(first.address, account));
    // A password that was printed is to be replaced before anything else, where the account says so.
    expect(['ready', 'set_password', 'choose_role']).toContain(session.state);
    if (session.grant !== null) expect(session.grant.role).toBe(account.role);
  }
});

const headings =
  '姓名,公民身份号码,民族,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,工作岗位,手机号码,家庭住址';
const rowOf = (name: string, idNumber: string, branch: string): string =>
  `${name},${idNumber},汉族,大学本科毕业,正式党员,${branch},2010-07-01,2011-07-01,其他,13957700001,浙江省温州市永嘉县`;
const withCheck = (seventeen: string): string => seventeen + idCheckCharacter(seventeen);
const good = withCheck('33032419800517123');
const wrong = `${withCheck('33032419810518124').slice(0, 17)}?`;

const roster = (name: string, idNumbers: readonly string[]): string => {
  const file = path.join(demo.folder, name);
  const { organisation } = accountOf('branch_secretary');
  const rows = idNumbers.map((idNumber, n) => rowOf(`欧阳命令${n === 0 ? '行' : '错'}`, idNumber, organisation));
  writeFileSync(file, `${[headings, ...rows].join('\r\n')}\r\n`);
  return file;
};

const found = async (role: Role, q: string): Promise<unknown[]> => {
  const token = await signInTo(first.address, accountOf(role));
  return (await get<{ items: unknown[] }>(`/members?q=${encodeURIComponent(q)}`, token)).items;
};

describe('on the command line', () => {
  const officer = (): string => accountOf('county_officer').signInName;
  const secretary = (): string => accountOf('branch_secretary').signInName;

  test('a roster is compared and not written, and its wrong rows come back with their reasons', async () => {
    const errors = path.join(demo.folder, 'wrong.csv');
    const args = ['import', roster('preview.csv', [good, wrong]), '--as', officer(), '--errors', errors];
    const told = await demo.zhibu(...args, '--json');
    expect(told).toMatchObject({ code: 5, reply: { state: 'preview', counts: { total: 2, new: 1, error: 1 } } });
    expect(readFileSync(errors, 'utf8')).toContain('错误原因');
    expect(readFileSync(errors, 'utf8')).toContain('欧阳命令错');
    const again = await demo.zhibu(...args, '--commit', '--reason', '补录', '--json');
    // The file of wrong rows is not written over.
    expect(again).toMatchObject({ code: 3, reply: { error: 'file_exists' } });
    expect(await found('branch_secretary', '欧阳命令行')).toEqual([]);
  });

  test('a clean roster is written when it is asked for, once, in the name of the account', async () => {
    const args = ['import', roster('clean.csv', [good]), '--as', officer(), '--commit', '--reason', '补录', '--json'];
    expect(await demo.zhibu(...args)).toMatchObject({ code: 0, reply: { state: 'committed', counts: { new: 1 } } });
    expect(await found('branch_secretary', '欧阳命令行')).toHaveLength(1);
    expect(await demo.zhibu(...args)).toMatchObject({ code: 3, reply: { state: 'preview', counts: { unchanged: 1 } } });
    const token = await signInTo(first.address, accountOf('audit_admin'));
    const events = await get<{ items: { action: string; actor: string; source: string }[] }>('/audit', token);
    const commits = events.items.filter((event) => event.action === 'members.import.commit');
    expect(commits.map((event) => event.source)).toContain('command line');
  });

  test('only a role that may import does', async () => {
    const file = roster('stranger.csv', [good]);
    expect(await demo.zhibu('import', file, '--as', secretary(), '--json')).toMatchObject({
      code: 3,
      reply: { error: 'not_allowed' },
    });
    expect(await demo.zhibu('import', file, '--as', 'nobody', '--json')).toMatchObject({ code: 4 });
  });

  test('a list is exported within the range of the role, and a long one waits for a second person', async () => {
    const to = path.join(demo.folder, 'list.csv');
    const why = ['--recipient', 'superior', '--reason', '上报'];
    const args = ['export', 'members', '--as', secretary(), ...why, '--columns', 'name,idNumber', '--json'];
    const told = await demo.zhibu(...args, '--to', to, '--filter', 'category=full');
    expect(told.code).toBe(0);
    const text = readFileSync(to, 'utf8');
    // The mark makes spreadsheet programs take the file for UTF-8.
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [heading, ...rows] = text.trim().split('\r\n');
    expect(heading).toBe('姓名,公民身份号码');
    expect(rows).toHaveLength(Number(told.reply['people']));
    // A file without an ID number has an empty cell; no other number is whole.
    expect(rows.filter((row) => !/^[^,]+,(\d{3}\*+[\dX]{4})?$/.test(row))).toEqual([]);
    expect(rows.some((row) => row.includes('*'))).toBe(true);
    const whole = path.join(demo.folder, 'whole.xlsx');
    const long = await demo.zhibu('export', 'members', '--as', officer(), ...why, '--to', whole, '--json');
    expect(long).toMatchObject({ code: 3, reply: { file: null, approvalId: expect.any(String) } });
    expect(existsSync(whole)).toBe(false);
    // A filter that is not known would widen the list.
    expect((await demo.zhibu(...args, '--to', whole, '--filter', 'catgory=full')).code).toBe(2);
  });

  test('the tree is exported', async () => {
    const to = path.join(demo.folder, 'tree.csv');
    expect((await demo.zhibu('export', 'organisations', '--as', officer(), '--to', to, '--lang', 'en')).code).toBe(0);
    expect(readFileSync(to, 'utf8')).toContain(accountOf('branch_secretary').organisation);
  });
});

/** Signs in as a browser does that was sent to a site of that name. @returns the code of the county that answered, or the status */
const countyAt = async (address: string, site: string, body: object): Promise<string | number> => {
  const { port } = new URL(address);
  const headers = { host: site, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const asked = request({ host: '127.0.0.1', port, path: '/api/session', method: 'POST', headers });
  asked.end(JSON.stringify(body));
  const [reply] = (await once(asked, 'response')) as [IncomingMessage];
  reply.resume();
  const cookie = reply.headers['set-cookie']?.join(';') ?? '';
  return /zhibu_session=(\d{6})\./.exec(cookie)?.[1] ?? reply.statusCode ?? 0;
};

test('a second start takes the county up again, and one made meanwhile under the site of its own', async () => {
  stopped = await first.stop();
  expect(stopped).toBe(0);
  const made = await demo.zhibu(
    'init',
    '--code',
    '330326',
    '--name',
    '平阳县',
    '--host',
    'pingyang.example.cn',
    '--json',
  );
  const [admin] = (made.reply as { readonly accounts: readonly PrintedAccount[] }).accounts;
  const taken = await demo.zhibu('init', '--code', '330327', '--name', '苍南县', '--host', 'pingyang.example.cn');
  expect(taken.code).toBe(3);
  const second = await demo.start();
  expect(second.accounts).toEqual([]);
  expect(await signInTo(second.address, accountOf('branch_secretary'))).toMatch(/^330324\./);
  const body = { name: admin?.signInName, password: admin?.password };
  expect(await countyAt(second.address, 'pingyang.example.cn', body)).toBe('330326');
  expect(await countyAt(second.address, 'yongjia.example.cn', body)).toBe(401);
  expect(await second.stop()).toBe(0);
}, 120_000);
