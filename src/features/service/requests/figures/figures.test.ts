import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as requests from '../contract.ts';
import { figureGroups, figureList, requestFigures, type FigureRow } from './contract.ts';
import { type Counted, measureNames, measures, type Moment } from './rules.ts';

const start = '2026-11-02T04:00:00Z';
let now = new Date(start);
const server = useApp({ now: () => now });
const later = (days: number): void => {
  now = new Date(Date.parse(start) + days * 86_400_000);
};
afterEach(() => later(0));

/** A village of each test's own: their order is random. */
let village: Node;
let department: Node;
beforeEach(async () => {
  const { tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  department = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
});

/** Sessions end while days pass: each is made when it is needed. */
const clerk = (): Promise<Client> => server.current.as('department_handler', { at: village });
const handler = (): Promise<Client> => server.current.as('department_handler', { at: department });
const officer = (): Promise<Client> => server.current.as('county_officer');

const send = async (category: 'roads' | 'land' = 'roads') => {
  await clerk();
  return server.current.nobody.call(requests.sendRequest, {
    body: { kind: 'help', category, areaId: village.id, text: `${hostile} 村口路灯坏了三盏` },
  });
};
const versionOf = async (client: Client, id: string): Promise<number> =>
  (await client.call(requests.oneRequest, { params: { id } })).version;
const take = async (client: Client, id: string) =>
  client.call(requests.takeRequest, { params: { id }, body: { version: await versionOf(client, id) } });
const answer = async (client: Client, id: string, text = '已经处理好了') => {
  await take(client, id);
  const body = { version: await versionOf(client, id), text };
  return client.call(requests.answerRequest, { params: { id }, body });
};
const assign = async (client: Client, id: string, unitId: string) => {
  const body = { version: await versionOf(client, id), unitId, reason: '属于你单位职责' };
  return client.call(requests.assignRequest, { params: { id }, body });
};

const ofUnit = async (client: Client, unit: Node): Promise<FigureRow | undefined> =>
  (await client.call(requestFigures, { query: {} })).rows.find(({ key }) => key === unit.id);
const countsOf = async (client: Client, unit: Node = village) => (await ofUnit(client, unit))?.counts;

describe('a request', () => {
  test('answered in time is overdue past its day until the window has passed, and on time from then on', async () => {
    const { id } = await send();
    later(3);
    await answer(await clerk(), id);
    const told = async (day: number) => {
      later(day);
      const counts = await countsOf(await officer());
      return counts && [counts.onTime, counts.overdue, counts.waiting];
    };
    expect(await told(7)).toEqual([0, 0, 0]);
    expect(await told(8)).toEqual([0, 1, 1]);
    expect(await told(18)).toEqual([0, 1, 1]);
    expect(await told(19)).toEqual([1, 0, 0]);
  });

  test('that is accepted counts at once; that is disputed is overdue however often it is answered', async () => {
    const { nobody } = server.current;
    const [good, bad] = [await send(), await send()];
    await answer(await clerk(), good.id);
    await answer(await clerk(), bad.id, '收到，正在处理');
    expect(await countsOf(await officer())).toMatchObject({ onTime: 0, counted: 0 });
    await nobody.call(requests.acceptAnswer, { body: { code: good.code } });
    expect(await countsOf(await officer())).toMatchObject({ onTime: 1, counted: 1 });
    await nobody.call(requests.reopenRequest, { body: { code: bad.code, reason: '没有人来看过' } });
    await answer(await clerk(), bad.id, '收到，正在处理');
    later(99);
    expect(await countsOf(await officer())).toMatchObject({ reopened: 1, waiting: 0, onTime: 1, overdue: 1 });
    await nobody.call(requests.acceptAnswer, { body: { code: bad.code } });
    // Answered within the first term in the end, and the resident says that it will do.
    expect(await countsOf(await officer())).toMatchObject({ onTime: 2, overdue: 0 });
  });

  test('stays in the figures of the unit that gave it on, which sees no word of it any more', async () => {
    await handler();
    const { id } = await send('land');
    await assign(await clerk(), id, department.id);
    later(8);
    expect(await countsOf(await clerk())).toMatchObject({ received: 1, queue: 0, overdue: 1 });
    expect(await countsOf(await handler(), department)).toMatchObject({ received: 1, queue: 1, overdue: 1, age15: 1 });
    const query = { by: 'category', key: 'land', count: 'overdue' } as const;
    const list = await (await clerk()).call(figureList, { query });
    expect(list).toMatchObject({ total: 1, items: [{ id, excerpt: null, unitName: null, areaName: '浦口村' }] });
    const seen = await (await handler()).call(figureList, { query });
    expect(seen.items[0]?.excerpt).toContain('村口路灯');
    // The county counts it once, whoever has had it.
    const all = await (await officer()).call(figureList, { query: { by: 'area', key: village.id } });
    expect(all).toMatchObject({ total: 1, items: [{ id, unitName: '交通局' }] });
    // It goes back and forth: each unit counts it once.
    await assign(await handler(), id, village.id);
    expect(await countsOf(await clerk())).toMatchObject({ received: 1, queue: 1, overdue: 1 });
    expect(await countsOf(await handler(), department)).toMatchObject({ received: 1, queue: 0, overdue: 1 });
  });

  test('that is refused is not served', async () => {
    const { id } = await send();
    const client = await clerk();
    await client.call(requests.refuseRequest, {
      params: { id },
      body: { version: 1, reason: '已经进入诉讼', way: '请向人民法院反映' },
    });
    expect(await countsOf(client)).toMatchObject({ refused: 1, counted: 1, onTime: 0, overdue: 1 });
  });
});

const rowsOf = async <T extends object>(text: string): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text);
  await client.end();
  return rows;
};

type Held = Counted & {
  readonly request: string;
  readonly unit: string;
  readonly area: string;
  readonly category: string;
};
const held = (): Promise<Held[]> =>
  rowsOf<Held>(`select request_id as request, unit_id as unit, area_id as area, category, received_on::text as "receivedOn",
    due_on::text as "dueOn", state, answered_on::text as "answeredOn", accepted, spoke, reopened, is_petition as petition, is_current as current, marked
    from counted_requests('/', '0', '2020-01-01', '2029-12-31')`);

/** Facts of any kind, as no clerk makes them all. */
const scatter = (): Promise<object[]> =>
  rowsOf(`
    insert into service_request (id, code_hash, org_path, unit_id, unit_since, routed, area_id, kind, category, sealed, key_id, hide_name,
        received_on, clock_from, due_on, plain_due_on, state, answered_on, reopened, procedure)
      select g.id, decode(md5(g.id::text), 'hex'), u.path || '=' || g.id || '/', u.id, '2026-10-01', 'place', a.id, 'help',
          (array['roads', 'land', 'other'])[1 + n % 3], r.sealed, r.key_id, false, day, day, day + 7, day + 7,
          (enum_range(null::request_state))[1 + k % 7], case when k % 4 > 0 then day + k % 14 end, k % 5 = 0,
          (case when k % 11 = 0 then 'petition' else 'ordinary' end)::request_procedure
        from (select gen_random_uuid() as id, n, date '2026-10-01' + n % 45 as day from generate_series(1, 300) n) g
        cross join lateral (select ('x' || md5(g.id::text))::bit(20)::int as k) k
        cross join lateral (select id, path from organisation where type in ('village', 'government_department', 'branch')
          order by md5(g.n::text || id) limit 1) u
        cross join lateral (select id from organisation where type in ('village', 'branch') order by md5(id::text || g.n) limit 1) a
        cross join (select sealed, key_id from service_request limit 1) r;
    insert into request_holding
      select r.id, u.id, u.path || '=' || r.id || '/', r.received_on, u.id = r.unit_id, r.area_id, r.kind, r.category, r.received_on,
          r.plain_due_on, k % 5 = 0, k % 3 = 0
        from service_request r
        cross join lateral (select ('x' || md5(r.id::text || 'k'))::bit(20)::int as k) k
        join organisation u on u.id = r.unit_id or ('x' || md5(u.id::text || r.id))::bit(16)::int % 9 = 0
        where not exists (select from request_holding h where h.request_id = r.id);
    insert into request_mark (id, request_id, unit_id, org_path, by_id, actor, ground, sealed, key_id, marked_on)
      select gen_random_uuid(), h.request_id, h.unit_id, h.org_path, h.unit_id, 'x', 'foreign', r.sealed, r.key_id, '2026-11-01'
        from request_holding h cross join (select sealed, key_id from service_request limit 1) r
        where ('x' || md5(h.request_id::text || h.unit_id))::bit(16)::int % 6 = 0
          and not exists (select from request_mark m where m.request_id = h.request_id and m.unit_id = h.unit_id)`);

const groupBy = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
};

/** What a range has had of each request: once, marked where every unit of it has been. */
const merged = (rows: readonly Held[]): Held[] =>
  [...groupBy(rows, ({ request }) => request).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ ...first, current: same.some((one) => one.current), marked: same.every((one) => one.marked) }];
  });

const always = { from: '2020-01-01', to: '2029-12-31' };
const tally = (rows: readonly Counted[], moment: Moment) =>
  Object.fromEntries(measureNames.map((name) => [name, rows.filter((one) => measures[name](one, moment)).length]));

describe('the figures', () => {
  test('are what the rules say of every row, and every number opens its list with the same total', async () => {
    await send();
    await scatter();
    later(24);
    const client = await officer();
    const all = await held();
    expect(merged(all).length).toBeLessThan(all.length);
    for (const by of figureGroups) {
      const { total, rows, ...moment } = await client.call(requestFigures, { query: { by, ...always } });
      const source = by === 'unit' ? all : merged(all);
      const groups = groupBy(source, (one) => one[by]);
      expect(rows.map(({ key }) => key).toSorted()).toEqual([...groups.keys()].toSorted());
      expect(total.counts).toEqual(tally(merged(all), moment));
      for (const { key, counts } of rows) expect(counts).toEqual(tally(groups.get(key) ?? [], moment));
      for (const { key, counts } of [total, ...rows.slice(0, 3)])
        for (const count of measureNames) {
          const query = { by, count, limit: '1', ...always, ...(key === '' ? {} : { key }) };
          expect({ [count]: (await client.call(figureList, { query })).total }).toEqual({ [count]: counts[count] });
        }
    }
  }, 60_000);

  test('list page by page each request once', async () => {
    await send();
    await scatter();
    later(40);
    const client = await officer();
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call(figureList, { query: { limit: '70', ...always, ...(cursor ? { cursor } : {}) } });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
      expect(page.total).toBe(new Set((await held()).map(({ request }) => request)).size);
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(new Set((await held()).map(({ request }) => request)).size);
  });

  test('of a range are of what its units have had, and a share of fewer than five is told to the unit alone', async () => {
    later(30);
    const { tree, as, write } = server.current;
    const lone = await write((tx) => plantNode(tx, 'village', tree.townshipB, '独村'));
    await as('department_handler', { at: lone });
    await server.current.nobody.call(requests.sendRequest, {
      body: { kind: 'help', category: 'roads', areaId: lone.id, text: '只有一件的村' },
    });
    later(50);
    expect(await ofUnit(await as('department_handler', { at: lone }), lone)).toMatchObject({
      own: true,
      onTime: 0,
      counts: { counted: 1 },
    });
    expect(await ofUnit(await officer(), lone)).toMatchObject({ own: false, onTime: null, counts: { counted: 1 } });
    const elsewhere = await as('township_worker', { at: tree.townshipA });
    expect(await ofUnit(elsewhere, lone)).toBeUndefined();
    expect((await elsewhere.call(figureList, { query: { by: 'unit', key: lone.id } })).total).toBe(0);
  });

  test('are written by nothing but what is done: the server itself cannot', async () => {
    const { write } = server.current;
    await expect(write((tx) => tx.updateTable('request_holding').set({ accepted: true }).execute())).rejects.toThrow(
      /permission denied/,
    );
    await expect(write((tx) => tx.deleteFrom('request_holding').execute())).rejects.toThrow(/permission denied/);
  });
});
