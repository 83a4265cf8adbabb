/** Answers that everybody may read: without anything that names somebody, and never by one person alone. */
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { answerRequest, sendRequest, takeRequest } from '../contract.ts';
import * as contract from './contract.ts';
import { plantAnswer } from './factory.ts';

const server = useApp();

let village: Node;
let clerk: Client;
let worker: Client;
let officer: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  clerk = await as('department_handler', { at: village });
  worker = await as('township_worker', { at: tree.townshipA });
  officer = await as('county_officer');
});

const answered = async (text = '村口路灯坏了，我是林某某，电话13800001234', answer = '已请电工修好，林某某可来看') => {
  const body = { kind: 'help' as const, category: 'roads.lights', areaId: village.id, text, name: '林某某' };
  const receipt = await server.current.nobody.call(sendRequest, { body });
  const params = { id: receipt.id };
  await clerk.call(takeRequest, { params, body: { version: 1 } });
  await clerk.call(answerRequest, { params, body: { version: 2, text: answer } });
  return receipt;
};
const bare = { question: `村口路灯坏了找谁 ${hostile}`, answer: `请找网格员登记 ${hostile}` };
const propose = (id: string, who = clerk, body = bare) => who.raw(contract.proposeAnswer, { params: { id }, body });
const proposed = async (who = clerk): Promise<string> => {
  const reply = await propose((await answered()).id, who);
  expect(reply.status).toBe(200);
  return (reply.body as { id: string }).id;
};
const publish = (id: string, who = worker, version = 1) =>
  who.raw(contract.publishAnswer, { params: { id }, body: { version } });
const read = (query: object = {}) => server.current.nobody.call(contract.publishedAnswers, { query });
const shows = async (id: string): Promise<boolean> => (await read({ limit: 50 })).items.some((one) => one.id === id);
const problemOf = (reply: { body: unknown }): string => JSON.stringify(reply.body);

describe('an answer', () => {
  test('is offered as a draft with the sender and every number taken out', async () => {
    const { id } = await answered();
    const { draft, publication } = await clerk.call(contract.publicationOf, { params: { id } });
    expect(publication).toBeNull();
    expect(draft).toEqual({ question: '村口路灯坏了，我是某，电话某', answer: '已请电工修好，某可来看' });
  });

  test('is proposed by one person, published by another, and read by everybody', async () => {
    const id = await proposed();
    expect(await shows(id)).toBe(false);
    expect((await publish(id)).status).toBe(200);
    const { items } = await read({ category: 'roads' });
    expect(items.find((one) => one.id === id)).toMatchObject({ ...bare, unitName: '浦口村', category: 'roads.lights' });
    expect(problemOf({ body: items })).not.toMatch(/林某某|1380000/);
  });

  test('is never published by who proposed it, in the command or in the database', async () => {
    const id = await proposed(worker);
    const own = await publish(id);
    expect(own.status).toBe(422);
    expect(problemOf(own)).toContain('requests.second_person');
    expect((await publish(id, officer)).status).toBe(200);

    const client = new pg.Client({ ...server.current.admin });
    await client.connect();
    await client.query(`set search_path = ${server.current.entry.schema}`);
    const alone = client.query('update published_answer set reviewed_by = proposed_by where id = $1', [id]);
    await expect(alone).rejects.toThrow('two_persons');
    await client.end();
  });

  test.each([
    ['the sender’s name', { ...bare, question: '林某某问路灯' }, 'body.question'],
    ['a phone number', { ...bare, answer: '请打13900002222' }, 'body.answer'],
    ['an identity number', { ...bare, answer: '证号330324198001011234' }, 'body.answer'],
  ])('with %s is refused', async (_what, body, path) => {
    const reply = await propose((await answered()).id, clerk, body);
    expect(reply.status).toBe(422);
    expect(problemOf(reply)).toContain('requests.names_somebody');
    expect(problemOf(reply)).toContain(path);
  });

  test('that does not stand is not proposed, and one is proposed once', async () => {
    const body = { kind: 'help' as const, category: 'roads', areaId: village.id, text: '路灯坏了三盏' };
    const open = await server.current.nobody.call(sendRequest, { body });
    expect((await propose(open.id)).status).toBe(409);
    const { id } = await answered();
    expect((await propose(id)).status).toBe(200);
    expect((await propose(id, worker)).status).toBe(409);
    const { id: other } = await answered();
    const twice = await Promise.all([propose(other), propose(other, worker)]);
    expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('is returned with a reason, and may be proposed anew', async () => {
    const request = await answered();
    const { id } = (await propose(request.id)).body as { id: string };
    const body = { version: 1, reason: '答复不够清楚' };
    expect((await clerk.raw(contract.returnAnswer, { params: { id }, body })).status).toBe(404);
    expect((await worker.raw(contract.returnAnswer, { params: { id }, body })).status).toBe(200);
    const { publication, draft } = await clerk.call(contract.publicationOf, { params: { id: request.id } });
    expect(publication).toMatchObject({ state: 'returned', reason: '答复不够清楚', can: { review: false } });
    expect(draft).not.toBeNull();
    expect((await publish(id, worker, 2)).status).toBe(409);
    expect((await propose(request.id)).status).toBe(200);
  });

  test('taken back is gone at once, and its words lie sealed again', async () => {
    const id = await proposed();
    await publish(id);
    expect(await shows(id)).toBe(true);
    const withdraw = { params: { id }, body: { version: 2, reason: '内容有误' } };
    expect((await officer.raw(contract.withdrawAnswer, withdraw)).status).toBe(200);
    expect(await shows(id)).toBe(false);
    const { county, system } = server.current;
    const row = await county
      .read(system)
      .selectFrom('published_answer')
      .select(['question', 'answer', 'words'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({ question: null, answer: null, words: null });
  });

  test('published twice at once is published once', async () => {
    const id = await proposed();
    const replies = await Promise.all([publish(id), publish(id, officer)]);
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('is found by who writes the like, and by nobody who writes of something else', async () => {
    const { write, county } = server.current;
    const facts = { unit: village, area: village, state: 'published' as const };
    await write((tx) =>
      plantAnswer(tx, county, { ...facts, category: 'security.allowance', question: '低保申请要哪些材料？' }),
    );
    const found = await read({ text: '我家里困难，想问低保申请需要什么材料' });
    expect(found.items[0]?.question).toBe('低保申请要哪些材料？');
    expect((await read({ text: '猫跑到树上去了' })).items).toEqual([]);
  });

  test('that waits is seen by the range alone', async () => {
    const id = await proposed();
    const there = async (who: Client) =>
      (await who.call(contract.publications, { query: { state: 'proposed' } })).items.find((one) => one.id === id);
    expect((await there(worker))?.can.review).toBe(true);
    expect((await there(clerk))?.can.review).toBe(false);
    const other = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    expect(await there(other)).toBeUndefined();
    expect((await publish(id, other)).status).toBe(404);
  });
});
