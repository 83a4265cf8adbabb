/** Kinds of requests as the county keeps them: what is done follows from the treatment. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import { requestFigures } from '../figures/contract.ts';
import { requestRating } from '../satisfaction/contract.ts';
import { addKind, editKind, kindList, type RequestKind } from './contract.ts';

const server = useApp();
let admin: pg.Client;
let village: Node;
let county: Client;
let secretary: Client;

const rowsOf = async <T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await admin.query<T>(text, [...values])).rows;

beforeAll(async () => {
  const { tree, write, entry } = server.current;
  admin = new pg.Client({ ...server.current.admin });
  await admin.connect();
  await admin.query(`set search_path = ${entry.schema}`);
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  await admin.query(`update organisation set division_code = '330324001201' where id in ($1, $2)`, [
    village.id,
    tree.branchA1.id,
  ]);
  county = await server.current.as('county_officer', { at: tree.county });
  secretary = await server.current.as('branch_secretary', { at: tree.branchA1 });
});
afterAll(() => admin.end());

const kind = (code: string, more: object = {}) => ({
  code,
  nameZh: '诉求',
  nameEn: 'A matter',
  hintZh: `${hostile} 说明`.slice(0, 60),
  hintEn: 'What it is',
  position: 50,
  treatment: 'handle' as const,
  ...more,
});
const kindOf = async (code: string): Promise<RequestKind> => {
  const { items } = await server.current.nobody.call(kindList, {});
  const found = items.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no kind ${code}`);
  return found;
};
const change = async (code: string, more: object) => {
  const { name, hint, position, treatment, term, byPrograms, retired, version } = await kindOf(code);
  const body = {
    version,
    nameZh: name.zh,
    nameEn: name.en,
    hintZh: hint.zh,
    hintEn: hint.en,
    position,
    treatment,
    term,
    byPrograms,
    retired,
    ...more,
  };
  return county.raw(editKind, { params: { code }, body });
};
const body = (code: string) => ({ kind: code, category: 'roads', areaId: village.id, text: `${hostile} 村口的事` });
const send = (code: string) => server.current.nobody.raw(contract.sendRequest, { body: body(code) });
const sent = async (code: string) => server.current.nobody.call(contract.sendRequest, { body: body(code) });
const follow = (code: string) => server.current.nobody.call(contract.followRequest, { query: { code } });
const problem = (path: string, message: string) => ({
  status: 422,
  body: { error: { problems: [{ path, message }] } },
});

describe('a kind of the county’s own', () => {
  test('is offered, has the term that it was given, and keeps both once it was used', async () => {
    await county.call(addKind, { body: kind('quick', { term: 'question' }) });
    expect(await change('quick', { term: 'ordinary' })).toMatchObject({ status: 200 });
    expect(await change('quick', { term: 'question' })).toMatchObject({ status: 200 });
    const [quick, slow] = [await sent('quick'), await sent('help')];
    expect(quick.why?.ruleId).toBe('hotline.consult');
    expect(slow.why?.ruleId).toBe('hotline.normal');
    expect((await follow(quick.code)).why?.ruleId).toBe('hotline.consult');
    expect(await kindOf('quick')).toMatchObject({ used: true });
    expect(await change('quick', { term: 'ordinary' })).toMatchObject(problem('body.treatment', 'requests.kind_used'));
    expect(await change('quick', { treatment: 'thank', term: 'ordinary' })).toMatchObject({ status: 422 });
    expect(await change('quick', { nameZh: '快办' })).toMatchObject({ status: 200 });
    expect((await follow(quick.code)).kindName.zh).toBe('快办');
  });

  test('is offered no more once it is retired, and what holds it keeps it', async () => {
    await county.call(addKind, { body: kind('gone') });
    const { code } = await sent('gone');
    expect(await change('gone', { retired: true })).toMatchObject({ status: 200 });
    expect(await send('gone')).toMatchObject(problem('body.kind', 'requests.no_kind'));
    expect(await send('never')).toMatchObject(problem('body.kind', 'requests.no_kind'));
    expect((await follow(code)).kind).toBe('gone');
  });

  test('is refused where its parts do not go together, its code is taken, or none would be left', async () => {
    const add = (more: object) => county.raw(addKind, { body: { ...kind('odd'), ...more } });
    expect(await add({ treatment: 'thank', term: 'question' })).toMatchObject({ status: 422 });
    expect(await add({ treatment: 'divert', byPrograms: true })).toMatchObject({ status: 422 });
    expect(await add({ code: 'help' })).toMatchObject(problem('body.code', 'requests.kind_taken'));
    expect(await add({ code: 'Help' })).toMatchObject(problem('body.code', 'requests.kind_form'));
    const { items } = await server.current.nobody.call(kindList, {});
    const handled = items
      .filter(({ treatment, retired }) => treatment === 'handle' && !retired)
      .map(({ code }) => code);
    for (const code of handled.slice(1)) expect(await change(code, { retired: true })).toMatchObject({ status: 200 });
    expect(await change(handled[0] ?? '', { retired: true })).toMatchObject(
      problem('body.retired', 'requests.last_kind'),
    );
    for (const code of handled.slice(1)) await change(code, { retired: false });
  });

  test('that is shown another way keeps nothing, whatever it is called', async () => {
    await county.call(addKind, { body: kind('court', { treatment: 'divert' }) });
    const before = await rowsOf('select id from service_request');
    expect(await send('court')).toMatchObject(problem('body.kind', 'requests.diverted'));
    expect(await rowsOf('select id from service_request')).toHaveLength(before.length);
    expect(await kindOf('court')).toMatchObject({ used: false });
  });
});

describe('thanks', () => {
  test('go to whoever is thanked: no clock, no figure, no question how it was', async () => {
    await county.call(addKind, { body: kind('cheer', { treatment: 'thank' }) });
    const counted = async () => (await secretary.call(requestFigures, { query: {} })).total.counts.received;
    const before = await counted();
    const { id, code, ...receipt } = await sent('cheer');
    expect(receipt).toMatchObject({ dueOn: null, why: null });
    expect(await follow(code)).toMatchObject({
      state: 'closed',
      treatment: 'thank',
      dueOn: null,
      why: null,
      can: { accept: false, reopen: false, review: false },
    });
    expect(await counted()).toBe(before);
    expect(await server.current.nobody.call(requestRating, { query: { code } })).toMatchObject({
      from: null,
      open: false,
    });
    const view = await secretary.call(contract.oneRequest, { params: { id } });
    expect(view).toMatchObject({ dueOn: null, daysLeft: null, can: { take: false, answer: false, refuse: false } });
    const told = await rowsOf<{ kind: string }>(`select kind from notice where key like $1`, [`request:${id}:%`]);
    expect(new Set(told.map((row) => row.kind))).toEqual(new Set(['requests.thanked']));
  });

  test('are passed on to another unit, and stay what they are', async () => {
    const { tree } = server.current;
    const { id, code } = await sent('praise');
    const { version } = await secretary.call(contract.oneRequest, { params: { id } });
    await server.current.as('branch_secretary', { at: tree.branchA2 });
    const { items } = await secretary.call(contract.requestUnits, { params: { id } });
    const other = items.find((unit) => unit.id === tree.branchA2.id);
    expect(other).toBeDefined();
    const handed = await secretary.call(contract.assignRequest, {
      params: { id },
      body: { version, unitId: tree.branchA2.id, reason: '是第二支部的同志做的好事' },
    });
    expect(handed.state).toBe('closed');
    expect(await follow(code)).toMatchObject({ state: 'closed', unitName: other?.name ?? '' });
  });
});
