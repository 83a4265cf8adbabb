/** Recall by choice, a few questions a week; evidence that nobody else reads; contributions signed by another. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { systemScope } from '#platform/access/scope.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import { contributionList, decideContribution, stateContribution } from './contributions/contract.ts';
import { ownEvidence } from './evidence/contract.ts';
import { plantContribution } from './factory.ts';

const start = new Date('2026-03-02T02:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});

const items = 30;
beforeAll(async () => {
  const { write, tree } = server.current;
  await write(async (tx) => {
    for (let n = 0; n < items; n += 1)
      await plantQuestion(tx, {
        unit: tree.county,
        topic: 'law',
        stem: `${hostile} ${n}`,
        options: ['对的答案', '错', '错得长长长', '错得更长更长'].map((text, at) => ({ key: 'ABCD'.charAt(at), text })),
        explanation: hostile,
      });
    await plantQuestion(tx, { unit: tree.county, topic: 'rural', state: 'draft' });
  });
});

/** Sessions do not end while weeks pass. */
const turn = async (moment: string): Promise<void> => {
  now = new Date(moment);
  const { entry, write } = server.current;
  const expires_at = new Date(now.getTime() + 3_600_000).toISOString();
  await write(
    (tx) => tx.updateTable('session').set({ created_at: moment, seen_at: moment, expires_at }).execute(),
    systemScope(entry.code, 'test', { guard: 'accounts' }),
  );
};

const begin = async (weekly: 3 | 5 | 10 = 5): Promise<Client> => {
  const client = await server.current.as('member');
  await client.call(contract.chooseRecall, { body: { topics: ['law'], weekly } });
  return client;
};
const look = (client: Client) => client.call(contract.ownRecall, {});
const keyOf = (question: contract.RecallQuestion, text: string): string =>
  question.options.find((option) => option.text === text)?.key ?? '';
const answer = async (client: Client, text: string) => {
  const { next } = await look(client);
  if (next === null) throw new Error('nothing is asked');
  const body = { itemId: next.itemId, answered: next.answered, given: { keys: [keyOf(next, text)] } };
  return { next, body, reply: await client.call(contract.answerRecall, { body }) };
};
const evidence = (client: Client) => client.call(ownEvidence, {});

describe('recall', () => {
  test('is off until it is wanted, and offers only what can be asked', async () => {
    const client = await server.current.as('member');
    const before = await look(client);
    expect([before.isOn, before.next, before.offered.map(({ code }) => code)]).toEqual([false, null, ['law']]);
    expect(await client.outcome(contract.chooseRecall, { body: { topics: ['rural'], weekly: 5 } })).not.toBe('ok');
    const refused = await client.raw(contract.answerRecall, {
      body: { itemId: '01900000-0000-7000-8000-000000000001', answered: 0, given: { keys: ['A'] } },
    });
    expect(refused.status).toBe(404);
  });

  test('asks so many a week, tells what is right after the answer, and goes on the next week', async () => {
    const client = await begin(3);
    const { next, reply } = await answer(client, '对的答案');
    expect([reply.isRight, reply.explanation]).toEqual([true, hostile]);
    expect(reply.answer).toEqual({ keys: [keyOf(next, '对的答案')] });
    expect((await answer(client, '错')).reply.isRight).toBe(false);
    await answer(client, '对的答案');
    // What was wrong is due tomorrow, and yet nothing more is asked this week.
    expect(await look(client)).toMatchObject({ left: 0, next: null, nextOn: '2026-03-09' });
    await turn('2026-03-09T02:00:00Z');
    const due = await look(client);
    expect(due.left).toBe(3);
    expect(due.next?.answered).toBe(1);
  });

  test('takes one answer to what is asked now, whatever is sent twice or out of turn', async () => {
    const client = await begin(10);
    const { body } = await answer(client, '对的答案');
    expect((await client.raw(contract.answerRecall, { body })).status).toBe(409);
    const { next } = await look(client);
    const again = { itemId: next?.itemId ?? '', answered: 0, given: { keys: ['A'] } };
    const replies = await Promise.all([1, 2, 3].map(() => client.raw(contract.answerRecall, { body: again })));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    const stranger = await begin();
    expect((await look(stranger)).left).toBe(5);
  });

  test('goes with all that was kept, and coming back is no first time', async () => {
    const client = await begin(10);
    const { next } = await answer(client, '对的答案');
    for (let n = 0; n < 9; n += 1) await answer(client, '对的答案');
    expect((await evidence(client)).topics).toMatchObject([{ firsts: 10, knownAtLeast: expect.any(Number) }]);
    await client.call(contract.leaveRecall, {});
    expect((await evidence(client)).topics).toEqual([]);
    await client.call(contract.chooseRecall, { body: { topics: ['law'], weekly: 10 } });
    const asked = await answer(client, '对的答案');
    expect(asked.next.itemId).toBe(next.itemId);
    expect((await evidence(client)).topics).toMatchObject([{ firsts: 0, knownAtLeast: null }]);
  });

  test('is read by nobody else, whatever the range, not even by a query without a condition', async () => {
    await answer(await begin(), '对的答案');
    const { county } = server.current;
    const secretary = await server.current.as('branch_secretary');
    expect((await secretary.raw(ownEvidence, {})).status).toBe(404);
    const seen = await county.database.pool.query('select 1 from recall_answer');
    expect(seen.rows).toEqual([]);
    const officer = await server.current.as('county_officer');
    expect((await officer.raw(contract.ownRecall, {})).status).toBe(404);
  });
});

describe('a contribution', () => {
  const body = { topic: 'branch', givenOn: '2026-03-01', words: `${hostile} 讲了一堂微党课` };

  test('is stated by the member and signed by the own branch', async () => {
    const member = await server.current.as('member');
    const { id } = await member.call(stateContribution, { body });
    const secretary = await server.current.as('branch_secretary');
    const { items: waiting } = await secretary.call(contributionList, { query: {} });
    expect(waiting.find((line) => line.id === id)).toMatchObject({ words: body.words, can: { sign: true } });
    await secretary.call(decideContribution, { params: { id }, body: { version: 1, sign: true } });
    expect((await evidence(member)).contributions).toMatchObject([{ state: 'signed', signedOn: '2026-03-02' }]);
    const late = await secretary.raw(decideContribution, { params: { id }, body: { version: 2, sign: true } });
    expect(late.status).toBe(409);
  });

  test('is not signed elsewhere, nor by whoever gave it, nor refused without a word', async () => {
    const { as, tree, write } = server.current;
    const member = await as('member');
    const { id } = await member.call(stateContribution, { body });
    const elsewhere = await as('branch_secretary', { at: tree.branchA2 });
    const sign = { params: { id }, body: { version: 1, sign: true } };
    expect((await elsewhere.raw(decideContribution, sign)).status).toBe(404);
    const person = await server.current.member();
    const self = await as('branch_secretary', { person });
    const own = await write((tx) => plantContribution(tx, { unit: tree.branchA1, person: person.id }));
    expect((await self.raw(decideContribution, { ...sign, params: own })).status).toBe(409);
    const secretary = await as('branch_secretary');
    const silent = await secretary.raw(decideContribution, { params: { id }, body: { version: 1, sign: false } });
    expect(silent.status).toBe(422);
    const words = { version: 1, sign: false, reason: `${hostile} 那天没有开会` };
    await secretary.call(decideContribution, { params: { id }, body: words });
    expect((await evidence(member)).contributions).toMatchObject([{ state: 'declined', reason: words.reason }]);
  });

  test('is not of a day to come', async () => {
    const member = await server.current.as('member');
    expect((await member.raw(stateContribution, { body: { ...body, givenOn: '2026-03-03' } })).status).toBe(422);
  });
});
