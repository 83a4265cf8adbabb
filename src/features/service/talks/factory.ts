import type { County } from '#platform/county/county.ts';
import type { RequestState } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { usualHours, type TalkKind, type TalkSide } from './rules.ts';

interface Planted {
  /** The member or the request, and where it is filed. */
  readonly about: {
    readonly id: string;
    readonly kind: TalkKind;
    readonly path: string;
    readonly state?: RequestState;
  };
  readonly unitId: string;
  /** What was said, the first word first; by default one that waits for an answer. */
  readonly words?: readonly (readonly [side: TalkSide, text: string])[];
  readonly at?: string;
}

/** A thread as it is left by what was said. */
export const plantTalk = async (
  tx: Tx,
  county: County,
  { about, unitId, words = [['asker', '<b>在吗</b> "\'']], at = county.now().toISOString() }: Planted,
): Promise<{ readonly id: string }> => {
  const { id, kind, path, state } = about;
  const waits = words.at(-1)?.[0] === 'asker';
  await tx
    .insertInto('talk')
    .values({
      id,
      kind,
      org_path: path,
      last_seq: words.length,
      said_at: at,
      waiting_since: waits ? at : null,
      promised_at: waits ? new Date(Date.parse(at) + usualHours.promiseMinutes * 60_000).toISOString() : null,
      ...(state === undefined ? {} : { request_id: id, request_state: state }),
    })
    .execute();
  const rows = words.map(([side, text], n) => ({
    id: newId(),
    talk_id: id,
    org_path: path,
    seq: n + 1,
    client_key: newOpaqueId(),
    side,
    what: 'said' as const,
    unit_id: unitId,
    actor: side === 'unit' ? '经办人' : null,
    sealed: county.crypto.encrypt(text),
    key_id: county.crypto.currentKeyId,
    at,
  }));
  await tx.insertInto('talk_message').values(rows).execute();
  return { id };
};
