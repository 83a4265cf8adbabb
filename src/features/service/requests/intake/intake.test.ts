/** What staff enter for residents, from words, calls and paper. */
import { beforeAll, describe, expect, test } from 'vitest';
import { newOpaqueId } from '#shared/ids.ts';
import type { Client } from '#test/harness/client.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { type FollowedRequest, oneRequest } from '../contract.ts';
import { enterRequest, formState, printForms } from './contract.ts';

const server = useApp();
let village: Node;
let worker: Client;
beforeAll(async () => {
  const { tree, write, as } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  await as('department_handler', { at: village });
  worker = await as('township_worker');
});

const body = (more: object = {}) => ({
  channel: 'phone' as const,
  kind: 'help' as const,
  category: 'roads' as const,
  areaId: village.id,
  text: `${hostile} 村口路灯坏了`,
  name: '林某某',
  phone: '13800001234',
  ...more,
});
const follow = async (code: string) => {
  const reply = await server.current.app.inject({
    url: '/api/requests/follow',
    headers: { 'x-query': `code=${code}` },
  });
  return { status: reply.statusCode, body: reply.json<FollowedRequest>() };
};

describe('a request that staff enter', () => {
  test('is as one of the portal, and names who helped to both, who entered it to the office', async () => {
    const receipt = await worker.call(enterRequest, { body: body({ helper: '王某（网格员）' }) });
    const followed = (await follow(receipt.code)).body;
    expect(followed).toMatchObject({ channel: 'phone', state: 'received', dueOn: receipt.dueOn });
    expect(followed.entries[0]).toMatchObject({ kind: 'received', text: '王某（网格员）' });
    expect(JSON.stringify(followed)).not.toContain('13800001234');
    const officer = await server.current.as('county_officer');
    const seen = await officer.call(oneRequest, { params: { id: receipt.id } });
    expect(seen.entries[0]?.actor).toBeTruthy();
    expect(seen.name).toBe('林某某');
  });

  test('is one however often it is sent', async () => {
    const key = newOpaqueId();
    const [one, two] = [
      await worker.raw(enterRequest, { body: body() }, { key }),
      await worker.raw(enterRequest, { body: body() }, { key }),
    ];
    expect([one.status, two.text]).toEqual([200, one.text]);
    const other = await worker.raw(enterRequest, { body: body({ text: '别的一件事' }) }, { key });
    expect(other.body).toMatchObject({ error: { code: 'reused_key' } });
  });

  test('against a person is not kept', async () => {
    const reply = await worker.raw(enterRequest, { body: body({ kind: 'accuse' }) });
    expect(reply.body).toMatchObject({ error: { problems: [{ message: 'requests.diverted' }] } });
  });

  test.each(['portal', 'open311'])('does not come by %s', async (channel) =>
    expect((await worker.raw(enterRequest, { body: body({ channel }) })).status).toBe(422),
  );
});

describe('a printed form', () => {
  test('is entered once, and its holder follows it by the code on the slip', async () => {
    const { items } = await worker.call(printForms, { body: { count: 2 } });
    const [sheet] = items;
    if (sheet === undefined) throw new Error('no sheet');
    expect((await follow(sheet.code)).status).toBe(404);
    const typed = sheet.number.toLowerCase().replace('-', ' ');
    expect(await worker.call(formState, { query: { number: typed } })).toMatchObject({ usedAt: null });
    const receipt = await worker.call(enterRequest, { body: body({ channel: 'paper', form: typed }) });
    expect(receipt).toMatchObject({ id: sheet.id, code: sheet.code });
    expect((await follow(sheet.code)).body.channel).toBe('paper');
    const again = await worker.raw(enterRequest, { body: body({ channel: 'paper', form: typed, text: '又录了一遍' }) });
    expect(again.body).toMatchObject({ error: { problems: [{ path: 'body.form', message: 'requests.form_used' }] } });
    expect((await worker.call(formState, { query: { number: sheet.number } })).usedAt).not.toBeNull();
  });

  test('that two enter at once becomes one request', async () => {
    const { items } = await worker.call(printForms, { body: { count: 1 } });
    const form = items[0]?.number;
    const replies = await Promise.all(
      ['先录的一遍', '后录的一遍'].map((text) =>
        worker.raw(enterRequest, { body: body({ channel: 'paper', form, text }) }),
      ),
    );
    expect(replies.map(({ status }) => status === 200).filter(Boolean)).toHaveLength(1);
  });

  test('of another township is none here', async () => {
    const { as, tree } = server.current;
    const other = await as('township_worker', { at: tree.townshipB });
    const { items } = await other.call(printForms, { body: { count: 1 } });
    const reply = await worker.raw(enterRequest, { body: body({ channel: 'paper', form: items[0]?.number }) });
    expect(reply.body).toMatchObject({ error: { problems: [{ path: 'body.form', message: 'requests.no_form' }] } });
    expect((await worker.raw(formState, { query: { number: items[0]?.number ?? '' } })).status).toBe(404);
  });

  test('keeps its code when its making is sent twice', async () => {
    const key = newOpaqueId();
    const [one, two] = [
      await worker.raw(printForms, { body: { count: 1 } }, { key }),
      await worker.raw(printForms, { body: { count: 1 } }, { key }),
    ];
    expect([one.status, two.text]).toEqual([200, one.text]);
  });

  test.each(['', 'ABC', '0000-0000', hostile])('of the number %s is none', async (form) => {
    const reply = await worker.raw(enterRequest, { body: body({ channel: 'paper', form }) });
    expect(reply.status).toBe(422);
  });
});
