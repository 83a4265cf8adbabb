import { expect, test } from 'vitest';
import { noticeList } from '#features/base/inbox/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { openTo } from '#test/harness/told.ts';
import { leafPath } from '#platform/access/scope.ts';
import { plantNode } from '#test/harness/tree.ts';
import { clockOf } from '../rules.ts';
import { remindOfContacts } from './jobs.ts';

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
let now = noon('2026-11-26');
const server = useApp({ now: () => now });

test('a branch hears of contacts that are due, once a day and stage, in one number; those above do not', async () => {
  const { as, county, tree, write } = server.current;
  const branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const since = '2026-05-31';
  for (let n = 0; n < 2; n += 1) {
    const made = await write((tx) => makeMember(tx, county, { branch }));
    await write((tx) =>
      tx
        .insertInto('outflow')
        .values({
          id: newId(),
          person_id: made.id,
          org_path: leafPath(branch.path, made.id),
          from_on: since,
          place: '上海',
        })
        .execute(),
    );
  }
  const { dueOn } = clockOf({ since, reason: null }, '2026-11-26');
  const secretary = await as('branch_secretary', { at: branch });
  const worker = await as('township_worker', { at: tree.townshipA });
  const visit = async (day: string): Promise<void> => {
    now = noon(day);
    for (let twice = 0; twice < 2; twice += 1) await remindOfContacts(county, {});
    now = noon('2026-11-26');
  };
  const day = (days: number): string => new Date(Date.parse(dueOn) + days * 86_400_000).toISOString().slice(0, 10);
  await visit(day(-8));
  expect(await openTo(secretary)).toEqual([]);
  await visit(day(-7));
  await visit(dueOn);
  expect(await openTo(secretary)).toEqual(['outflow.due']);
  await visit(day(1));
  await visit(day(9));
  expect(await openTo(secretary)).toEqual(['outflow.overdue']);
  const { items } = await secretary.call(noticeList, { query: {} });
  expect(items.map(({ params }) => params)).toEqual([
    { count: 2, day: dueOn },
    { count: 2, day: dueOn },
  ]);
  expect(await openTo(worker)).toEqual([]);
});
