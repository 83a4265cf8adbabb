/** What mornings bring: reminders, the way up the tree, an end by silence; and what a changed calendar does. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setCalendarYear } from '#features/base/rules/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { noon, requestHands } from '#test/harness/requests.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as requests from '../contract.ts';
import { renewClocks } from './jobs.ts';

const first = '2026-11-26';
let now = noon(first);
const server = useApp({ now: () => now });
const on = (day: string): void => {
  now = noon(day);
};
afterEach(() => on(first));

let village: Node;
const { act, answered, as, clerk, follow, kept, morning, officer, rowsOf, send, todosOf, worker } = requestHands(
  () => server.current,
  on,
  () => village,
);
beforeAll(async () => {
  village = await server.current.write((tx) => plantNode(tx, 'village', server.current.tree.townshipA, '浦口村'));
  for (const who of [clerk, worker, officer]) await who();
});

describe('what is overdue', () => {
  test('is reminded of once a stage, and goes up the tree one unit at a time, which the resident reads', async () => {
    const { tree, write } = server.current;
    const place = await write((tx) => plantNode(tx, 'community', tree.townshipB, '南岸社区'));
    const who = { own: () => as('department_handler', place), above: () => as('township_worker', tree.townshipB) };
    const [own, above, top] = [await who.own(), await who.above(), await officer()];
    const [{ id, code }, fine] = [await send({ areaId: place.id }), await send({ areaId: place.id })];
    expect(await act(own, fine.id, 'take')).toBe('ok');
    const told = async (client: Client): Promise<string[]> =>
      (
        await rowsOf<{ kind: string }>(
          `select kind from notice where account_id = $1
         and kind in ('requests.near', 'requests.over', 'requests.escalated') order by id`,
          [client.session?.accountId],
        )
      ).map(({ kind }) => kind);

    await morning('2026-12-01');
    expect(await told(own)).toEqual([]);
    await morning('2026-12-02');
    await morning('2026-12-03');
    expect(await told(own)).toEqual(['requests.near']);
    expect(await act(await who.own(), fine.id, 'answer', { text: '路灯已经修好' })).toBe('ok');
    await morning('2026-12-04');
    expect(await told(own)).toEqual(['requests.near', 'requests.over']);
    expect(await told(above)).toEqual(['requests.escalated']);
    expect(await told(top)).toEqual([]);
    expect(await todosOf(await who.above(), 'requests.late')).toEqual([id]);
    expect(await follow(code)).toMatchObject({ clock: { overdue: true, escalatedTo: tree.townshipB.name } });
    expect((await follow(code)).entries.at(-1)).toMatchObject({ kind: 'overdue', unitName: tree.townshipB.name });
    await morning('2026-12-07');
    await morning('2026-12-09');
    expect(await told(top)).toEqual([]);
    await morning('2026-12-10');
    expect((await follow(code)).clock.escalatedTo).toBe(tree.county.name);
    expect(await told(top)).toContain('requests.escalated');
    await morning('2027-01-20');
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'overdue')).toHaveLength(2);
    expect(await told(own)).toEqual(['requests.near', 'requests.over']);
    expect(
      await rowsOf(`select 1 from audit_event where entity_id = $1 and action = 'requests.escalate'`, [id]),
    ).toHaveLength(2);

    const late = await who.own();
    expect(await act(late, id, 'take')).toBe('ok');
    expect(await act(late, id, 'answer', { text: '路灯已经修好' })).toBe('ok');
    expect(await todosOf(await officer(), 'requests.late')).not.toContain(id);
    await server.current.nobody.call(requests.reopenRequest, { body: { code, reason: '还有一盏不亮' } });
    expect((await follow(code)).clock).toMatchObject({ overdue: false, escalatedTo: null });
  });
});

describe('what is overdue and goes to another unit', () => {
  test('is told to the unit above that one, and no longer to the former', async () => {
    const { tree, write } = server.current;
    const department = await write((tx) => plantNode(tx, 'government_department', tree.county, '水利局'));
    await as('department_handler', department);
    const { id, code } = await send();
    await morning('2026-12-04');
    expect((await follow(code)).clock.escalatedTo).toBe(tree.townshipA.name);
    expect(await act(await clerk(), id, 'assign', { unitId: department.id, reason: '属水利局职责' })).toBe('ok');
    expect(await todosOf(await worker(), 'requests.late')).not.toContain(id);
    await morning('2026-12-05');
    expect((await follow(code)).clock.escalatedTo).toBe(tree.county.name);
    expect(await todosOf(await officer(), 'requests.late')).toContain(id);
  });
});

describe('silence', () => {
  test('closes an answer after its days, says so, and leaves the resident one more word', async () => {
    const { nobody } = server.current;
    const { code } = await answered();
    expect((await follow(code)).clock.silence?.on).toBe('2026-12-11');
    await morning('2026-12-11');
    expect((await follow(code)).state).toBe('answered');
    await morning('2026-12-12');
    expect(await follow(code)).toMatchObject({
      state: 'closed',
      clock: { lapsed: true },
      can: { accept: false, reopen: true },
    });
    expect((await follow(code)).entries.filter(({ kind }) => kind === 'lapsed')).toHaveLength(1);
    on('2027-01-04');
    await nobody.call(requests.reopenRequest, { body: { code, reason: '灯又不亮了' } });
    expect(await follow(code)).toMatchObject({ state: 'reopened', dueOn: '2027-01-11', clock: { lapsed: false } });
  });

  test('is no silence where the resident has spoken', async () => {
    const { code } = await answered();
    await server.current.nobody.call(requests.acceptAnswer, { body: { code } });
    await morning('2026-12-20');
    expect(await follow(code)).toMatchObject({ state: 'closed', clock: { lapsed: false }, can: { reopen: false } });
  });
});

describe('a changed calendar', () => {
  test('moves the day of open requests, and of no other', async () => {
    const [open, over] = [await send(), await answered()];
    const keeper = await officer();
    const set = (days: { date: string; kind: 'holiday' | 'workday'; name: string }[]) =>
      keeper.call(setCalendarYear, { params: { year: 2026 }, body: { source: '测试', days } });
    await set([{ date: '2026-12-01', kind: 'holiday', name: '<b>地方"节\'日</b>' }]);
    await renewClocks(server.current.county, { year: 2026 });
    expect(await kept(open.id)).toEqual({ due: '2026-12-04', plain: '2026-12-03' });
    expect((await kept(over.id)).due).toBe('2026-12-03');
    expect((await follow(open.code)).dueOn).toBe('2026-12-04');
    await set([]);
    await renewClocks(server.current.county, { year: 2026 });
    expect((await kept(open.id)).due).toBe('2026-12-03');
  });
});
