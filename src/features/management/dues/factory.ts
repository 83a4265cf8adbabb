import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { duesSheet, setBases } from './contract.ts';

interface Writes {
  write<T>(act: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Every account of the branch that can keep its dues is named for it. */
export const nameKeepers = (app: Writes, branch: Node): Promise<void> => app.write((tx) => putKeepers(tx, branch));

export const putKeepers = async (tx: Tx, { id, path }: Pick<Node, 'id' | 'path'>): Promise<void> => {
  await sql`select set_config('app.guard', 'accounts', true)`.execute(tx);
  const { rows } = await sql<{ account_id: string }>`select account_id from role_grant
    where organisation_id = ${id} and role::text in ('branch_secretary', 'organisation_member')`.execute(tx);
  await sql`select set_config('app.guard', 'system', true)`.execute(tx);
  for (const { account_id } of rows)
    await tx
      .insertInto('dues_treasurer')
      .values({
        id: newId(),
        organisation_id: id,
        org_path: path,
        account_id,
        name: '管理人',
        reason: '支部大会决定',
        named_by: '测试',
        from_on: '2001-07-01',
      })
      .onConflict((on) => on.doNothing())
      .execute();
};

export const wage = { kind: 'wage', baseFen: 600_000, monthlyFen: 9_000, basis: hostile, version: 0 } as const;

/** A branch with two members and somebody who keeps its dues; who they are, and how dues are fixed and read. */
export const duesScene = async (app: TestApp) => {
  const branch = await app.write((tx) => plantNode(tx, 'branch', app.tree.townshipA));
  const secretary = await app.as('branch_secretary', { at: branch });
  const township = await app.as('township_worker', { at: app.tree.townshipA });
  await nameKeepers(app, branch);
  const [wang, li] = [await app.member(branch), await app.member(branch)];
  const fix = (...people: readonly (Person & { base?: object })[]) =>
    secretary.call(setBases, {
      body: { year: 2026, items: people.map((person) => ({ personId: person.id, ...wage })) },
    });
  const rowOf = async (person: Person) => {
    const { items } = await secretary.call(duesSheet, { query: { year: 2026 } });
    const row = items.find(({ personId }) => personId === person.id);
    if (row === undefined) throw new Error('not in the sheet');
    return row;
  };
  return { branch, secretary, township, wang, li, fix, rowOf };
};

export type DuesScene = Awaited<ReturnType<typeof duesScene>>;

/** What is paid for some months, in fen by person. */
export const quarter = (from: string, to: string, paid: Readonly<Record<string, number>>, more: object = {}) => ({
  body: {
    fromMonth: from,
    toMonth: to,
    paidOn: '2026-11-20',
    method: 'cash' as const,
    consent: true,
    people: Object.entries(paid).map(([personId, amountFen]) => ({ personId, amountFen })),
    ...more,
  },
});
