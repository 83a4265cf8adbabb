import { sql } from 'kysely';
import { z } from 'zod';
import { touch } from '#platform/audit/audit.ts';
import { approvalKind } from '#features/base/approvals/index.ts';
import { tellPayers, tellRefusal } from '../telling/commands.ts';

const personOf = (path: string): string | null => /@([^/]+)\/$/.exec(path)?.[1] ?? null;

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
    // The approval is filed under the leaf of the member; the rows of the relief are not the decider's to read.
    const person = personOf(path);
    if (person !== null) await tellPayers(tx, { kind: 'relief', about: id, people: [person], path });
    touch(tx, 'dues', { path });
  },
  // The branch has discussed it and hears the answer; the member is told of a relief that there is.
  refuse: async (tx, { from, to }, { id, askedBy, path }) => {
    await tellRefusal(tx, { id, askedBy, path, from, to });
    touch(tx, 'dues', { path });
  },
});
