/** The month to which a member has paid, offered to whoever writes the letter: the month alone, and as the dues reckon it. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Tx } from '#platform/db/types.ts';
import { addMonths } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { endMembership, memberFile } from '#features/base/members/contract.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { duesSheet } from '#features/management/dues/contract.ts';
import { putKeepers } from '#features/management/dues/factory.ts';
import { paidMonth } from '#features/management/transfers/contract.ts';
import { unitPreview } from '#features/management/transfers/units/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
let branch: Node;
let secretary: Client;
let keeper: Client;
let worker: Client;
let member: Client;
const made: string[] = [];

const month = (n: number): string => addMonths('2025-01-01', n);
interface Facts {
  readonly settledTo?: string;
  /** Each from and to, in months after January 2025. */
  readonly paid?: readonly (readonly [number, number])[];
  readonly reliefs?: readonly (readonly [from: number, to: number, fen: number, granted: boolean])[];
}

const record = async (tx: Tx, personId: string, { settledTo, paid = [], reliefs = [] }: Facts): Promise<void> => {
  const at = { person_id: personId, branch_id: branch.id, org_path: `${branch.path}@${personId}/` };
  for (const year of [2025, 2026])
    await tx
      .insertInto('dues_base')
      .values({
        ...at,
        id: newId(),
        year,
        kind: 'farmer',
        base_fen: 0,
        monthly_fen: 100,
        basis: hostile,
        setter: '测试',
        ...(year === 2025 && settledTo !== undefined ? { settled_to: settledTo } : {}),
      })
      .execute();
  for (const [from, to] of paid)
    await tx
      .insertInto('dues_payment')
      .values({
        ...at,
        id: newId(),
        payer: hostile,
        purpose: 'regular',
        from_month: month(from),
        to_month: month(to),
        amount_fen: 100 * (to - from + 1),
        paid_on: '2026-11-20',
        method: 'cash',
        receipt_year: 2026,
        receipt_no: sql<number>`(select coalesce(max(receipt_no), 0) + 1 from dues_payment where branch_id = ${branch.id})`,
        recorder: '测试',
      })
      .execute();
  for (const [from, to, fen, granted] of reliefs)
    await tx
      .insertInto('dues_relief')
      .values({
        ...at,
        id: newId(),
        from_month: month(from),
        to_month: month(to),
        monthly_fen: fen,
        reason: hostile,
        decided_on: '2025-01-10',
        ...(granted ? { approved_on: '2025-01-12', approved_by: '测试' } : {}),
      })
      .execute();
};

const cases: readonly Facts[] = [
  {},
  { paid: [[0, 2]] },
  { paid: [[1, 3]] },
  {
    paid: [
      [0, 2],
      [3, 5],
      [7, 9],
    ],
  },
  { paid: [[0, 1]], reliefs: [[2, 6, 0, true]] },
  { paid: [[0, 1]], reliefs: [[2, 6, 0, false]] },
  { paid: [[0, 1]], reliefs: [[2, 6, 50, true]] },
  { settledTo: '2025-06-01', paid: [[6, 20]] },
  { settledTo: '2025-06-01' },
  { reliefs: [[0, 30, 0, true]] },
  { paid: [[0, 25]] },
];

beforeAll(async () => {
  const { county, tree, write, as } = server.current;
  branch = await write((tx) => plantNode(tx, 'branch', tree.townshipA));
  secretary = await as('branch_secretary', { at: branch });
  keeper = await as('organisation_member', { at: branch });
  worker = await as('township_worker', { at: tree.townshipA });
  // One more of the branch, of whom nothing is on record.
  member = await as('member', { at: branch });
  await write((tx) => putKeepers(tx, branch));
  for (const facts of cases) {
    const { id } = await write((tx) => makeMember(tx, county, { branch }));
    await write(async (tx) => {
      await sql`select set_config('app.guard', 'system', true)`.execute(tx);
      await record(tx, id, facts);
    });
    made.push(id);
  }
});

const asked = async (client: Client, personId: string) => (await client.call(paidMonth, { query: { personId } })).month;

test('is the month that the dues themselves reckon, whatever was paid, let off, or settled elsewhere', async () => {
  const { items } = await keeper.call(duesSheet, { query: { year: 2026 } });
  const byDues = new Map(items.map(({ personId, paidTo }) => [personId, paidTo?.slice(0, 7) ?? null]));
  const told = await Promise.all(made.map((id) => asked(secretary, id)));
  expect(told).toEqual(made.map((id) => byDues.get(id)));
  expect(told).toEqual([
    null,
    '2025-03',
    null,
    '2025-06',
    '2025-07',
    '2025-02',
    '2025-02',
    '2026-09',
    null,
    '2027-07',
    '2027-02',
  ]);
});

test('is told to whoever may begin the transfer, without an amount, and to nobody else', async () => {
  const { as, tree } = server.current;
  const person = { query: { personId: made[1] ?? '' } };
  expect(await worker.call(paidMonth, person)).toEqual({ month: '2025-03' });
  const elsewhere = await as('township_worker', { at: tree.townshipB });
  expect(await elsewhere.outcome(paidMonth, person)).toBe('not_found');
  expect(await member.outcome(paidMonth, person)).toBe('not_found');
  expect(await (await as('discipline_officer')).outcome(paidMonth, person)).toBe('not_found');
  // Nor does the database answer to a range that holds the person's branch no more than in part.
  const { rows } = await server.current.write(async (tx) => {
    await sql`select set_config('app.guard', '', true), set_config('app.lower', ${tree.townshipB.path}, true),
      set_config('app.upper', ${`${tree.townshipB.path.slice(0, -1)}0`}, true)`.execute(tx);
    return sql`select * from dues_paid_to(${made}::uuid[])`.execute(tx);
  });
  expect(rows).toEqual([]);
});

test('stands for a unit as the earliest of its members', async () => {
  const preview = await worker.call(unitPreview, { query: { organisationId: branch.id } });
  expect(preview.paid).toEqual({ month: '2025-02', latest: '2027-07', unknown: 4 });
});

test('is not told of somebody who has left', async () => {
  const { county, tree, write } = server.current;
  const { id } = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  const { version } = await worker.call(memberFile, { params: { id } });
  await worker.call(endMembership, {
    params: { id },
    body: { version, kind: 'transferred_out', on: '2026-11-25', reason: '转出' },
  });
  expect(await worker.outcome(paidMonth, { query: { personId: id } })).toBe('not_found');
});
