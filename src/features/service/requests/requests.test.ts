import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as contract from './contract.ts';

let now = new Date('2026-11-26T04:00:00Z');
const server = useApp({ now: () => now });

afterEach(() => {
  now = new Date('2026-11-26T04:00:00Z');
});

let village: Node;
let secretary: Client;
let worker: Client;
let department: Node;
let handler: Client;
beforeAll(async () => {
  const { as, tree, write, admin, entry } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  department = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  secretary = await as('branch_secretary', { at: tree.branchA1 });
  worker = await as('township_worker', { at: tree.townshipA });
  handler = await as('department_handler', { at: department });
  const client = new pg.Client({ ...admin });
  await client.connect();
  await client.query(`update ${entry.schema}.organisation set division_code = '330324001201' where id in ($1, $2)`, [
    village.id,
    tree.branchA1.id,
  ]);
  await client.end();
});

const written = `${hostile} 村口路灯坏了三盏`;
const body = (more: object = {}) => ({
  kind: 'help' as const,
  category: 'roads' as const,
  areaId: village.id,
  text: written,
  name: '林某某',
  phone: '138 0000 1234',
  ...more,
});

const send = (more: object = {}) => server.current.nobody.call(contract.sendRequest, { body: body(more) });
/** In the header, as the portal does: an address would be kept by logs. */
const follow = async (code: string) => {
  const reply = await server.current.app.inject({
    url: '/api/requests/follow',
    headers: { 'x-query': `code=${encodeURIComponent(code)}` },
  });
  return { status: reply.statusCode, body: reply.json() as contract.FollowedRequest };
};
const one = (client: Client, id: string) => client.call(contract.oneRequest, { params: { id } });
const act = async (
  client: Client,
  id: string,
  what: 'take' | 'answer' | 'refuse' | 'assign',
  more: object = {},
): Promise<string> => {
  const { version } = await one(client, id);
  const endpoints = {
    take: contract.takeRequest,
    answer: contract.answerRequest,
    refuse: contract.refuseRequest,
    assign: contract.assignRequest,
  } as const;
  const reply = await client.raw(endpoints[what], { params: { id }, body: { version, ...more } });
  const { error } = (reply.body ?? {}) as { error?: { code: string; problems?: { message: string }[] } };
  return error === undefined ? 'ok' : (error.problems?.[0]?.message ?? error.code);
};
const todosOf = async (client: Client) => {
  const { groups } = await client.call(todoList, { query: {} });
  return groups.flatMap(({ items }) => items).filter(({ kind }) => kind === 'requests.open');
};
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};

describe('a request', () => {
  test('goes to the place, is taken and answered, reopened once with a reason, and accepted', async () => {
    const { write, tree, as, nobody } = server.current;
    const place = await write((tx) => plantNode(tx, 'village', tree.townshipA, '新村'));
    const clerk = await as('department_handler', { at: place });
    const receipt = await send({ areaId: place.id });
    expect(receipt).toMatchObject({
      unitName: '新村',
      routed: 'place',
      dueOn: '2026-12-03',
    });
    expect(receipt.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
    const { id, code } = receipt;

    const seen = await follow(code.toLowerCase().replaceAll('-', ' '));
    expect(seen.body).toMatchObject({
      text: written,
      state: 'received',
      areaName: '新村',
      unitSince: '2026-11-26',
      dueOn: '2026-12-03',
      why: { ruleId: 'hotline.normal', article: '第二十条' },
      can: { accept: false, reopen: false },
    });
    expect(JSON.stringify(seen.body)).not.toMatch(/林某某|0000/);

    expect(await openTo(clerk)).toEqual(['requests.arrived']);
    expect(await todosOf(clerk)).toMatchObject([
      { kind: 'requests.open', dueOn: '2026-12-03', link: `/requests/${id}` },
    ]);
    expect(await todosOf(worker)).toEqual([]);

    expect(await act(clerk, id, 'answer', { text: '路灯已经修好' })).toBe('conflict');
    expect(await act(clerk, id, 'take')).toBe('ok');
    expect(await openTo(clerk)).toEqual([]);
    expect(await act(clerk, id, 'take')).toBe('conflict');
    expect(await act(clerk, id, 'answer', { text: `${hostile} 路灯已经修好` })).toBe('ok');
    expect((await follow(code)).body).toMatchObject({
      state: 'answered',
      can: { accept: true, reopen: true },
      entries: [
        { kind: 'received', unitName: '新村', text: null },
        { kind: 'taken' },
        { kind: 'answered', text: `${hostile} 路灯已经修好`, way: null },
      ],
    });

    now = new Date('2026-12-07T04:00:00Z');
    // The session of before has ended meanwhile.
    const later = await as('department_handler', { at: place });
    await nobody.call(contract.reopenRequest, { body: { code, reason: '还有一盏不亮' } });
    expect((await follow(code)).body).toMatchObject({ state: 'reopened', dueOn: '2026-12-14' });
    expect(await openTo(later)).toEqual(['requests.reopened']);
    expect(await todosOf(later)).toMatchObject([{ dueOn: '2026-12-14' }]);
    expect(await act(later, id, 'refuse', { reason: '不归我们管', way: '请打电话问问' })).toBe('conflict');
    expect(await act(later, id, 'take')).toBe('ok');
    expect(await act(later, id, 'answer', { text: '最后一盏已经修好' })).toBe('ok');
    expect(await nobody.outcome(contract.reopenRequest, { body: { code, reason: '还有一盏不亮' } })).toBe('conflict');
    expect(await nobody.call(contract.acceptAnswer, { body: { code } })).toEqual({ state: 'closed' });
    expect(await nobody.outcome(contract.acceptAnswer, { body: { code } })).toBe('conflict');
    now = new Date('2026-11-26T04:00:00Z');

    const actions = await rowsOf<{ action: string; actor: string; role: string }>(
      `select action, actor, role from audit_event where entity_id = $1 order by id`,
      [id],
    );
    expect(actions.map(({ action }) => action)).toEqual(
      ['send', 'take', 'answer', 'reopen', 'take', 'answer', 'accept'].map((verb) => `requests.${verb}`),
    );
    expect(actions.filter(({ role }) => role === 'resident')).toHaveLength(3);
  });

  test('of a place where nobody handles requests goes to the next one above, which says so', async () => {
    const { write, tree, as, nobody } = server.current;
    const far = await write((tx) => plantNode(tx, 'community', tree.townshipB, '远社区'));
    const county = await nobody.call(contract.sendRequest, { body: body({ areaId: far.id }) });
    expect(county).toMatchObject({ unitName: tree.county.name, routed: 'above' });
    await as('township_worker', { at: tree.townshipB });
    expect(await nobody.call(contract.sendRequest, { body: body({ areaId: far.id }) })).toMatchObject({
      unitName: tree.townshipB.name,
      routed: 'above',
    });
    await as('department_handler', { at: far });
    expect(await nobody.call(contract.sendRequest, { body: body({ areaId: far.id }) })).toMatchObject({
      unitName: '远社区',
      routed: 'place',
    });
  });

  test('that is assigned leaves the range of the giver, and the resident reads who has it and why', async () => {
    const { id, code } = await send();
    const { items } = await secretary.call(contract.requestUnits, { params: { id } });
    expect(items.map((unit) => unit.id)).toContain(department.id);
    expect(items.map((unit) => unit.id)).not.toContain(server.current.tree.branchA1.id);
    const reason = '路灯由交通局管理';
    expect(await act(secretary, id, 'assign', { unitId: server.current.tree.branchB1.id, reason })).toBe(
      'requests.no_unit',
    );
    expect(await act(secretary, id, 'assign', { unitId: server.current.tree.branchA1.id, reason })).toBe(
      'requests.same_unit',
    );
    expect(await act(secretary, id, 'assign', { unitId: department.id, reason })).toBe('ok');
    expect(await secretary.outcome(contract.oneRequest, { params: { id } })).toBe('not_found');
    expect(await worker.outcome(contract.oneRequest, { params: { id } })).toBe('not_found');
    expect((await follow(code)).body).toMatchObject({
      unitName: '交通局',
      routed: 'assigned',
      state: 'assigned',
      dueOn: '2026-12-03',
      entries: [{ kind: 'received' }, { kind: 'assigned', unitName: '交通局', text: reason }],
    });
    expect(await openTo(handler)).toEqual(['requests.arrived']);
    // Not down to another township, but back to where it came from.
    const there = await handler.call(contract.requestUnits, { params: { id } });
    expect(there.items.map((unit) => unit.id)).toContain(server.current.tree.branchA1.id);
    expect(there.items.map((unit) => unit.id)).not.toContain(server.current.tree.townshipA.id);
    expect(await act(handler, id, 'assign', { unitId: server.current.tree.townshipA.id, reason: '请乡镇办理' })).toBe(
      'requests.pushed_down',
    );
    expect(await act(handler, id, 'assign', { unitId: server.current.tree.branchA1.id, reason: '属村内道路' })).toBe(
      'ok',
    );
    expect((await one(secretary, id)).state).toBe('assigned');
    expect(await handler.outcome(contract.oneRequest, { params: { id } })).toBe('not_found');
  });

  test('is refused with the reason and the right way', async () => {
    const { id, code } = await send();
    expect(await act(secretary, id, 'refuse', { reason: '已经进入诉讼', way: '' })).toBe('required');
    expect(await act(secretary, id, 'refuse', { reason: '已经进入诉讼', way: '请向人民法院反映' })).toBe('ok');
    expect((await follow(code)).body).toMatchObject({
      state: 'refused',
      entries: [{}, { kind: 'refused', text: '已经进入诉讼', way: '请向人民法院反映' }],
      can: { accept: false, reopen: false },
    });
  });

  test('shows who handles it no name that was to be hidden, and a phone in full only with a trace', async () => {
    const hidden = await send({ hideName: true });
    expect(await one(secretary, hidden.id)).toMatchObject({ hideName: true, name: null, phone: null });
    expect(await secretary.outcome(contract.showPhone, { params: { id: hidden.id } })).toBe('refused');
    const open = await send();
    const view = await one(secretary, open.id);
    expect(view).toMatchObject({ name: '林某某', text: written });
    expect(view.phone).toMatch(/\*{4}/);
    expect(await secretary.call(contract.showPhone, { params: { id: open.id } })).toEqual({ phone: '138 0000 1234' });
    expect(
      await rowsOf(`select 1 from audit_event where entity_id = $1 and action = 'requests.showPhone'`, [open.id]),
    ).toHaveLength(1);
  });
});

describe('what is said against a person', () => {
  test('is refused with the right way, and nothing of it is kept', async () => {
    const secret = '某干部收了钱4417';
    const refused = await server.current.nobody.raw(contract.sendRequest, {
      body: body({ kind: 'accuse', text: secret }),
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { problems: [{ path: 'body.kind', message: 'requests.diverted' }] } },
    });
    expect(await send({ kind: 'report', text: '有人往河里倒垃圾' })).toMatchObject({ routed: 'place' });
  });
});

describe('nothing of what was written', () => {
  test('lies in the database in the clear: neither text, name, phone nor code', async () => {
    const { id, code } = await send({ text: '明文检查：井盖丢了', name: '明文名', phone: '13911112222' });
    await act(secretary, id, 'take');
    await act(secretary, id, 'answer', { text: '明文答复：井盖补上了' });
    await server.current.nobody.call(contract.reopenRequest, { body: { code, reason: '明文理由：又丢了' } });
    const tables = await rowsOf<{ name: string }>(
      `select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const hits = await rowsOf<{ n: number }>(`select count(*)::int4 as n from ${name} t where t::text ~ $1`, [
        `明文|13911112222|${code}|${code.replaceAll('-', '')}`,
      ]);
      if ((hits[0]?.n ?? 0) > 0) found.push(name);
    }
    expect(found).toEqual([]);
  });
});

describe('sent twice', () => {
  test('an answer is accepted once, and reopened once', async () => {
    const { nobody } = server.current;
    const { id, code } = await send();
    await act(secretary, id, 'take');
    await act(secretary, id, 'answer', { text: '路灯已经修好' });
    const key = newOpaqueId();
    const again = { body: { code, reason: '还有一盏不亮' } };
    for (let twice = 0; twice < 2; twice += 1)
      expect((await nobody.raw(contract.reopenRequest, again, { key })).body).toEqual({ state: 'reopened' });
    await act(secretary, id, 'take');
    await act(secretary, id, 'answer', { text: '都已经修好了' });
    const accepted = newOpaqueId();
    for (let twice = 0; twice < 2; twice += 1)
      expect((await nobody.raw(contract.acceptAnswer, { body: { code } }, { key: accepted })).body).toEqual({
        state: 'closed',
      });
    expect(
      await rowsOf(`select 1 from service_request_entry where request_id = $1 and kind = 'accepted'`, [id]),
    ).toHaveLength(1);
  });

  test('two answers at once end in one of them', async () => {
    const { id } = await send();
    await act(secretary, id, 'take');
    const { version } = await one(secretary, id);
    const answers = await Promise.all(
      [secretary, worker].map((client) =>
        client.outcome(contract.answerRequest, { params: { id }, body: { version, text: '路灯已经修好' } }),
      ),
    );
    expect(answers.toSorted()).toEqual(['ok', 'stale']);
  });
});

describe('the list', () => {
  test('shows the range, those due first, page by page, and the own unit apart', async () => {
    const { tree, as } = server.current;
    const other = await as('branch_secretary', { at: tree.branchA2 });
    expect((await other.call(contract.requestList, { query: {} })).items).toEqual([]);
    await send();
    now = new Date('2026-11-25T04:00:00Z');
    const early = await send({ text: '早一天的事情' });
    now = new Date('2026-11-26T04:00:00Z');
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await worker.call(contract.requestList, {
        query: { limit: '3', ...(cursor ? { cursor } : {}) },
      });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      expect(page.total).toBe(page.open);
    } while (cursor !== undefined);
    expect(ids[0]).toBe(early.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await worker.call(contract.requestList, { query: {} })).total).toBe(ids.length);
    expect((await worker.call(contract.requestList, { query: { show: 'own' } })).items).toEqual([]);
    expect((await secretary.call(contract.requestList, { query: { show: 'own' } })).total).toBeGreaterThan(0);
  });
});
