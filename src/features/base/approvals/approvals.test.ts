import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Feature } from '#platform/feature.ts';
import { audit } from '#platform/audit/audit.ts';
import { route } from '#platform/http/route.ts';
import { command } from '#shared/endpoint.ts';
import { newId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { approvalById, approvalList, decideApproval, ownApprovals, withdrawApproval } from './contract.ts';
import { approvals } from './feature.ts';
import { approvalKind, askApproval, useApproval } from './index.ts';
import { expireApprovals } from './jobs.ts';
import { approvalActs } from './rules.ts';

const payload = z.object({ count: z.number().int() });
const done: { count: number; role: string; askedBy: string }[] = [];
const summary = ({ count }: z.infer<typeof payload>) => [{ message: 'test.count', params: { count } }];
/** Used by the asker. */
const taking = approvalKind({ kind: 'test.take', permission: 'members.export', payload, summary });
/** Done with the decision. */
const doing = approvalKind({
  kind: 'test.do',
  permission: 'members.bulk',
  payload,
  summary,
  execute: async (_tx, scope, { count }, { askedBy }) => {
    if (count < 0) throw new Error('cannot be done');
    done.push({ count, role: scope.role, askedBy });
  },
});

const ask = command({
  name: 'test.ask',
  path: '/test/ask',
  access: 'signed-in',
  summary: '提 / ask',
  body: z.object({ count: z.number(), at: z.string(), does: z.boolean() }),
  reply: z.object({ id: z.string() }),
});
const take = command({
  name: 'test.take',
  path: '/test/take',
  access: 'signed-in',
  summary: '用 / take',
  body: z.object({ id: z.string() }),
  reply: payload,
});
const asking: Feature = {
  name: 'asking',
  routes: [
    route.command(ask, async (tx, scope: Scope, { body }) => ({
      id: await askApproval(tx, scope, body.does ? doing : taking, {
        payload: { count: body.count },
        path: body.at,
        reason: hostile,
      }),
    })),
    route.command(take, async (tx, scope, { body }) => {
      audit(tx, { action: 'test.take', entity: 'test', entityId: null, path: scope.path });
      return useApproval(tx, scope, taking, body.id);
    }),
  ],
};

const server = useApp({ features: [approvals, asking] });
const app = (): TestApp => server.current;
let secretary: Client;
let township: Client;
let officer: Client;
beforeEach(async () => {
  [secretary, township, officer] = [
    await app().as('branch_secretary'),
    await app().as('township_worker'),
    await app().as('county_officer'),
  ];
});

const asked = async (by: Client, options: { does?: boolean; count?: number; at?: string } = {}): Promise<string> =>
  (
    await by.call(ask, {
      body: { count: options.count ?? 600, at: options.at ?? app().tree.branchA1.path, does: options.does ?? false },
    })
  ).id;
const say = (by: Client, id: string, approve: boolean, answer = '同意') =>
  by.outcome(decideApproval, { params: { id }, body: { approve, answer } });

describe('an act that needs a second person', () => {
  test('is seen by those above, approved by one of them, and used once by the asker', async () => {
    const id = await asked(secretary);
    const seen = await township.call(approvalById, { params: { id } });
    expect(seen).toMatchObject({
      state: 'waiting',
      reason: hostile,
      summary: [{ message: 'test.count', params: { count: 600 } }],
      can: { decide: true, withdraw: false, use: false },
    });
    expect((await officer.call(approvalList, { query: {} })).items.map((a) => a.id)).toContain(id);
    expect(await secretary.outcome(take, { body: { id } })).toBe('refused');
    expect(await say(township, id, true)).toBe('ok');
    expect((await secretary.call(approvalById, { params: { id } })).can).toEqual({
      decide: false,
      withdraw: false,
      use: true,
    });
    expect(await township.outcome(take, { body: { id } })).toBe('refused');
    const uses = await Promise.all([1, 2, 3].map(() => secretary.outcome(take, { body: { id } })));
    expect(uses.toSorted()).toEqual(['ok', 'refused', 'refused']);
  });

  test('is never decided by the asker, nor by anybody whose range does not cover it', async () => {
    const own = await asked(township, { at: app().tree.branchA1.path });
    expect(await say(township, own, true)).toBe('forbidden');
    const elsewhere = await app().as('township_worker', { at: app().tree.townshipB });
    expect(await say(elsewhere, own, true)).toBe('not_found');
    expect(await elsewhere.outcome(approvalById, { params: { id: own } })).toBe('not_found');
    expect(await say(secretary, own, true)).toBe('not_found');
    expect(await secretary.outcome(approvalById, { params: { id: own } })).toBe('not_found');
    // An act over the whole county is not the township's to approve, though part of it lies there.
    const wide = await asked(officer, { at: app().tree.county.path });
    expect(await say(township, wide, true)).toBe('not_found');
    expect(await say(officer, own, true)).toBe('ok');
  });

  test('is decided once, whoever is first', async () => {
    const id = await asked(secretary);
    const words = await Promise.all([say(township, id, true), say(officer, id, false)]);
    expect(words.toSorted()).toEqual(['conflict', 'ok']);
  });

  test('happens with the decision where its kind says so, and not at all when it fails', async () => {
    const id = await asked(secretary, { does: true, count: 7 });
    done.length = 0;
    expect(await say(township, id, true)).toBe('ok');
    expect(done).toEqual([{ count: 7, role: 'township_worker', askedBy: secretary.session?.accountId }]);
    expect((await secretary.call(approvalById, { params: { id } })).can.use).toBe(false);
    const failing = await asked(secretary, { does: true, count: -1 });
    expect(await say(township, failing, true)).toBe('internal');
    expect((await township.call(approvalById, { params: { id: failing } })).state).toBe('waiting');
  });

  test('is refused with a reason, or withdrawn by the asker alone', async () => {
    const id = await asked(secretary);
    expect(await say(township, id, false, '')).toBe('invalid');
    expect(await township.outcome(withdrawApproval, { params: { id } })).toBe('not_found');
    expect(await say(township, id, false, '人数不符')).toBe('ok');
    expect(await secretary.call(approvalById, { params: { id } })).toMatchObject({
      state: 'refused',
      answer: '人数不符',
    });
    const other = await asked(secretary);
    expect(await secretary.outcome(withdrawApproval, { params: { id: other } })).toBe('ok');
    expect(await say(township, other, true)).toBe('conflict');
  });

  test('runs out: undecided after three days, approved and unused after one', async () => {
    const [late, unused] = [await asked(secretary), await asked(secretary)];
    await say(township, unused, true);
    await app().write((tx) =>
      tx
        .updateTable('approval')
        .set({ expires_at: new Date(Date.now() - 1_000).toISOString() })
        .where('id', 'in', [late, unused])
        .execute(),
    );
    expect(await say(township, late, true)).toBe('conflict');
    expect(await secretary.outcome(take, { body: { id: unused } })).toBe('refused');
    await expireApprovals(app().county, {});
    const { items } = await secretary.call(ownApprovals, { query: {} });
    expect(items.find((a) => a.id === late)?.state).toBe('expired');
    expect(items.find((a) => a.id === unused)).toMatchObject({ state: 'approved', can: { use: false } });
  });

  test('walks all pages of the waiting once', async () => {
    for (let i = 0; i < 5; i += 1) await asked(secretary);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = await officer.call(approvalList, {
        query: { limit: 2, ...(cursor === null ? {} : { cursor }) },
      });
      seen.push(...page.items.map((a) => a.id));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });

  test('cannot be made by two features under one name', () => {
    expect(() => approvalKind({ kind: 'test.take', permission: 'x.y', payload, summary })).toThrow('test.take');
  });
});

test.each([
  [
    'waiting, by the asker',
    { state: 'waiting' },
    { accountId: 'a', decides: true },
    { decide: false, withdraw: true, use: false },
  ],
  [
    'waiting, by another',
    { state: 'waiting' },
    { accountId: 'b', decides: true },
    { decide: true, withdraw: false, use: false },
  ],
  [
    'waiting, by another without the right',
    { state: 'waiting' },
    { accountId: 'b', decides: false },
    { decide: false, withdraw: false, use: false },
  ],
  [
    'waiting too long',
    { state: 'waiting', expiresAt: '2026-05-05T00:00:00Z' },
    { accountId: 'b', decides: true },
    { decide: false, withdraw: false, use: false },
  ],
  [
    'approved, by the asker',
    { state: 'approved' },
    { accountId: 'a', decides: true },
    { decide: false, withdraw: false, use: true },
  ],
  [
    'approved and used',
    { state: 'approved', usedAt: '2026-05-05T00:00:00Z' },
    { accountId: 'a', decides: true },
    { decide: false, withdraw: false, use: false },
  ],
  ['refused', { state: 'refused' }, { accountId: 'a', decides: true }, { decide: false, withdraw: false, use: false }],
] as const)('%s', (_what, facts, looker, expected) => {
  const approval = { askedBy: 'a', expiresAt: '2026-05-07T00:00:00Z', usedAt: null, usedByAsker: true, ...facts };
  expect(approvalActs(approval, looker, new Date('2026-05-06T00:00:00Z'))).toEqual(expected);
});

test('ids of approvals grow with time, which pages lean on', () => {
  const ids = Array.from({ length: 50 }, () => newId());
  expect(ids.toSorted()).toEqual(ids);
});
