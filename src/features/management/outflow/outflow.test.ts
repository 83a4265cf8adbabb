/** Members away through the front door: the clock of the branch, the two sides, and what neither may do. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { todoList } from '#features/base/inbox/contract.ts';
import { memberFile, moveMember } from '#features/base/members/contract.ts';
import { makeMember, type MadeMember } from '#features/base/members/factory.ts';
import { mergeMembers } from '#features/base/members/merging/contract.ts';
import { addRecord, editRecord } from '#features/base/members/records/contract.ts';
import { arrivalList, awayList, endArrival, enterArrival, placeAway, recordContact, voidContact } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

let home: Node;
let there: Node;
let secretary: Client;
let receiver: Client;
beforeEach(async () => {
  home = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  there = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipB));
  secretary = await app().as('branch_secretary', { at: home });
  receiver = await app().as('branch_secretary', { at: there });
});

const member = (): Promise<MadeMember> => app().write((tx) => makeMember(tx, app().county, { branch: home }));

/** Away since a day; answers the outflow's id. */
const leave = async (person: MadeMember, fromOn: string, more: Record<string, string> = {}): Promise<string> => {
  const values = { fromOn, place: `上海市${hostile}`, reason: 'work', ...more };
  const params = { id: person.id, table: 'outflow' } as const;
  return (await secretary.call(addRecord, { params, body: { values } })).id;
};
const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  const thrown = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) return 'ok';
  return thrown.details.message ?? thrown.details.problems?.[0]?.message ?? thrown.code;
};
const list = async (client = secretary, show: 'all' | 'due' = 'all') => client.call(awayList, { query: { show } });

describe('the clock of a contact', () => {
  test('begins when the member leaves, is told with its rule, and runs anew after two taps', async () => {
    const [late, soon, fine, back] = [await member(), await member(), await member(), await member()];
    const id = await leave(late, '2026-03-01');
    await leave(soon, '2026-01-05', { lastContactOn: '2026-06-20' });
    await leave(fine, '2026-10-01');
    await leave(back, '2025-10-01', { toOn: '2026-10-01' });
    const all = await list();
    expect(all.items.map(({ personId, state, dueOn }) => [personId, state, dueOn])).toEqual([
      [late.id, 'overdue', '2026-09-01'],
      [soon.id, 'due', '2026-12-20'],
      [fine.id, 'fine', '2027-04-01'],
    ]);
    expect(all).toMatchObject({ total: 3, due: 2 });
    expect(all.items[0]).toMatchObject({ lastContactOn: null, daysLeft: -86, why: { ruleId: 'outflow.contact' } });
    expect((await list(secretary, 'due')).items).toHaveLength(2);
    const waiting = (await secretary.call(todoList, { query: { kind: 'outflow.due' } })) as unknown;
    expect(JSON.stringify(waiting)).toContain(id);

    const body = { onDay: '2026-11-26', channel: 'phone', note: hostile } as const;
    expect(await secretary.call(recordContact, { params: { id }, body })).toMatchObject({
      state: 'fine',
      dueOn: '2027-05-26',
      contacts: [{ onDay: '2026-11-26', channel: 'phone', note: hostile }],
    });
    // The file says so too: nobody types it a second time.
    const file = await secretary.call(memberFile, { params: { id: late.id } });
    expect(JSON.stringify(file)).toContain('2026-11-26');
    expect((await list()).due).toBe(1);
  });

  test('goes back when a contact is voided, and takes no day ahead or before the outflow', async () => {
    const id = await leave(await member(), '2026-03-01');
    const on = (onDay: string) =>
      secretary.call(recordContact, { params: { id }, body: { onDay, channel: 'message' } });
    expect(await refusal(on('2026-11-27'))).toBe('outflow.day_future');
    expect(await refusal(on('2026-02-28'))).toBe('outflow.day_before');
    await on('2026-05-05');
    const late = await on('2026-11-20');
    // A contact of an earlier day does not turn the clock back.
    expect(await on('2026-07-01')).toMatchObject({ lastContactOn: '2026-11-20' });
    const contact = late.contacts[0]?.id ?? '';
    const voided = await secretary.call(voidContact, { params: { id: contact }, body: { reason: hostile } });
    expect(voided).toMatchObject({ lastContactOn: '2026-07-01', dueOn: '2027-01-01' });
    expect(voided.contacts.map(({ onDay }) => onDay)).toEqual(['2026-07-01', '2026-05-05']);
    expect(await refusal(secretary.call(voidContact, { params: { id: contact }, body: { reason: 'xx' } }))).toBe(
      'not_found',
    );
  });

  test('of a member abroad follows the regulations', async () => {
    await leave(await member(), '2026-06-01', { reason: 'abroad' });
    expect((await list()).items[0]).toMatchObject({ why: { ruleId: 'abroad.contact', confidence: 'A' } });
    expect((await list(secretary, 'due')).items).toHaveLength(1);
  });

  test('is the branch’s: superiors read it and write nothing, others see nothing, the member is not asked', async () => {
    const person = await member();
    const id = await leave(person, '2026-03-01');
    const township = await app().as('township_worker', { at: app().tree.townshipA });
    expect((await list(township)).items.map((away) => away.id)).toContain(id);
    const body = { onDay: '2026-11-26', channel: 'visit' } as const;
    expect(await township.outcome(recordContact, { params: { id }, body })).toBe('not_found');
    expect(await receiver.outcome(recordContact, { params: { id }, body })).toBe('not_found');
    expect((await list(receiver)).items).toEqual([]);
    const own = await app().as('member', { person: { ...person, name: '本人', branch: home } });
    expect(await own.outcome(awayList, { query: {} })).toBe('not_found');
  });
});

describe('the branch where they live', () => {
  test('is told by the own one, sees name, phone and home, and never the file; it ends with the outflow', async () => {
    const person = await member();
    const id = await leave(person, '2026-03-01');
    const told = await secretary.call(placeAway, { params: { id }, body: { branchId: there.id } });
    expect(told.receiving).toMatchObject({ branchId: there.id });
    const { items, total } = await receiver.call(arrivalList, { query: {} });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ told: true, canEnd: false, since: '2026-03-01', branchId: there.id });
    expect(items[0]?.phone ?? '').toContain('*');
    expect(await receiver.outcome(memberFile, { params: { id: person.id } })).toBe('not_found');
    expect(
      await refusal(
        receiver.call(endArrival, { params: { id: items[0]?.id ?? '' }, body: { version: 1, on: '2026-11-26' } }),
      ),
    ).toBe('outflow.told_by_home');
    // Told to another branch instead.
    await secretary.call(placeAway, { params: { id }, body: { branchId: app().tree.branchB1.id } });
    expect((await receiver.call(arrivalList, { query: {} })).total).toBe(0);
    await secretary.call(placeAway, { params: { id }, body: { branchId: there.id } });
    const version = await sql<{ version: number }>`select version from outflow where id = ${id}`.execute(app().read());
    await secretary.call(editRecord, {
      params: { id: person.id, table: 'outflow', recordId: id },
      body: { version: version.rows[0]?.version ?? 0, values: { toOn: '2026-11-20' } },
    });
    expect((await receiver.call(arrivalList, { query: {} })).total).toBe(0);
    expect((await list()).items).toEqual([]);
  });

  test('is no branch of one’s own, and no committee', async () => {
    const id = await leave(await member(), '2026-03-01');
    const tell = (branchId: string) => refusal(secretary.call(placeAway, { params: { id }, body: { branchId } }));
    expect(await tell(home.id)).toBe('outflow.same_branch');
    expect(await tell(app().tree.townshipB.id)).toBe('outflow.no_branch');
    expect(await tell(newId())).toBe('outflow.no_branch');
  });

  test('enters who came from outside the county, and says when they left', async () => {
    const body = { branchId: there.id, name: hostile.slice(0, 40), home: hostile, since: '2026-09-01' };
    const entered = await receiver.call(enterArrival, { body: { ...body, phone: '13800001111' } });
    expect(entered).toMatchObject({ name: body.name.trim(), phone: '138****1111', told: false, canEnd: true });
    expect(await secretary.outcome(enterArrival, { body })).not.toBe('ok');
    expect((await secretary.call(arrivalList, { query: {} })).items).toEqual([]);
    const end = (on: string, version = 1) =>
      refusal(receiver.call(endArrival, { params: { id: entered.id }, body: { version, on } }));
    expect(await end('2026-08-31')).toBe('outflow.day_before');
    expect(await end('2026-11-26', 7)).toBe('stale');
    expect(await end('2026-11-26')).toBe('ok');
    expect((await receiver.call(arrivalList, { query: {} })).total).toBe(0);
  });
});

test('contacts and what was told go with the person: to another branch, and into the file that stays', async () => {
  const [person, twin] = [await member(), await member()];
  const id = await leave(person, '2026-03-01');
  await secretary.call(recordContact, { params: { id }, body: { onDay: '2026-11-01', channel: 'meeting' } });
  await secretary.call(placeAway, { params: { id }, body: { branchId: there.id } });
  const officer = await app().as('county_officer');
  await sql`update person set id_number = null, id_number_hash = null where id = ${twin.id}`.execute(app().read());
  const version = async (which: MadeMember) => (await officer.call(memberFile, { params: { id: which.id } })).version;
  await officer.call(mergeMembers, {
    body: {
      keepId: person.id,
      dropId: twin.id,
      keepVersion: await version(person),
      dropVersion: await version(twin),
      voidOverlapping: true,
      reason: hostile,
    },
  });
  const { branchA1 } = app().tree;
  await officer.call(moveMember, {
    params: { id: person.id },
    body: { version: await version(person), branchId: branchA1.id, on: '2026-11-26', reason: hostile },
  });
  expect((await list()).items).toEqual([]);
  const next = await app().as('branch_secretary', { at: branchA1 });
  const moved = (await list(next)).items.find((away) => away.id === id);
  expect(moved).toMatchObject({ lastContactOn: '2026-11-01', receiving: { branchId: there.id } });
  expect(moved?.contacts).toHaveLength(1);
  expect((await receiver.call(arrivalList, { query: {} })).total).toBe(1);
});
