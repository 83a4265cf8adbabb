import { expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { finishTodo } from '#features/base/inbox/handover/contract.ts';
import { startedList } from '#features/base/inbox/started/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { createTransfer, transferList, walkTransfer } from '../contract.ts';
import { addDays } from '#shared/days.ts';
import { remindOfTransfers } from '../jobs.ts';
import type { Step } from '../rules.ts';

const server = useApp();

test('each step tells whoever acts next, ends the turn before, and tells the member what concerns the member', async () => {
  const { as, tree, write, county } = server.current;
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const second = await as('organisation_member', { at: tree.branchA1 });
  const worker = await as('township_worker', { at: tree.townshipA });
  const receiver = await as('township_worker', { at: tree.townshipB });
  const accepter = await as('branch_secretary', { at: tree.branchB1 });
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const member = await as('member', { person: { ...made, name: '', branch: tree.branchA1 } });
  const open = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const [name, who] of Object.entries({ secretary, worker, receiver, accepter, member }))
      for (const kind of await openTo(who)) found.push(`${name} ${kind}`);
    return found;
  };
  const walk = (who: Client, version: number, step: Step, more: object = {}) =>
    who.call(walkTransfer, { params: { id: draft.id }, body: { version, step, ...more } });
  const draft = await second.call(createTransfer, {
    body: { personId: made.id, toBranchId: tree.branchB1.id, reason: `工作调动${hostile}`, duesPaidTo: '2026-10' },
  });
  expect(await open()).toEqual([]);
  const submitted = await walk(second, draft.version, 'submit');
  expect(await open()).toEqual(['secretary transfer.turn']);
  // What is decided by the secretary waits for nobody who only prepares.
  for (const [who, count] of [
    [secretary, 1],
    [second, 0],
  ] as const) {
    const { sources } = await who.call(todoList, { query: { kind: 'transfers.waiting' } });
    const { counts, items } = await who.call(transferList, { query: { queue: 'todo' } });
    expect([sources[0]?.count, counts.todo, items.length]).toEqual([count, count, count]);
  }
  const agreed = await walk(secretary, submitted.version, 'agree');
  expect(await open()).toEqual(['worker transfer.turn']);
  const issued = await walk(worker, agreed.version, 'issue', { days: 30 });
  expect(await open()).toEqual(['receiver transfer.turn', 'member transfer.issue']);
  const assigned = await walk(receiver, issued.version, 'assign');
  expect(await open()).toEqual(['accepter transfer.turn', 'member transfer.issue']);
  await walk(accepter, assigned.version, 'accept');
  expect(await open()).toEqual(['receiver transfer.turn', 'member transfer.accept', 'member transfer.issue']);
  const { items } = await member.call(noticeList, { query: {} });
  expect(items.every(({ link, params }) => link === '/m/transfers' && Object.keys(params).length === 0)).toBe(true);
});

test('a refusal comes back to the branch that let go, and to the member', async () => {
  const { as, tree, write, county } = server.current;
  const secretary = await as('branch_secretary', { at: tree.branchA2 });
  const worker = await as('township_worker', { at: tree.townshipA });
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA2 }));
  const member = await as('member', { person: { ...made, name: '', branch: tree.branchA2 } });
  const draft = await secretary.call(createTransfer, {
    body: { personId: made.id, toBranchId: tree.branchB1.id, reason: '工作调动', duesPaidTo: '2026-10' },
  });
  const step = (who: Client, version: number, name: Step, more: object = {}) =>
    who.call(walkTransfer, { params: { id: draft.id }, body: { version, step: name, ...more } });
  const agreed = await step(secretary, draft.version, 'agree');
  await step(worker, agreed.version, 'reject', { reason: `材料不全${hostile}` });
  expect(await openTo(secretary)).toEqual(['transfer.returned']);
  expect(await toldTo(member)).toEqual(['transfer.reject']);
});

test('a transfer that waits past its day reminds whoever it waits for, once, and no longer when it has gone on', async () => {
  const { as, tree, write, county } = server.current;
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const worker = await as('township_worker', { at: tree.townshipA });
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const draft = await secretary.call(createTransfer, {
    body: { personId: made.id, toBranchId: tree.branchB1.id, reason: '工作调动', duesPaidTo: '2026-10' },
  });
  const step = (who: Client, version: number, name: Step, more: object = {}) =>
    who.call(walkTransfer, { params: { id: draft.id }, body: { version, step: name, ...more } });
  const { version } = await step(secretary, draft.version, 'agree');
  const late = async (): Promise<number> => {
    for (let twice = 0; twice < 2; twice += 1) await remindOfTransfers(county, {});
    return (await openTo(worker)).filter((kind) => kind === 'transfer.late').length;
  };
  const due = (day: string) =>
    write((tx) => tx.updateTable('transfer').set({ due_on: day }).where('id', '=', draft.id).execute());
  await due(county.today());
  expect(await late()).toBe(0);
  await due(addDays(county.today(), -1));
  expect(await late()).toBe(1);
  expect((await openTo(secretary)).includes('transfer.late')).toBe(false);
  await step(worker, version, 'issue', { days: 30 });
  expect(await late()).toBe(0);
});

test('whoever receives takes the member in where the to-do stands, and whoever began it sees where it is', async () => {
  const { as, tree, write, county } = server.current;
  const secretary = await as('branch_secretary', { at: tree.branchA1 });
  const worker = await as('township_worker', { at: tree.townshipA });
  const receiver = await as('township_worker', { at: tree.townshipB });
  const accepter = await as('branch_secretary', { at: tree.branchB1 });
  const made = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const draft = await secretary.call(createTransfer, {
    body: { personId: made.id, toBranchId: tree.branchB1.id, reason: '工作调动', duesPaidTo: '2026-10' },
  });
  const step = (who: Client, version: number, name: Step, more: object = {}) =>
    who.call(walkTransfer, { params: { id: draft.id }, body: { version, step: name, ...more } });
  const todo = async (who: Client) => {
    const { groups } = await who.call(todoList, { query: { kind: 'transfers.waiting' } });
    return groups.flatMap(({ items }) => items).find(({ id }) => id === draft.id);
  };
  const stands = async () => {
    const { items } = await secretary.call(startedList, {});
    const one = items.find(({ id }) => id === draft.id);
    return one && [one.state, one.where !== null];
  };
  expect(await stands()).toEqual(['transfers.draft', true]);
  const agreed = await step(secretary, draft.version, 'agree');
  // What is decided, with days or another branch, is decided on its page.
  expect((await todo(worker))?.finish).toBe(null);
  const issued = await step(worker, agreed.version, 'issue', { days: 30 });
  expect((await todo(receiver))?.finish).toBe(null);
  await step(receiver, issued.version, 'assign');
  const waiting = await todo(accepter);
  expect([typeof waiting?.finish, waiting?.takesNote]).toEqual(['number', false]);
  const finish = { kind: 'transfers.waiting', item: draft.id, note: '' };
  expect(await receiver.outcome(finishTodo, { body: { ...finish, version: waiting?.finish ?? 0 } })).toBe('not_found');
  expect(await accepter.outcome(finishTodo, { body: { ...finish, version: 1 } })).toBe('stale');
  await accepter.call(finishTodo, { body: { ...finish, version: waiting?.finish ?? 0 } });
  expect(await todo(accepter)).toBeUndefined();
  expect(await stands()).toEqual(['transfers.in_branch_accepted', true]);
  await receiver.call(finishTodo, { body: { ...finish, version: (await todo(receiver))?.finish ?? 0 } });
  expect(await stands()).toEqual(['transfers.receipt_returned', false]);
  // It is nobody else's to see here.
  expect((await worker.call(startedList, {})).items).toEqual([]);
});
