import { sql } from 'kysely';
import { z } from 'zod';
import { touch } from '#platform/audit/audit.ts';
import { approvalKind } from '#features/base/approvals/index.ts';

/** What the superior agrees to: whose dues, for which months. The amount stays between the member and the branch. */
export const reliefKind = approvalKind({
  kind: 'dues.relief',
  permission: 'dues.overview',
  payload: z.object({ name: z.string(), exempt: z.boolean(), from: z.string(), to: z.string() }),
  summary: ({ name, exempt, from, to }) => [
    { message: exempt ? 'dues.relief.exempt' : 'dues.relief.reduced', params: { name, from, to } },
  ],
  execute: async (tx, scope, _payload, { id, path }) => {
    await sql`select grant_dues_relief(${id}::uuid, ${scope.actor}, (now() at time zone 'Asia/Shanghai')::date)`.execute(
      tx,
    );
    touch(tx, 'dues', { path });
  },
});
