import { beforeAll, describe, expect, test } from 'vitest';
import { approvalList } from '#features/base/approvals/contract.ts';
import { askCorrection, correctionList } from '#features/base/members/corrections/contract.ts';
import { importList } from '#features/base/members/import/contract.ts';
import { dueTerms } from '#features/base/organisations/terms/contract.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { roles } from '#features/base/accounts/permissions/rules.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { next } from '#test/harness/hostile.ts';
import { plantNode } from '#test/harness/tree.ts';
import { todoList } from '../contract.ts';

const server = useApp();
const app = (): TestApp => server.current;

/** Terms that have ended, end today, soon and later: each in a branch of its own. */
const plantTerms = async (): Promise<void> => {
  const today = app().county.today();
  for (const days of [-400, -1, 0, 1, 100])
    await app().write(async (tx) => {
      const { id } = await plantNode(tx, 'branch', app().tree.townshipA);
      await tx
        .insertInto('term')
        .values({
          id: newId(),
          organisation_id: id,
          started_on: addDays(today, days - 1_095),
          due_on: addDays(today, days),
          years: 3,
          rule_id: 'term.branch',
        })
        .execute();
    });
};

const plantImports = (): Promise<void> =>
  app().write(async (tx) => {
    for (const state of ['preview', 'mapping', 'committed', 'cancelled'] as const)
      await tx
        .insertInto('import_batch')
        .values({
          id: newId(),
          org_path: app().tree.townshipA.path,
          organisation_id: app().tree.townshipA.id,
          account_id: newId(),
          actor: next('用户'),
          file_name: next('名册'),
          size: 1,
          state,
        })
        .execute();
  });

const plantApproval = (kind: string, askedBy: string, path = app().tree.branchA1.path): Promise<void> =>
  app().write(async (tx) => {
    await tx
      .insertInto('approval')
      .values({
        id: newId(),
        kind,
        org_path: path,
        summary: '[]',
        payload: '{}',
        asked_by: askedBy,
        asker: next('用户'),
        reason: next('事由'),
        expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      })
      .execute();
  });

/** What the page behind `/inbox?kind=…` lists. */
const listed = async (who: Client, kind: string): Promise<string[]> => {
  const { groups, sources } = await who.call(todoList, { query: { kind } });
  expect(sources[0]?.link).toBe(`/inbox?kind=${kind}`);
  return groups.flatMap(({ items }) => items.map(({ id }) => id)).toSorted();
};

const countOf = async (who: Client, kind: string): Promise<number | undefined> => {
  const { sources } = await who.call(todoList, { query: {} });
  return sources.find((source) => source.kind === kind)?.count;
};

beforeAll(plantTerms);

describe('the number of each tile is the total of the list behind it', () => {
  test('terms that end', async () => {
    for (const role of ['county_officer', 'township_worker', 'branch_secretary'] as const) {
      const who = await app().as(role);
      const { total } = await who.call(dueTerms, { query: {} });
      expect(await countOf(who, 'terms.ending')).toBe(total);
      if (role !== 'branch_secretary') expect(total).toBeGreaterThanOrEqual(5);
    }
  });

  test('corrections that wait', async () => {
    for (let i = 0; i < 3; i += 1) {
      const member = await app().as('member');
      await member.call(askCorrection, { body: { field: 'nativePlace', wanted: next('温州'), reason: next('有误') } });
    }
    const secretary = await app().as('branch_secretary');
    const { waiting } = await secretary.call(correctionList, { query: {} });
    expect(waiting).toBeGreaterThanOrEqual(3);
    expect(await countOf(secretary, 'corrections.waiting')).toBe(waiting);
  });

  test('rosters to finish', async () => {
    await plantImports();
    const officer = await app().as('township_worker');
    const { items } = await officer.call(importList, { query: {} });
    const open = items.filter(({ state }) => state === 'preview' || state === 'mapping');
    expect(open).toHaveLength(2);
    expect(await countOf(officer, 'imports.open')).toBe(open.length);
    expect(await listed(officer, 'imports.open')).toEqual(open.map(({ id }) => id).toSorted());
  });

  test('acts that wait for a second person: what one may decide, never the own', async () => {
    const officer = await app().as('township_worker');
    await plantApproval('members.export', newId());
    await plantApproval('members.export', officer.session?.accountId ?? '');
    await plantApproval('members.export', newId(), app().tree.townshipB.path);
    await plantApproval('of.no.feature', newId());
    const { items } = await officer.call(approvalList, { query: {} });
    const decidable = items.filter(({ can }) => can.decide);
    expect(decidable).toHaveLength(1);
    expect(await countOf(officer, 'approvals.waiting')).toBe(decidable.length);
    expect(await listed(officer, 'approvals.waiting')).toEqual(decidable.map(({ id }) => id).toSorted());
  });
});

test('the number of every tile is the number of lines behind it, for every role and kind', async () => {
  for (const role of roles) {
    const who = await app().as(role);
    const { sources, total, groups } = await who.call(todoList, { query: {} });
    for (const { kind, count } of sources) {
      const alone = await who.call(todoList, { query: { kind } });
      expect([role, kind, alone.total, alone.groups.flatMap(({ items }) => items).length]).toEqual([
        role,
        kind,
        count,
        count,
      ]);
    }
    expect(total).toBe(sources.reduce((sum, { count }) => sum + count, 0));
    expect(groups.flatMap(({ items }) => items)).toHaveLength(sources.reduce((sum, { shown }) => sum + shown, 0));
  }
});

describe('to-dos', () => {
  test('stand under their urgency, each with its rule and why it is mine', async () => {
    const officer = await app().as('county_officer');
    const { groups, total } = await officer.call(todoList, { query: { kind: 'terms.ending' } });
    const sizes = Object.fromEntries(groups.map(({ group, items }) => [group, items.length]));
    expect(sizes).toMatchObject({ overdue: 2, today: 1, undated: 0 });
    expect(groups.reduce((sum, { items }) => sum + items.length, 0)).toBe(total);
    const [first, second] = groups.find(({ group }) => group === 'overdue')?.items ?? [];
    expect((first?.dueOn ?? '') < (second?.dueOn ?? '')).toBe(true);
    expect(first).toMatchObject({ why: 'terms', rule: { id: 'term.branch', article: expect.any(String) } });
    expect(first?.workdaysLeft).toBeLessThan(-200);
  });

  test('are nobody’s who may not do them', async () => {
    for (const role of ['system_admin', 'audit_admin'] as const) {
      const who = await app().as(role);
      const { total, sources } = await who.call(todoList, { query: {} });
      expect([total, sources]).toEqual([0, []]);
    }
    const member = await app().as('member');
    const { total, sources } = await member.call(todoList, { query: {} });
    expect([total, sources.map(({ kind }) => kind)]).toEqual([0, ['meetings.tasks', 'appraisals.own', 'exams.take']]);
  });
});
