/** What a member and the own branch say to each other: nobody above reads it, and the next branch does not read what was said to the last. */
import { beforeAll, describe, expect, test } from 'vitest';
import { memberFile, moveMember } from '#features/base/members/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { answerTalk, oneTalk, ownTalk, sayOwn, talkList } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T01:00:00Z') });
let secretary: Client;
beforeAll(async () => {
  secretary = await server.current.as('branch_secretary');
});

const enter = async () => {
  const person = await server.current.member();
  return { person, client: await server.current.as('member', { person }) };
};

describe('a member', () => {
  test('is answered by the branch, and reads no name of who answered', async () => {
    const { person, client } = await enter();
    expect(await client.call(ownTalk, {})).toMatchObject({ id: person.id, messages: [], last: 0 });
    await client.call(sayOwn, { body: { text: `何时开会 ${hostile}` } });
    const { items } = await secretary.call(talkList, {});
    expect(items.find(({ id }) => id === person.id)).toMatchObject({ kind: 'member', attendant: null, late: false });
    const seen = await secretary.call(oneTalk, { params: { id: person.id } });
    expect(seen.messages).toMatchObject([{ seq: 1, side: 'asker', text: `何时开会 ${hostile}` }]);
    await secretary.call(answerTalk, { params: { id: person.id }, body: { text: '下周三晚上' } });
    const { messages, standing } = await client.call(ownTalk, {});
    expect(messages[1]).toMatchObject({ seq: 2, side: 'unit', text: '下周三晚上' });
    expect(messages[1]).not.toHaveProperty('actor');
    expect(standing).toMatchObject({ waitingSince: null, attended: true });
    expect((await secretary.call(talkList, {})).items.map(({ id }) => id)).not.toContain(person.id);
    expect((await secretary.call(oneTalk, { params: { id: person.id } })).mine).toBe(true);
  });

  test('sends twice and is heard once', async () => {
    const { client } = await enter();
    const key = newOpaqueId();
    const twins = await Promise.all(
      Array.from({ length: 5 }, () => client.call(sayOwn, { body: { text: '在吗' } }, { key })),
    );
    expect(twins.map(({ seq }) => seq)).toEqual([1, 1, 1, 1, 1]);
    expect((await client.call(ownTalk, {})).last).toBe(1);
  });

  test('is read by the committee of the branch and nobody above it', async () => {
    const { as, tree } = server.current;
    const { person, client } = await enter();
    await client.call(sayOwn, { body: { text: '只对支部说' } });
    const params = { id: person.id };
    const committee = await as('organisation_member');
    expect((await committee.call(oneTalk, { params })).messages).toHaveLength(1);
    for (const role of ['county_officer', 'township_worker', 'discipline_officer'] as const) {
      const above = await as(role);
      expect([role, (await above.raw(oneTalk, { params })).status]).toEqual([role, 404]);
      const listed = await above.raw(talkList, { query: { show: 'all' } });
      expect([role, listed.text.includes(person.id)]).toEqual([role, false]);
    }
    const elsewhere = await as('branch_secretary', { at: tree.branchB1 });
    expect((await elsewhere.raw(oneTalk, { params })).status).toBe(404);
    const other = await enter();
    expect((await other.client.call(ownTalk, {})).messages).toEqual([]);
  });

  test('takes the own thread along, and the next branch reads only what is said to it', async () => {
    const { as, tree } = server.current;
    const person = await server.current.member(tree.branchA2);
    const client = await as('member', { person, at: tree.branchA2 });
    await client.call(sayOwn, { body: { text: '说给原来支部的话' } });
    const officer = await as('county_officer');
    const params = { id: person.id };
    const { version } = await officer.call(memberFile, { params });
    const body = { version, branchId: tree.branchA1.id, on: '2026-11-26', reason: '工作变动' };
    await officer.call(moveMember, { params, body });
    await client.call(sayOwn, { body: { text: '说给新支部的话' } });
    expect((await client.call(ownTalk, {})).messages.map(({ text }) => text)).toEqual([
      '说给原来支部的话',
      '说给新支部的话',
    ]);
    const seen = await secretary.call(oneTalk, { params });
    expect(seen.messages.map(({ text }) => text)).toEqual(['说给新支部的话']);
    const last = await as('branch_secretary', { at: tree.branchA2 });
    expect((await last.raw(oneTalk, { params })).status).toBe(404);
  });
});
