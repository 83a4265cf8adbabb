import type { Call } from '#shared/endpoint.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { memberList, type MemberFields } from '../contract.ts';
import { makeMember, type Making } from '../factory.ts';

export type Query = NonNullable<Call<typeof memberList>['query']>;

/** Everybody whom the list has for a query, page by page. */
export const idsOf = async (client: Client, query: Query): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await client.call(memberList, { query: { limit: 100, ...query, ...(cursor ? { cursor } : {}) } });
    ids.push(...page.items.map((item) => item.id));
    if (page.next === null) return ids;
    cursor = page.next;
  }
};

/** Members of branch A1 unless said otherwise, and branches of their own for what a test counts. */
export const listScene = (server: { readonly current: TestApp }) => ({
  make: (fields: MemberFields = {}, more: Partial<Making> = {}) =>
    server.current.write((tx) =>
      makeMember(tx, server.current.county, { branch: server.current.tree.branchA1, fields, ...more }),
    ),
  newBranch: (parent: Node = server.current.tree.townshipB): Promise<Node> =>
    server.current.write((tx) => plantNode(tx, 'branch', parent)),
});
