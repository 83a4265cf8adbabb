import { expect, test } from 'vitest';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { createTransfer, transferList, walkTransfer } from '../contract.ts';
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
