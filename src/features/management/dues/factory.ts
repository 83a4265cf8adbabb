import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { Node } from '#test/harness/tree.ts';

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
