import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mintScope, rangeEnd, systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { callbackList, callbackPhone, drawCallbacks, recordCallback } from '../callbacks/contract.ts';
import { drawOrder } from '../callbacks/queries.ts';
import * as requests from '../contract.ts';
import { figureList, requestFigures } from '../figures/contract.ts';
import { markRequest, withdrawMark } from '../marking/contract.ts';
import { rateRequest, satisfactionFigures } from './contract.ts';
import { type RequestGrade, requestGrades } from './rules.ts';

const start = '2026-11-02T04:00:00Z';
let now = new Date(start);
const server = useApp({ now: () => now });
const later = (days: number): void => {
  now = new Date(Date.parse(start) + days * 86_400_000);
};

let village: Node;
let clerk: () => Promise<Client>;
beforeEach(async () => {
  const { tree, write, as } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  clerk = () => as('department_handler', { at: village });
  await clerk();
});
afterEach(() => later(0));

const send = (more: object = {}) =>
  server.current.nobody.call(requests.sendRequest, {
    body: {
      kind: 'help',
      category: 'roads',
      areaId: village.id,
      text: '村口路灯坏了三盏',
      phone: '138 0000 1234',
      ...more,
    },
  });
const answer = async (client: Client, id: string) => {
  const taken = await client.call(requests.takeRequest, { params: { id }, body: { version: 1 } });
  await client.call(requests.answerRequest, { params: { id }, body: { version: taken.version, text: '已经修好了' } });
};
/** A request that was answered and accepted. */
const ended = async (more: object = {}) => {
  const sent = await send(more);
  await answer(await clerk(), sent.id);
  await server.current.nobody.call(requests.acceptAnswer, { body: { code: sent.code } });
  return sent;
};
const rate = (code: string, grade: RequestGrade = 'dissatisfied', key = newOpaqueId()) =>
  server.current.nobody.raw(rateRequest, { body: { code, grade } }, { key });
const ratingOf = async (code: string): Promise<object> => {
  const headers = { 'x-query': `code=${encodeURIComponent(code)}` };
  return (await server.current.app.inject({ url: '/api/requests/rating', headers })).json();
};
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};
const told = async (client: Client) =>
  (await client.call(satisfactionFigures, { query: {} })).rows.filter(({ key }) => key === village.id);

describe('a resident', () => {
  test('is asked by the rule, after the end and not before, and says it once', async () => {
    const open = await send();
    expect(await ratingOf(open.code)).toEqual({ from: null, open: false, rated: false });
    const { code, id } = await ended();
    expect(await ratingOf(code)).toEqual({ from: '2026-11-05', open: false, rated: false });
    expect((await rate(code)).status).toBe(409);
    later(3);
    expect(await ratingOf(code)).toMatchObject({ open: true });
    const key = newOpaqueId();
    for (let twice = 0; twice < 2; twice += 1)
      expect((await rate(code, 'satisfied', key)).body).toEqual({ rated: true });
    expect((await rate(code, 'dissatisfied')).status).toBe(409);
    expect(await ratingOf(code)).toMatchObject({ open: false, rated: true });
    expect(await rowsOf('select grade from request_rating where request_id = $1', [id])).toEqual([
      { grade: 'satisfied' },
    ]);
  });

  test('whose answer nobody disputed is asked once the window has passed; the refused is asked too', async () => {
    const silent = await send();
    await answer(await clerk(), silent.id);
    expect(await ratingOf(silent.code)).toMatchObject({ from: '2026-11-20' });
    const refused = await send();
    await (
      await clerk()
    ).call(requests.refuseRequest, {
      params: { id: refused.id },
      body: { version: 1, reason: '已经进入诉讼', way: '请向人民法院反映' },
    });
    expect(await ratingOf(refused.code)).toMatchObject({ from: '2026-11-05' });
  });
});

describe('the portal', () => {
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const headers = { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' };
    const payload = new URLSearchParams({ key: newOpaqueId(), ...fields }).toString();
    const url = `/portal/requests/${path}`;
    return (await server.current.app.inject({ method: 'POST', url, headers, payload })).body;
  };

  test('asks without script, says when it is too early, and takes one grade', async () => {
    const { code, id } = await ended();
    expect(await post('follow', { code })).toContain('action="/portal/requests/rate"');
    expect(await post('rate', { code })).not.toContain('very_dissatisfied');
    later(3);
    const asked = await post('rate', { code });
    for (const grade of requestGrades) expect(asked).toContain(`value="${grade}"`);
    expect(asked).not.toContain('<script');
    expect(await post('rate/send', { code })).toContain('role="alert"');
    expect(await post('rate/send', { code, grade: 'fair' })).toContain('谢谢');
    expect(await post('rate', { code })).toContain('已经评价过');
    expect(await rowsOf('select grade from request_rating where request_id = $1', [id])).toEqual([{ grade: 'fair' }]);
  });
});

describe('what a resident says', () => {
  test('lies outside of every range but the county’s: row, audit event and live key', async () => {
    const { id, code } = await ended();
    later(3);
    await rate(code);
    const { tree } = server.current;
    const [row] = await rowsOf<{ org_path: string }>('select org_path from request_rating where request_id = $1', [id]);
    expect(row?.org_path).toBe(`${tree.county.path}=${id}/`);
    const events = await rowsOf<{ org_path: string }>(
      `select org_path from audit_event where entity_id = $1 and action = 'requests.rate'`,
      [id],
    );
    expect(events).toEqual([{ org_path: `${tree.county.path}=${id}/` }]);
    // The database itself shows it to no range below, whatever the query says.
    const { county, entry } = server.current;
    const seenFrom = async (path: string): Promise<number | undefined> => {
      const scope = mintScope({ ...systemScope(entry.code, 'test'), path, from: path, to: rangeEnd(path) });
      const query = sql<{ n: number }>`select count(*)::int4 as n from request_rating where request_id = ${id}`;
      return (await query.execute(county.read(scope))).rows[0]?.n;
    };
    const leaf = `${village.path}=${id}/`;
    expect(await Promise.all([tree.county.path, tree.townshipA.path, village.path, leaf].map(seenFrom))).toEqual([
      1, 0, 0, 0,
    ]);
    for (const client of [await clerk(), await server.current.as('township_worker', { at: tree.townshipA })])
      expect(JSON.stringify((await client.raw(requests.oneRequest, { params: { id } })).body)).not.toMatch(/grade|rat/);
  });

  test('comes to the unit in whole fives, and no sixth can be read from the difference', async () => {
    const grades: RequestGrade[] = ['satisfied', 'satisfied', 'fair', 'very_satisfied', 'dissatisfied', 'dissatisfied'];
    const codes: string[] = [];
    for (const _ of grades) codes.push((await ended()).code);
    later(3);
    const seen: (number | undefined)[] = [];
    for (const [n, code] of codes.entries()) {
      expect((await rate(code, grades[n])).status).toBe(200);
      seen.push((await told(await clerk()))[0]?.total);
    }
    expect(seen).toEqual([undefined, undefined, undefined, undefined, 5, 5]);
    expect(await told(await clerk())).toMatchObject([
      { name: '浦口村', year: 2026, content: 80, low: 37.5, high: 96.3, grades: { dissatisfied: 1, satisfied: 2 } },
    ]);
    const officer = await server.current.as('county_officer');
    expect(await told(officer)).toMatchObject([{ total: 6, grades: { dissatisfied: 2 } }]);
    const byPlace = { query: { by: 'area' } } as const;
    expect((await officer.call(satisfactionFigures, byPlace)).rows.length).toBeGreaterThan(0);
    expect((await (await clerk()).call(satisfactionFigures, byPlace)).rows).toEqual([]);
  });
});

describe('a list to call back', () => {
  test('is drawn by a recorded seed that anybody can draw again, leaves out the hidden and those without a phone', async () => {
    later(-400);
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await ended()).id);
    await ended({ hideName: true });
    await ended({ phone: undefined });
    const officer = await server.current.as('county_officer');
    const period = { from: '2025-09-01', to: '2025-10-31' };
    const { id } = await officer.call(drawCallbacks, { body: { ...period, size: 3 } });
    const list = await officer.call(callbackList, { params: { id } });
    expect(list).toMatchObject({ size: 3, drawn: 3, pool: 7, called: 0 });
    const drawn = list.items.map(({ requestId }) => requestId);
    expect(drawn).toEqual(drawOrder(list.seed, ids).slice(0, 3));
    const [first = ''] = drawn;
    const params = { id, requestId: first };
    expect(await officer.call(callbackPhone, { params })).toEqual({ phone: '138 0000 1234' });
    const body = { outcome: 'rated', grade: 'satisfied' } as const;
    await officer.call(recordCallback, { params, body });
    expect(await officer.outcome(recordCallback, { params, body })).toBe('conflict');
    expect(await officer.outcome(recordCallback, { params, body: { outcome: 'rated' } })).toBe('invalid');
    expect(await officer.call(callbackList, { params: { id } })).toMatchObject({ called: 1 });
    const events = await rowsOf<{ org_path: string }>(
      `select distinct org_path from audit_event where action in ('requests.callbackPhone', 'requests.recordCallback')`,
    );
    expect(events).toEqual([{ org_path: `${server.current.tree.county.path}=${first}/` }]);
    expect(await (await clerk()).outcome(callbackList, { params: { id } })).toBe('not_found');
    expect(await officer.outcome(drawCallbacks, { body: { from: '2001-01-01', to: '2001-01-02', size: 3 } })).toBe(
      'conflict',
    );
  });
});

describe('a mark', () => {
  const body = (unitId: string) => ({ unitId, ground: 'foreign' as const, reason: '属于电力公司职责' });

  test('is made by a second unit alone, with a reason that the unit reads, and is counted openly beside', async () => {
    const { as, tree } = server.current;
    const { id } = await send();
    later(9);
    const worker = await as('township_worker', { at: tree.townshipA });
    expect(await (await clerk()).outcome(markRequest, { params: { id }, body: body(village.id) })).toBe('not_found');
    const marked = await worker.call(markRequest, { params: { id }, body: body(village.id) });
    expect(await worker.outcome(markRequest, { params: { id }, body: body(village.id) })).toBe('conflict');
    const figure = async () =>
      (await (await clerk()).call(requestFigures, { query: {} })).rows.find(({ key }) => key === village.id);
    expect(await figure()).toMatchObject({
      onTime: 0,
      onTimeUnmarked: null,
      counts: { counted: 1, countedUnmarked: 0, marked: 1 },
    });
    const list = await (await clerk()).call(figureList, { query: { by: 'unit', key: village.id, count: 'marked' } });
    expect(list.items[0]?.marks).toMatchObject([
      { id: marked.id, ground: 'foreign', reason: '属于电力公司职责', byName: tree.townshipA.name },
    ]);
    await worker.call(withdrawMark, { params: { id: marked.id } });
    expect(await worker.outcome(withdrawMark, { params: { id: marked.id } })).toBe('not_found');
    expect(await figure()).toMatchObject({ counts: { countedUnmarked: 1, marked: 0 } });
  });

  test('is refused to a unit that has had it, also where it has given it on, and to a request out of range', async () => {
    const { as, tree } = server.current;
    const worker = await as('township_worker', { at: tree.townshipA });
    const { id } = await send();
    const client = await clerk();
    const reason = '请街道直接办理';
    await client.call(requests.assignRequest, {
      params: { id },
      body: { version: 1, unitId: tree.townshipA.id, reason },
    });
    await worker.call(requests.assignRequest, { params: { id }, body: { version: 2, unitId: village.id, reason } });
    expect(await worker.outcome(markRequest, { params: { id }, body: body(village.id) })).toBe('refused');
    const elsewhere = await as('township_worker', { at: tree.townshipB });
    expect(await elsewhere.outcome(markRequest, { params: { id }, body: body(village.id) })).toBe('not_found');
    expect(await (await as('county_officer')).outcome(markRequest, { params: { id }, body: body(village.id) })).toBe(
      'ok',
    );
  });
});
