import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';

const now = new Date('2026-11-26T04:00:00Z');
const server = useApp({ now: () => now });
let secretary: Client;
let worker: Client;
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};
const member = (): Promise<Person> => server.current.write((tx) => plantMember(tx, server.current.tree.branchA1));
beforeAll(async () => {
  const { as, tree } = server.current;
  secretary = await as('branch_secretary', { at: tree.branchA1 });
  worker = await as('township_worker', { at: tree.townshipA });
});

const listed = async (reasons: contract.CareLine['reasons'] = ['ill']): Promise<{ id: string; person: Person }> => {
  const person = await member();
  const { id } = await secretary.call(contract.addCare, {
    body: { personId: person.id, reasons, note: `${hostile} 住院三个月` },
  });
  return { id, person };
};
const planned = async (id: string, plannedOn = '2026-11-30') =>
  (
    await secretary.call(contract.planVisit, {
      params: { id },
      body: { occasion: 'illness', plannedOn, visitor: '书记和老陈' },
    })
  ).id;
const one = (client: Client, id: string) => client.call(contract.oneCare, { params: { id } });

describe('the list', () => {
  test('is filled from the file: age, years in the Party, hardship', async () => {
    const [old, veteran, poor, young] = [await member(), await member(), await member(), await member()];
    await rowsOf(`update person set birth_date = '1946-11-26' where id = $1`, [old.id]);
    await rowsOf(`update person set birth_date = '1946-11-27' where id = $1`, [young.id]);
    await rowsOf(
      `update membership set category = 'full', full_on = '1977-05-26', party_age_correction = 6 where person_id = $1`,
      [veteran.id],
    );
    await rowsOf(
      `insert into hardship (id, person_id, org_path, kind, since) values (gen_random_uuid(), $1, $2, '1', '2026-01-01')`,
      [poor.id, poor.path],
    );
    const { items } = await secretary.call(contract.careCandidates, {});
    const found = new Map(items.map(({ personId, reasons }) => [personId, reasons]));
    expect([old, veteran, poor, young].map(({ id }) => found.get(id))).toEqual([
      ['aged'],
      ['veteran'],
      ['hardship'],
      undefined,
    ]);
    const { id } = await secretary.call(contract.addCare, { body: { personId: old.id, reasons: ['alone'] } });
    expect(await one(secretary, id)).toMatchObject({ reasons: ['aged', 'alone'], source: 'facts', note: null });
    const again = await secretary.call(contract.careCandidates, {});
    expect(again.items.map(({ personId }) => personId)).not.toContain(old.id);
  });

  test('holds a member once, with a reason', async () => {
    const person = await member();
    const add = (reasons: contract.CareLine['reasons']) =>
      secretary.outcome(contract.addCare, { body: { personId: person.id, reasons } });
    expect(await add([])).toBe('invalid');
    expect((await Promise.all([add(['ill']), add(['ill'])])).toSorted()).toEqual(['invalid', 'ok']);
  });

  test('finds members of the range by name, and says who is listed already', async () => {
    const { person } = await listed();
    const find = (client: Client) => client.call(contract.careFind, { query: { q: person.name } });
    expect((await find(secretary)).items).toEqual([
      { personId: person.id, name: person.name, branchName: expect.any(String), listed: true },
    ]);
    const other = await server.current.as('branch_secretary', { at: server.current.tree.branchA2 });
    expect((await find(other)).items).toEqual([]);
  });

  test('is seen by the branch and those above it, and what was noted lies sealed', async () => {
    const { as, tree } = server.current;
    const { id, person } = await listed();
    const other = await as('branch_secretary', { at: tree.branchA2 });
    const committee = await as('organisation_member', { at: tree.branchA1 });
    expect(await other.outcome(contract.oneCare, { params: { id } })).toBe('not_found');
    expect(await committee.outcome(contract.oneCare, { params: { id } })).toBe('not_found');
    expect((await one(worker, id)).note).toContain('住院三个月');
    expect(await other.outcome(contract.addCare, { body: { personId: person.id, reasons: ['ill'] } })).toBe('invalid');
    expect(await rowsOf(`select 1 from care_case c where c::text like '%住院%'`)).toEqual([]);
  });

  test('is left with a reason, and what was planned is called off', async () => {
    const { id } = await listed();
    await planned(id);
    expect(
      await secretary.outcome(contract.endCare, { params: { id }, body: { version: 2, reason: '已经康复' } }),
    ).toBe('stale');
    await secretary.call(contract.endCare, { params: { id }, body: { version: 1, reason: '已经康复' } });
    expect(await one(secretary, id)).toMatchObject({
      endReason: '已经康复',
      visits: [{ state: 'cancelled' }],
      can: { keep: false },
    });
    expect(
      await secretary.outcome(contract.planVisit, {
        params: { id },
        body: { occasion: 'routine', plannedOn: '2026-12-01', visitor: '书记' },
      }),
    ).toBe('conflict');
  });
});

describe('a visit', () => {
  test('is asked for a week ahead, recorded once, and then asked for no more', async () => {
    const { id, person } = await listed();
    const [near, far] = [await planned(id, '2026-12-03'), await planned(id, '2026-12-04')];
    const todos = async () =>
      (await secretary.call(todoList, { query: {} })).groups
        .flatMap(({ items }) => items)
        .filter(({ kind, link }) => kind === 'care.visits' && link === `/care/${id}`)
        .map((todo) => [todo.id, todo.dueOn]);
    expect(await todos()).toEqual([[near, '2026-12-03']]);
    const { items } = await secretary.call(contract.plannedVisits, {});
    expect(items.filter(({ caseId }) => caseId === id)).toMatchObject([
      { id: near, name: person.name, daysLeft: 7, visitor: '书记和老陈' },
      { id: far },
    ]);
    const record = (visitedOn: string, version = 1) =>
      secretary.outcome(contract.recordVisit, {
        params: { id, visitId: near },
        body: { version, visitedOn, words: '腿脚好些，要人送药' },
      });
    expect(await record('2026-11-27')).toBe('invalid');
    expect(await record('2026-11-26')).toBe('ok');
    expect(await record('2026-11-26', 2)).toBe('conflict');
    expect(await todos()).toEqual([]);
    expect(await one(secretary, id)).toMatchObject({
      lastVisit: '2026-11-26',
      nextVisit: '2026-12-04',
      visits: [{ id: far }, { id: near, state: 'done', words: '腿脚好些，要人送药' }],
    });
  });
});

test('a visit to somebody who has died is asked of nobody', async () => {
  const { id, person } = await listed();
  await planned(id);
  const cases = async () => (await secretary.call(contract.plannedVisits, {})).items.map(({ caseId }) => caseId);
  expect(await cases()).toContain(id);
  await rowsOf(`update membership set left_on = '2026-11-20' where person_id = $1`, [person.id]);
  expect(await cases()).not.toContain(id);
});

describe('what was given', () => {
  test('is read by those above the branch and the member, and by the branch in no way', async () => {
    const { as, tree } = server.current;
    const self = await as('member', { at: tree.branchA1 });
    const [{ person_id: personId }] = (await rowsOf<{ person_id: string }>(
      `select person_id from account where id = $1`,
      [self.session?.accountId],
    )) as [{ person_id: string }];
    const { id } = await secretary.call(contract.addCare, { body: { personId, reasons: ['ill'] } });
    const visitId = await planned(id);
    const at = { params: { id, visitId }, body: { version: 0, cents: 123_450, inKind: '大米' } };
    expect(await secretary.outcome(contract.setAmount, at)).toBe('not_found');
    expect(await worker.outcome(contract.setAmount, at)).toBe('ok');
    expect(await worker.outcome(contract.setAmount, at)).toBe('stale');
    const given = { cents: 123_450, inKind: '大米', version: 1 };
    expect((await one(worker, id)).visits[0]?.amount).toEqual(given);
    expect(await one(secretary, id)).toMatchObject({ visits: [{ amount: null }], can: { amounts: false } });
    expect((await self.call(contract.ownCare, {})).items[0]?.visits[0]?.amount).toMatchObject({ cents: 123_450 });
    // The database keeps it from the range of the branch, whatever a query asks for.
    const { entry } = server.current;
    const seen = async (lower: string, upper: string): Promise<number> => {
      const client = new pg.Client({ ...server.current.admin });
      await client.connect();
      await client.query(`set search_path = ${entry.schema}; set role ${entry.runRole}`);
      await client.query(`select set_config('app.lower', $1, false), set_config('app.upper', $2, false)`, [
        lower,
        upper,
      ]);
      const { rows } = await client.query(`select 1 from care_amount where visit_id = $1`, [visitId]);
      await client.end();
      return rows.length;
    };
    const end = (path: string): string => `${path.slice(0, -1)}0`;
    const { branchA1, townshipA } = tree;
    expect(await seen(branchA1.path, end(branchA1.path))).toBe(0);
    expect(await seen(townshipA.path, end(townshipA.path))).toBe(1);
    const found = await rowsOf(`select 1 from care_amount a where a::text like '%123450%' or a::text like '%大米%'`);
    expect(found).toEqual([]);
  });
});
