import { expect, test } from 'vitest';
import { retally } from '#features/base/members/index.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import { plantNode } from '#test/harness/tree.ts';
import { notify } from '../index.ts';
import { setNotice } from '../settings/contract.ts';
import { noticeLoad } from './contract.ts';
import { perPerson, weekOf } from './rules.ts';

const server = useApp();

test('a week begins on Monday, and a share has one decimal', () => {
  expect(['2026-11-23', '2026-11-26', '2026-11-29', '2026-11-30'].map(weekOf)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-23',
    '2026-11-30',
  ]);
  expect([perPerson(0, 0), perPerson(7, 3), perPerson(1, 40)]).toEqual([0, 2.3, 0]);
});

test('what an organisation’s people are told this week is measured from the notices, against the budget', async () => {
  const { as, member, write, tree } = server.current;
  const branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  const secretary = await as('branch_secretary', { at: branch });
  const [first, second] = [await member(branch), await member(branch)];
  // People are counted where the commands keep their count.
  await write((tx) => retally(tx, [branch.id]));
  const muted = await as('member', { person: second });
  await as('member', { person: first });
  const tell = (kind: string, people: readonly string[]) =>
    write((tx) => notify(tx, { kind, key: newId(), people, path: branch.path, link: '/inbox', params: {} }));
  const load = () => secretary.call(noticeLoad, { query: {} });
  expect(await load()).toMatchObject({ people: 2, notices: 0, perPerson: 0, budget: 3, over: false });
  for (let each = 0; each < 3; each += 1) await tell('test.told', [first.id, second.id]);
  expect(await load()).toMatchObject({ notices: 6, perPerson: 3, over: false });
  // What somebody has muted, and what came before Monday, is not counted.
  await muted.call(setNotice, { body: { kind: 'test.muted', channel: 'in_app', enabled: false } });
  await tell('test.muted', [second.id]);
  expect((await load()).notices).toBe(6);
  await tell('test.told', [first.id]);
  expect(await load()).toMatchObject({ notices: 7, perPerson: 3.5, over: true, ruleId: 'notice.budget' });
  const elsewhere = await as('branch_secretary');
  expect(await elsewhere.outcome(noticeLoad, { query: { organisationId: branch.id } })).toBe('not_found');
  expect(await muted.outcome(noticeLoad, { query: {} })).toBe('not_found');
});
