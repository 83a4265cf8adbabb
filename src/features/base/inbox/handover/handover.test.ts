import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { enqueue } from '#platform/jobs/queue.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile, next } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { todoList, type Todo } from '../contract.ts';
import { endHandover, finishTodo, handOver, takerList } from './contract.ts';

const server = useApp();
const app = (): TestApp => server.current;
/** The queue's own run over all kinds of to-dos. */
const settle = async (): Promise<void> => {
  const key = newId();
  await app().write((tx) => enqueue(tx, app().county, [{ task: 'inbox.settleHandovers', payload: {}, key }]));
  const left = async (): Promise<number | undefined> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from ${sql.id(app().entry.jobSchema)}.jobs
      where task_identifier = 'inbox.settleHandovers' and key like ${`%${key}`}`.execute(app().read());
    return rows[0]?.n;
  };
  await expect.poll(left, { timeout: 20_000 }).toBe(0);
};
beforeAll(() => app().work());

let branch: Node;
let one: Client;
let other: Client;
let task: string;
beforeEach(async () => {
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  one = await app().as('branch_secretary', { at: branch });
  other = await app().as('organisation_member', { at: branch });
  task = await plantTask(branch);
});

const plantTask = async (node: Node): Promise<string> => {
  const [meeting, id] = [newId(), newId()];
  await app().write(async (tx) => {
    const where = { organisation_id: node.id, org_path: node.path };
    const at = '2026-01-05T07:00:00Z';
    await tx
      .insertInto('meeting')
      .values({
        id: meeting,
        ...where,
        type: 'party_day',
        title: hostile,
        starts_at: at,
        held_on: '2026-01-05',
        state: 'closed',
        closed_at: at,
      })
      .execute();
    const owner = { owner_person_id: newId(), owner_name: next('某人') };
    await tx
      .insertInto('meeting_task')
      .values({ id, meeting_id: meeting, ...where, task: hostile, ...owner, due_on: '2026-02-01' })
      .execute();
  });
  return id;
};

const kind = 'meetings.tasks';
const matter = () => ({ kind, item: task });
const taskOf = async (who: Client): Promise<(Todo & { group: string }) | undefined> => {
  const { groups } = await who.call(todoList, { query: { kind } });
  return groups.flatMap(({ group, items }) => items.map((item) => ({ ...item, group }))).find(({ id }) => id === task);
};
const takers = async (who: Client) => (await who.call(takerList, { query: matter() })).items;
const give = async (): Promise<string> => {
  const taker = (await takers(one)).find(({ role }) => role === 'organisation_member');
  const { id } = await one.call(handOver, { body: { ...matter(), grantId: taker?.grantId ?? '', note: hostile } });
  return id;
};

describe('a to-do that is handed over', () => {
  test('goes to somebody of the organisation for whom it waits as well, is shown to both, and counts for both', async () => {
    await app().as('member', { at: branch });
    await app().as('township_worker');
    expect(await takers(one)).toMatchObject([{ role: 'organisation_member' }]);
    const before = await one.call(todoList, { query: {} });
    const id = await give();
    expect(await taskOf(one)).toMatchObject({ group: 'handed', handover: { id, direction: 'given', note: hostile } });
    expect(await taskOf(other)).toMatchObject({
      group: 'overdue',
      handover: { id, direction: 'taken', note: hostile },
    });
    expect((await one.call(todoList, { query: {} })).total).toBe(before.total);
    expect(await openTo(other)).toEqual(['todo.handed']);
    const third = await app().as('branch_secretary', { at: branch });
    expect(await taskOf(third)).toMatchObject({ handover: null });
  });

  test('is taken back by one, given back by the other, and nobody else has a say', async () => {
    const first = await give();
    const third = await app().as('branch_secretary', { at: branch });
    expect(await third.outcome(endHandover, { params: { id: first } })).toBe('not_found');
    const again = { ...matter(), grantId: (await takers(third))[0]?.grantId ?? '', note: '再转' };
    expect(await third.outcome(handOver, { body: again })).toBe('conflict');
    await one.call(endHandover, { params: { id: first } });
    expect(await taskOf(one)).toMatchObject({ group: 'overdue', handover: null });
    expect(await openTo(other)).toEqual([]);
    const second = await give();
    await other.call(endHandover, { params: { id: second } });
    expect(await one.outcome(endHandover, { params: { id: second } })).toBe('not_found');
    const { rows } = await sql<{ action: string }>`
      select action from audit_event where entity = 'todo_handover' and org_path = ${branch.path} order by id`.execute(
      app().county.read({ ...app().system, guard: 'audit' }),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'inbox.handOver',
      'inbox.takeBack',
      'inbox.handOver',
      'inbox.giveBack',
    ]);
  });

  test('does not move rights: nobody gets it who could not do it anyway', async () => {
    const [taker] = await takers(one);
    const elsewhere = await app().as('branch_secretary');
    const member = await app().as('member', { at: branch });
    for (const who of [elsewhere, member]) {
      expect(await who.outcome(takerList, { query: matter() })).toBe('not_found');
      const body = { ...matter(), grantId: taker?.grantId ?? '', note: '请办' };
      expect(await who.outcome(handOver, { body })).toBe('not_found');
    }
    expect(await one.outcome(handOver, { body: { ...matter(), grantId: newId(), note: '请办' } })).toBe('invalid');
    expect(await one.outcome(takerList, { query: { kind: 'of.no.feature', item: task } })).toBe('not_found');
  });

  test('ends with the matter, whoever settles it, and with the post of the receiver', async () => {
    await give();
    await other.call(finishTodo, { body: { ...matter(), version: 1, note: hostile } });
    expect([await taskOf(one), await taskOf(other)]).toEqual([undefined, undefined]);
    expect(await openTo(other)).toEqual([]);

    task = await plantTask(branch);
    await give();
    await app().write((tx) =>
      tx.updateTable('meeting_task').set({ done_at: new Date().toISOString() }).where('id', '=', task).execute(),
    );
    await settle();
    task = await plantTask(branch);
    const left = await give();
    await settle();
    expect(await taskOf(one)).toMatchObject({ group: 'handed' });
    await app().write(
      (tx) =>
        sql`update role_grant set ended_at = now() where account_id = ${other.session?.accountId ?? ''}`.execute(tx),
      { ...app().system, guard: 'accounts' },
    );
    await settle();
    expect(await taskOf(one)).toMatchObject({ group: 'overdue', handover: null });
    const ended = await app().write(
      (tx) =>
        tx
          .selectFrom('todo_handover')
          .select(['id', 'ended_how'])
          .where('org_path', '=', branch.path)
          .orderBy('id')
          .execute(),
      { ...app().system, guard: 'notices' },
    );
    expect(ended.map(({ ended_how: how }) => how)).toEqual(['over', 'over', 'left']);
    expect(ended.at(-1)?.id).toBe(left);
  });
});
