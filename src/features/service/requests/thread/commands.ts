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

/** One line of the thread, filed with its request. */
export const writeEntry = async (
  tx: Tx,
  county: County,
  { request, kind, unitId = null, actor, text = null, way = null, points = [], opinion = null }: Entry,
): Promise<void> => {
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
};
