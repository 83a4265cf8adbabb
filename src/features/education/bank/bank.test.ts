/** Questions from the draft to what is asked, by two people. */
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import { keepDifficulty } from './index.ts';

const server = useApp();
let writer: Client;
let reviewer: Client;
let county: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  writer = await as('township_worker', { at: tree.townshipA });
  reviewer = await as('township_worker', { at: tree.townshipA });
  county = await as('county_officer');
});

let number = 0;
const text = (more: object = {}) => {
  number += 1;
  return {
    kind: 'single' as const,
    stem: `${hostile} 第 ${number} 问：预备期多长？`,
    options: [
      { key: 'A', text: `一年 ${hostile}` },
      { key: 'B', text: '两年' },
    ],
    answer: { keys: ['A'] },
    categoryCode: 'charter',
    ...more,
  };
};
const create = async (more: object = {}, who = writer) =>
  (await who.call(contract.createItem, { body: text(more) })).id;
const one = (id: string, who = writer) => who.call(contract.bankItem, { params: { id } });

const endpoints = {
  propose: contract.proposeItems,
  approve: contract.approveItems,
  return: contract.returnItems,
  retire: contract.retireItems,
} as const;
/** The message of the refusal, or 'ok'. */
const act = async (who: Client, what: keyof typeof endpoints, ids: readonly string[]): Promise<string> => {
  const items = await Promise.all(ids.map(async (id) => ({ id, version: (await one(id)).version })));
  const note = what === 'return' || what === 'retire' ? { note: `不准确 ${hostile}` } : {};
  const reply = await who.raw(endpoints[what], { body: { items, ...note } });
  const { error } = reply.body as { error?: { message?: string; code: string } };
  return error === undefined ? 'ok' : (error.message ?? error.code);
};
const published = async (more: object = {}) => {
  const id = await create(more);
  expect(await act(writer, 'propose', [id])).toBe('ok');
  expect(await act(reviewer, 'approve', [id])).toBe('ok');
  return id;
};
const save = async (id: string, more: object, who = writer) =>
  who.call(contract.saveItem, { params: { id }, body: { version: (await one(id)).version, ...text(more) } });

describe('a question', () => {
  test('is written by one and published by another', async () => {
    const id = await create();
    expect(await act(writer, 'propose', [id])).toBe('ok');
    expect(await act(writer, 'approve', [id])).toContain('bank.other_person');
    expect((await one(id)).otherPerson).toBe(true);
    expect(await act(reviewer, 'approve', [id])).toBe('ok');
    const view = await one(id);
    expect([view.state, view.can.approve, view.can.remove, view.can.edit]).toEqual(['published', false, false, true]);
    expect(view.stem).toContain(hostile);
  });

  test('comes back with the reason, and whoever mends it does not review it either', async () => {
    const id = await create();
    await act(writer, 'propose', [id]);
    expect(await act(reviewer, 'return', [id])).toBe('ok');
    expect((await one(id)).note).toContain('不准确');
    await save(id, {}, reviewer);
    await act(writer, 'propose', [id]);
    expect(await act(reviewer, 'approve', [id])).toContain('bank.other_person');
    expect(await act(county, 'approve', [id])).toBe('ok');
  });

  test('is never rewritten once it is published: another edition begins, and takes its place when it is approved', async () => {
    const id = await published();
    const before = await one(id);
    const next = await save(id, { stem: '预备期为多长？（修订）' });
    expect(next.id).not.toBe(id);
    expect((await one(id)).stem).toBe(before.stem);
    // One draft of a line at a time.
    await expect(save(id, {})).rejects.toMatchObject({ code: 'refused' });
    await act(writer, 'propose', [next.id]);
    await act(reviewer, 'approve', [next.id]);
    const [old, fresh] = [await one(id), await one(next.id)];
    expect([old.state, old.stem, fresh.state, fresh.edition]).toEqual(['retired', before.stem, 'published', 2]);
    expect(fresh.editions.map(({ edition }) => edition)).toEqual([2, 1]);
  });

  test('cannot be rewritten past the platform: the run-time role may not', async () => {
    const id = await published();
    const update = (column: string, value: string) =>
      server.current.write((tx) =>
        tx
          .updateTable('bank_item')
          .set({ [column]: value })
          .where('id', '=', id)
          .execute(),
      );
    await expect(update('stem', '改')).rejects.toThrow(/permission denied/u);
    await expect(update('answer', '{"keys":["B"]}')).rejects.toThrow(/permission denied/u);
    await server.current.write((tx) => tx.deleteFrom('bank_item').where('id', '=', id).execute());
    expect((await one(id)).state).toBe('published');
  });

  test('has another person on its review, says the database', async () => {
    const id = await create();
    const admin = new pg.Client({ ...server.current.admin });
    await admin.connect();
    await expect(
      admin.query(
        `update ${server.current.entry.schema}.bank_item set state = 'published', reviewer_id = writers[1], reviewer = 'x' where id = $1`,
        [id],
      ),
    ).rejects.toThrow(/bank_item_two_people/u);
    await expect(
      admin.query(`update ${server.current.entry.schema}.bank_item set state = 'published' where id = $1`, [id]),
    ).rejects.toThrow(/bank_item_reviewed/u);
    await admin.end();
  });

  test('is refused with all that is wrong at once', async () => {
    const body = text({ kind: 'multiple', options: [{ key: 'A', text: '一' }], answer: { keys: ['C'] } });
    const reply = await writer.raw(contract.createItem, { body });
    expect(reply.status).toBe(422);
    for (const fault of ['options_few', 'answer_unknown', 'answer_several']) expect(reply.text).toContain(fault);
    expect(await writer.outcome(contract.createItem, { body: text({ categoryCode: 'nowhere' }) })).toBe('invalid');
  });

  test('is changed by the unit that keeps it and those above, and read by others', async () => {
    const id = await create();
    const elsewhere = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect((await one(id, elsewhere)).can.edit).toBe(false);
    expect(await elsewhere.outcome(contract.saveItem, { params: { id }, body: { version: 1, ...text() } })).toBe(
      'refused',
    );
    expect((await one(id, county)).can.edit).toBe(true);
  });

  test('is moved on with others or not at all', async () => {
    const [a, b] = [await create(), await published()];
    expect(await act(writer, 'propose', [a, b])).toContain('bank.wrong_state');
    expect((await one(a)).state).toBe('draft');
  });

  test('that two approve at once is published once', async () => {
    const id = await create();
    await act(writer, 'propose', [id]);
    const items = [{ id, version: (await one(id)).version }];
    const outcomes = await Promise.all(
      [reviewer, county].map((who) => who.outcome(contract.approveItems, { body: { items } })),
    );
    expect(outcomes.toSorted()).toEqual(['ok', 'stale']);
  });
});

describe('the list', () => {
  test('filters, counts, and walks every page once', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 5; n += 1) ids.add(await create({ categoryCode: 'rural', stem: `乡村 100%_${n} 问` }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { category: 'rural', words: '100%_', limit: 2, ...(cursor === undefined ? {} : { cursor }) };
      const page = await writer.call(contract.bankList, { query });
      expect(page.total).toBe(5);
      found.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(found)).toEqual(ids);
    expect(found.length).toBe(5);
  });

  test('shows what waits for the reader', async () => {
    const id = await create({ categoryCode: 'law' });
    await act(writer, 'propose', [id]);
    const mine = async (who: Client) =>
      (await who.call(contract.bankList, { query: { show: 'mine', category: 'law' } })).items.map((item) => item.id);
    expect([(await mine(reviewer)).includes(id), (await mine(writer)).includes(id)]).toEqual([true, false]);
  });
});

test('what waits for a second person is a thing to do of those who may review it', async () => {
  const id = await create({ categoryCode: 'law' });
  await act(writer, 'propose', [id]);
  const waiting = async (who: Client) => {
    const { sources } = await who.call(todoList, {});
    const list = sources.find(({ kind }) => kind === 'bank.review');
    const { total } = await who.call(contract.bankList, { query: { show: 'reviewable' } });
    return { count: list?.count ?? 0, total };
  };
  const [reviews, writes] = [await waiting(reviewer), await waiting(writer)];
  expect(reviews.count).toBeGreaterThan(0);
  expect(reviews.count).toBe(reviews.total);
  await act(reviewer, 'approve', [id]);
  expect((await waiting(reviewer)).count).toBe(reviews.count - 1);
  expect((await waiting(writer)).count).toBe(writes.count);
});

test('an export stands in the log, with its form', async () => {
  const reply = await reviewer.raw(contract.exportBank, { query: { show: 'published', format: 'json' } });
  expect(reply.status).toBe(200);
  const admin = new pg.Client({ ...server.current.admin });
  await admin.connect();
  const { rows } = await admin.query(
    `select reason from ${server.current.entry.schema}.audit_event where action = 'bank.export'`,
  );
  await admin.end();
  expect(rows).toEqual([{ reason: 'json' }]);
});

test('a measured difficulty is written whole', async () => {
  const id = await published();
  for (let n = 0; n < 2; n += 1)
    await server.current.write((tx) => keepDifficulty(tx, [{ id, answered: 40, difficulty: 0.325 }]));
  expect(await one(id)).toMatchObject({ answered: 40, difficulty: 0.325 });
});

describe('a category', () => {
  test('is added, renamed and retired by the county; a retired one takes no new questions', async () => {
    const body = { code: 'village', nameZh: `村务 <b>`, nameEn: 'Village', topic: 'governance', position: 50 };
    expect(await writer.outcome(contract.addCategory, { body })).not.toBe('ok');
    await county.call(contract.addCategory, { body });
    expect(await county.outcome(contract.addCategory, { body })).toBe('invalid');
    await create({ categoryCode: 'village' });
    const { code: _code, ...fields } = body;
    await county.call(contract.editCategory, {
      params: { code: 'village' },
      body: { ...fields, version: 1, retired: true },
    });
    expect(await writer.outcome(contract.createItem, { body: text({ categoryCode: 'village' }) })).toBe('invalid');
  });
});
