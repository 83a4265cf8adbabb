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
import * as offers from './offers/contract.ts';
import { answerWish, type WishReceipt, sendWish } from './sending/contract.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});

let village: Node;
let clerk: Client;
let worker: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  clerk = await as('department_handler', { at: village });
  worker = await as('township_worker', { at: tree.townshipA });
});

const written = `${hostile} 院门坏了关不上`;
const body = (more: object = {}) => ({
  category: 'repair' as const,
  areaId: village.id,
  text: written,
  name: '林某某',
  phone: '138 0000 1234',
  ...more,
});
const send = (more: object = {}) => server.current.nobody.call(sendWish, { body: body(more) });
/** In the header, as the portal does: an address would be kept by logs. */
const follow = async (code: string) => {
  const reply = await server.current.app.inject({
    url: '/api/wishes/follow',
    headers: { 'x-query': `code=${encodeURIComponent(code)}` },
  });
  return { status: reply.statusCode, body: reply.json<contract.FollowedWish>() };
};
const answer = (code: string, act: 'confirm' | 'not_yet' | 'withdraw', more: object = {}) =>
  server.current.nobody.outcome(answerWish, { body: { code, act, ...more } });
const one = (client: Client, id: string) => client.call(contract.oneWish, { params: { id } });
const act = async (
  client: Client,
  id: string,
  what: 'list' | 'claim' | 'release' | 'done' | 'refuse',
  more: object = { words: '周六上午去修' },
): Promise<string> => {
  const { version } = await one(client, id);
  const endpoints = {
    list: contract.listWish,
    claim: contract.claimWish,
    release: contract.releaseWish,
    done: contract.wishDone,
    refuse: contract.refuseWish,
  } as const;
  const reply = await client.raw(endpoints[what], { params: { id }, body: { version, ...more } });
  const { error } = (reply.body ?? {}) as { error?: { code: string; problems?: { message: string }[] } };
  return error === undefined ? 'ok' : (error.problems?.[0]?.message ?? error.code);
};
const rowsOf = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ ...server.current.admin });
  await client.connect();
  await client.query(`set search_path = ${server.current.entry.schema}`);
  const { rows } = await client.query<T>(text, [...values]);
  await client.end();
  return rows;
};
const publicNow = () => server.current.nobody.call(offers.openWishes, {});

describe('a wish', () => {
  test('is claimed by the unit, done, said not to be, done again, and confirmed by the one who wished alone', async () => {
    const { as, tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'village', tree.townshipA, '新村'));
    const keeper = await as('department_handler', { at: place });
    const { id, code, unitName } = await send({ areaId: place.id });
    expect([unitName, code.length]).toEqual(['新村', 14]);
    expect(await openTo(keeper)).toEqual(['wishes.arrived']);
    const todos = await keeper.call(todoList, { query: {} });
    expect(todos.groups.flatMap(({ items }) => items).map(({ kind, link }) => [kind, link])).toContainEqual([
      'wishes.open',
      `/wishes/${id}`,
    ]);
    expect(await act(keeper, id, 'done')).toBe('conflict');
    expect(await act(keeper, id, 'claim')).toBe('ok');
    expect(await openTo(keeper)).toEqual([]);
    expect((await follow(code)).body).toMatchObject({
      text: written,
      state: 'claimed',
      doerName: '新村',
      can: { confirm: false, notYet: false, withdraw: true },
    });
    expect(await answer(code, 'confirm')).toBe('conflict');
    expect(await act(keeper, id, 'done', { words: '门轴已换新' })).toBe('ok');
    expect(await answer(code, 'not_yet', { words: '不' })).toBe('invalid');
    expect(await answer(code, 'not_yet', { words: '还是关不上' })).toBe('ok');
    expect(await openTo(keeper)).toEqual(['wishes.not_yet']);
    expect((await one(keeper, id)).state).toBe('claimed');
    expect(await act(keeper, id, 'done', { words: '重新装了一次' })).toBe('ok');
    expect(await answer(code, 'confirm')).toBe('ok');
    expect(await answer(code, 'confirm')).toBe('conflict');
    expect((await follow(code)).body.entries.map(({ kind }) => kind)).toEqual([
      'received',
      'claimed',
      'done',
      'not_yet',
      'done',
      'confirmed',
    ]);
    const actions = await rowsOf<{ action: string; role: string }>(
      `select action, role from audit_event where entity_id = $1 order by id`,
      [id],
    );
    expect(actions.map(({ action, role }) => `${action} ${role}`)).toEqual([
      'wishes.send resident',
      'wishes.claim department_handler',
      'wishes.done department_handler',
      'wishes.answer resident',
      'wishes.done department_handler',
      'wishes.answer resident',
    ]);
  });

  test('no act of a unit confirms it: nothing but the code does', async () => {
    const { id } = await send();
    await act(clerk, id, 'claim');
    await act(clerk, id, 'done');
    for (const what of ['list', 'claim', 'release', 'done', 'refuse'] as const)
      expect([what, await act(worker, id, what, { words: '周六上午去修', way: '请打电话问问' })]).toEqual([
        what,
        'conflict',
      ]);
    expect((await one(clerk, id)).state).toBe('done');
  });

  test('is in public only in the words of the unit, which name nobody', async () => {
    const { id } = await send({ text: '独居，电话见下' });
    expect((await publicNow()).waiting).toEqual([]);
    for (const words of ['老林家，13800001234', '3栋 201室 的院门要修', '身份证330324198506071237'])
      expect(await act(clerk, id, 'list', { words })).toBe('wishes.tells_person');
    expect(await act(clerk, id, 'list', { words: '一位老人的院门要修' })).toBe('ok');
    const { waiting } = await publicNow();
    expect(waiting).toMatchObject([{ words: '一位老人的院门要修', areaName: '浦口村', state: 'listed' }]);
    expect(JSON.stringify(waiting)).not.toMatch(/林某某|独居|0000/);
    await act(clerk, id, 'claim');
    await act(clerk, id, 'release', { words: '木匠这周来不了' });
    expect((await publicNow()).waiting).toMatchObject([{ state: 'listed' }]);
    await act(clerk, id, 'refuse', { words: '没有木匠可派', way: '请找镇上的门店' });
    expect((await publicNow()).waiting).toEqual([]);
  });

  test('of the public list is claimed by a unit elsewhere, which reads it from then on', async () => {
    const { as, tree, write } = server.current;
    const bureau = await write((tx) => plantNode(tx, 'government_department', tree.county, '住建局'));
    const carpenter = await as('department_handler', { at: bureau });
    const { id, code } = await send();
    const claim = (client: Client) =>
      client.outcome(contract.claimListedWish, { params: { id }, body: { words: '周日派人去修' } });
    expect(await claim(carpenter)).toBe('not_found');
    await act(clerk, id, 'list', { words: '一位老人的院门要修' });
    expect(await carpenter.outcome(contract.oneWish, { params: { id } })).toBe('not_found');
    expect((await Promise.all([claim(carpenter), claim(carpenter)])).toSorted()).toEqual(['not_found', 'ok']);
    expect(await one(carpenter, id)).toMatchObject({ state: 'claimed', doerName: '住建局', text: written });
    expect(await clerk.outcome(contract.oneWish, { params: { id } })).toBe('not_found');
    expect((await follow(code)).body).toMatchObject({ state: 'claimed', unitName: '住建局', areaName: '浦口村' });
    await act(carpenter, id, 'done');
    expect(await answer(code, 'confirm')).toBe('ok');
  });

  test('that is refused says why and where to turn; one that is withdrawn is over', async () => {
    const refused = await send();
    expect(await act(clerk, refused.id, 'refuse', { words: '不归村里管', way: '' })).toBe('required');
    expect(await act(clerk, refused.id, 'refuse', { words: '不归村里管', way: '请打水务公司电话' })).toBe('ok');
    expect((await follow(refused.code)).body.entries.at(-1)).toMatchObject({
      kind: 'refused',
      text: '不归村里管',
      way: '请打水务公司电话',
    });
    const withdrawn = await send();
    expect(await answer(withdrawn.code, 'withdraw')).toBe('ok');
    expect(await act(clerk, withdrawn.id, 'claim')).toBe('conflict');
  });

  test('shows its phone in full only with a trace', async () => {
    const { id } = await send();
    expect((await one(clerk, id)).phone).toMatch(/\*{4}/);
    expect(await clerk.call(contract.showWishPhone, { params: { id } })).toEqual({ phone: '138 0000 1234' });
    expect(
      await rowsOf(`select 1 from audit_event where entity_id = $1 and action = 'wishes.showPhone'`, [id]),
    ).toHaveLength(1);
  });

  test('is seen by the unit and those above it, by its code, and by nobody else', async () => {
    const { as, tree } = server.current;
    const { id, code } = await send();
    const other = await as('branch_secretary', { at: tree.branchB1 });
    expect(await other.outcome(contract.oneWish, { params: { id } })).toBe('not_found');
    expect((await worker.call(contract.wishList, { query: { show: 'all' } })).items.map((line) => line.id)).toContain(
      id,
    );
    expect((await follow(code)).status).toBe(200);
    for (const guess of ['ABCD-EFGH-JKMN', 'x']) expect((await follow(guess)).status).toBe(404);
    const found = await rowsOf(`select 1 from wish t where t::text ~ $1`, [
      `关不上|林某某|${code.replaceAll('-', '')}`,
    ]);
    expect(found).toEqual([]);
  });

  test('sent twice with one key is one, and shows the same code again', async () => {
    const { nobody } = server.current;
    const key = newOpaqueId();
    const replies = [];
    for (let twice = 0; twice < 2; twice += 1) replies.push(await nobody.raw(sendWish, { body: body() }, { key }));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    const { id, code } = replies[0]!.body as WishReceipt;
    expect(await rowsOf(`select 1 from audit_event where entity_id = $1`, [id])).toHaveLength(1);
    await act(clerk, id, 'claim');
    await act(clerk, id, 'done');
    const confirmed = newOpaqueId();
    for (let twice = 0; twice < 2; twice += 1)
      expect((await nobody.raw(answerWish, { body: { code, act: 'confirm' } }, { key: confirmed })).body).toEqual({
        state: 'confirmed',
      });
  });

  test.each([
    ['three characters', { text: '坏了。' }, 'wishes.too_short'],
    ['too much', { text: '长'.repeat(1_001) }, 'too_long'],
    ['no phone number', { phone: '打我儿子的电话' }, 'wishes.phone_format'],
    ['no place', { areaId: '01900000-0000-7000-8000-000000000009' }, 'wishes.no_area'],
    ['an offer that nobody makes', { offerId: '01900000-0000-7000-8000-000000000009' }, 'wishes.no_offer'],
  ])('with %s is refused at its field', async (_name, more, message) => {
    const reply = await server.current.nobody.raw(sendWish, { body: { ...body(), ...more } });
    expect(reply).toMatchObject({ status: 422, body: { error: { problems: [{ message }] } } });
  });
});

describe('an offer', () => {
  const offer = { category: 'health' as const, title: '上门量血压', details: '七十岁以上老人，每周三上午' };

  test('is kept by its unit alone, and what is ordered by it goes there', async () => {
    const { nobody, as, tree, write } = server.current;
    const clinic = await write((tx) => plantNode(tx, 'government_department', tree.county, '卫健局'));
    const nurse = await as('department_handler', { at: clinic });
    const { id, version } = await nurse.call(offers.createOffer, { body: offer });
    expect((await nobody.call(offers.openOffers, {})).items).toEqual([{ id, unitName: '卫健局', ...offer }]);
    expect((await clerk.call(offers.offerList, {})).items).toEqual([]);
    expect(await clerk.outcome(offers.endOffer, { params: { id }, body: { version } })).toBe('not_found');
    const receipt = await send({ offerId: id });
    expect(receipt.unitName).toBe('卫健局');
    expect(await one(nurse, receipt.id)).toMatchObject({ offerTitle: '上门量血压', areaName: '浦口村' });
    expect(await clerk.outcome(contract.oneWish, { params: { id: receipt.id } })).toBe('not_found');
    const changed = await nurse.call(offers.changeOffer, {
      params: { id },
      body: { version, ...offer, title: '上门量血压、测血糖' },
    });
    expect(await nurse.outcome(offers.changeOffer, { params: { id }, body: { version, ...offer } })).toBe('stale');
    expect((await nurse.call(offers.offerList, {})).items).toMatchObject([{ ordered: 1, can: { change: true } }]);
    await nurse.call(offers.endOffer, { params: { id }, body: { version: changed.version } });
    expect((await nobody.call(offers.openOffers, {})).items).toEqual([]);
    const reply = await nobody.raw(sendWish, { body: body({ offerId: id }) });
    expect(reply).toMatchObject({ status: 422, body: { error: { problems: [{ message: 'wishes.no_offer' }] } } });
  });
});
