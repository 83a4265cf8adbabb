import { sql } from 'kysely';
import { rangeEnd } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { EntryKind } from '../rules.ts';
import type { AnsweredPoint, Opinion } from '../work/points/contract.ts';

export interface Entry {
  readonly request: { readonly id: string; readonly org_path: string };
  readonly kind: EntryKind;
  /** That did it, or that it went to; left out where the resident did. */
  readonly unitId?: string | null;
  readonly actor?: string;
  readonly text?: string | null;
  readonly way?: string | null;
  /** Of an answer: what it says to each point, and the decision where it is one. */
  readonly points?: readonly AnsweredPoint[];
  readonly opinion?: Opinion | null;
}

/** Lines that a job writes. */
const byPlatform: ReadonlySet<string> = new Set(['overdue', 'lapsed', 'resumed']);

/** What figures count by: which units have had it, and what the resident says of an answer (`figures/`). */
const count = async (tx: Tx, county: County, { request, kind, unitId, actor }: Entry): Promise<void> => {
  const range = sql`${request.id}::uuid, ${request.org_path}, ${rangeEnd(request.org_path)}`;
  if (unitId !== undefined && unitId !== null && (kind === 'received' || kind === 'assigned'))
    await sql`select hold_request(${range}, ${unitId}::uuid, ${county.today()}::date)`.execute(tx);
  else if ((unitId ?? null) === null && actor === undefined && !byPlatform.has(kind))
    await sql`select hear_resident(${range}, ${kind === 'accepted'}, ${kind === 'reopened'})`.execute(tx);
};

/** One line of the thread, filed with its request. A line without unit and actor is the resident's own word. */
export const writeEntry = async (tx: Tx, county: County, entry: Entry): Promise<void> => {
  const { request, kind, unitId = null, actor, text = null, way = null, points = [], opinion = null } = entry;
  await tx
    .insertInto('service_request_entry')
    .values({
      id: newId(),
      request_id: request.id,
      org_path: request.org_path,
      kind,
      unit_id: unitId,
      actor: actor ?? null,
      sealed: text === null ? null : county.crypto.encrypt(JSON.stringify({ text, way, points, opinion })),
      key_id: county.crypto.currentKeyId,
      at: county.now().toISOString(),
    })
    .execute();
  await count(tx, county, entry);
};
