import { beforeAll, expect, test } from 'vitest';
import { currentSession } from '#features/base/accounts/contract.ts';
import { todoList } from '#features/base/inbox/contract.ts';
import { commitAll, sendFile } from '#features/base/members/import/factory.ts';
import {
  commitImport,
  decideRows,
  importRows,
  mendRow,
  type ImportBatch,
} from '#features/base/members/import/contract.ts';
import { newId } from '#shared/ids.ts';
import { testApp, useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import {
  administratorList,
  beginDrill,
  drillList,
  enterPractice,
  finishDrill,
  giveUpDrill,
  leavePractice,
  practiceMaterial,
  practiceTask,
} from './contract.ts';
import { begin, cookieOf, entered, failing, finish } from './factory.ts';
import { drills, practiceCode, type Drill } from './rules.ts';

const app = useApp({ practice: true });

beforeAll(() => app.current.work());

const lineOf = async (client: Client, drill: Drill) =>
  (await client.call(drillList, {})).items.find((line) => line.drill === drill);

const roster = async (client: Client): Promise<ImportBatch> => {
  const { bytes } = await client.raw(practiceMaterial, {});
  return sendFile(client, '花名册.xlsx', bytes);
};

test('a roster that is mended and committed passes, and opens the right at once', async () => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const any = { params: { id: newId() }, body: { version: 1, reason: '核对' } };
  expect(await client.outcome(commitImport, any)).toBe('drill_required');
  const run = await begin(client, 'roster');
  const trainee = await entered(app.current, client, run);
  const { params, hasMaterial, drill } = await trainee.call(practiceTask, {});
  expect([drill, hasMaterial]).toEqual(['roster', true]);
  const batch = await roster(trainee);
  const rows = (await trainee.call(importRows, { params: { id: batch.id }, query: {} })).items;
  const wrong = rows.find(({ name }) => name === params['mended']);
  await trainee.call(mendRow, {
    params: { id: batch.id, seq: wrong?.seq ?? 0 },
    body: { version: wrong?.version ?? 0, cells: [{ column: 1, text: String(params['number']) }] },
  });
  const twin = rows.find(({ name }) => name === params['twin']);
  expect(twin?.kind).toBe('duplicate');
  const decided = await trainee.call(decideRows, {
    params: { id: batch.id },
    body: { rows: [{ seq: twin?.seq ?? 0, decision: 'skip' }] },
  });
  expect((await commitAll(trainee, decided, true)).state).toBe('committed');
  const graded = await finish(client, run);
  expect(failing(graded)).toEqual([]);
  expect(graded.state).toBe('passed');
  expect(await client.outcome(commitImport, any)).toBe('not_found');
  const line = await lineOf(client, 'roster');
  expect([line?.byException, line?.open]).toEqual([false, null]);
  expect(line?.until).not.toBeNull();
});

test('committing what is wrong with the rest fails, with what was found', async () => {
  const client = await app.current.as('county_officer', { withoutDrills: true });
  const run = await begin(client, 'roster');
  const trainee = await entered(app.current, client, run);
  const { params } = await trainee.call(practiceTask, {});
  const batch = await roster(trainee);
  const rows = (await trainee.call(importRows, { params: { id: batch.id }, query: {} })).items;
  const twin = rows.find(({ name }) => name === params['twin']);
  const decided = await trainee.call(decideRows, {
    params: { id: batch.id },
    body: { rows: [{ seq: twin?.seq ?? 0, decision: 'new' }] },
  });
  await commitAll(trainee, decided, true);
  const graded = await finish(client, run);
  expect(graded.state).toBe('failed');
  expect(failing(graded)).toEqual(['roster_mended', 'roster_not_doubled']);
  expect((await lineOf(client, 'roster'))?.until).toBeNull();
});

test.each(drills)('%s: nothing done is not passed, and grading twice changes nothing', async (drill) => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, drill);
  expect(await begin(client, drill)).toEqual(run);
  const graded = await finish(client, run);
  expect(graded.state).toBe('failed');
  expect(await finish(client, run)).toEqual(graded);
  expect(await client.outcome(enterPractice, { params: { id: run.id } })).toBe('conflict');
});

test('one drill at a time; one that is given up is not graded', async () => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, 'request');
  expect(await client.outcome(beginDrill, { body: { drill: 'roster' } })).toBe('conflict');
  expect((await client.call(giveUpDrill, { params: { id: run.id } })).state).toBe('given_up');
  expect((await finish(client, run)).state).toBe('given_up');
  expect((await begin(client, 'roster')).state).toBe('open');
});

test('a run is nobody else’s, and the practice county is left by the session that is in it', async () => {
  const client = await app.current.as('township_worker', { withoutDrills: true });
  const other = await app.current.as('township_worker', { withoutDrills: true });
  const run = await begin(client, 'withdrawal');
  const { headers } = await client.raw(enterPractice, { params: { id: run.id } });
  expect(cookieOf(headers, 'zhibu_session')).toMatch(/^9/);
  expect(cookieOf(headers, 'zhibu_return')).toBe(client.session?.token);
  for (const endpoint of [enterPractice, finishDrill, giveUpDrill])
    expect(await other.outcome(endpoint, { params: { id: run.id } })).toBe('not_found');
  expect(await client.outcome(practiceTask, {})).toBe('not_found');
  expect(await client.outcome(leavePractice, {})).toBe('not_found');
  const trainee = await entered(app.current, client, run);
  expect((await trainee.call(currentSession, {})).county.practice).toBe(true);
  const shown = { headers: { 'x-zhibu-county': app.current.entry.code } };
  expect(await trainee.outcome(practiceTask, {}, shown)).toBe('unauthenticated');
  const left = await trainee.raw(leavePractice, {}, { headers: { cookie: '' } });
  expect(left.status).toBe(200);
  expect(await trainee.outcome(practiceTask, {})).toBe('unauthenticated');
});

test('organisations without an administrator are named, and who lacks a drill', async () => {
  const { tree } = app.current;
  await app.current.as('branch_secretary', { at: tree.branchB1, withoutDrills: true });
  const officer = await app.current.as('county_officer');
  const untrained = await officer.call(administratorList, { query: { standing: 'untrained' } });
  const found = untrained.items.find(({ id }) => id === tree.branchB1.id);
  expect(found?.holders.map(({ lacks }) => lacks)).toEqual([['request']]);
  const none = await officer.call(administratorList, { query: { standing: 'none' } });
  expect(none.items.map(({ id }) => id)).toContain(tree.branchA2.id);
  const member = await app.current.as('branch_secretary');
  expect(await member.outcome(administratorList, { query: {} })).toBe('not_found');
});

test('whoever lacks a drill of the role is reminded, and nobody whose drills hold', async () => {
  const due = async (withoutDrills: boolean) => {
    const client = await app.current.as('township_worker', { withoutDrills });
    const { groups } = await client.call(todoList, { query: { kind: 'practice.due' } });
    return groups.flatMap(({ items }) => items.map(({ params }) => params));
  };
  expect(await due(true)).toEqual([{ count: drills.length }]);
  expect(await due(false)).toEqual([]);
});

test('while the practice county is made there is none to enter', async () => {
  const bare = await testApp();
  try {
    await bare.neighbour(practiceCode(bare.entry.code), '演练', { practiceOf: bare.entry.code });
    const client = await bare.as('township_worker', { withoutDrills: true });
    expect((await client.call(drillList, {})).ready).toBe(false);
    expect(await client.outcome(beginDrill, { body: { drill: 'request' } })).toBe('refused');
  } finally {
    await bare.close();
  }
});
