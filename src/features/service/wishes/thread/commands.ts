import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { allows, entryOf, stateAfter, type WishAct, type WishEntryKind, type WishState } from '../rules.ts';

interface Filed {
  readonly id: string;
  readonly org_path: string;
  readonly person_id: string | null;
}

interface Entry {
  readonly wish: Filed;
  readonly kind: WishEntryKind;
  /** That did it; left out where the one who wished did. */
  readonly unitId?: string | null;
  readonly actor?: string;
  readonly text?: string | null;
  readonly way?: string | null;
}

/** One line of the thread, filed with its wish. */
export const writeEntry = async (tx: Tx, county: County, entry: Entry): Promise<void> => {
  const { wish, kind, unitId = null, actor = null, text = null, way = null } = entry;
  await tx
    .insertInto('wish_entry')
    .values({
      id: newId(),
      wish_id: wish.id,
      person_id: wish.person_id,
      org_path: wish.org_path,
      kind,
      unit_id: unitId,
      actor,
      sealed: text === null ? null : county.crypto.encrypt(JSON.stringify({ text, way })),
      key_id: county.crypto.currentKeyId,
      at: county.now().toISOString(),
    })
    .execute();
};

export interface LockedWish extends Filed {
  readonly state: WishState;
  readonly version: number;
  readonly public_words: string | null;
}

export interface HandledWish {
  readonly id: string;
  readonly version: number;
  readonly state: WishState;
}

interface Step {
  readonly act: WishAct;
  /** Name of the endpoint, for the audit. */
  readonly action: string;
  readonly unitId?: string | null;
  readonly actor?: string;
  readonly words: string | null;
  readonly way?: string;
}

/** The days that a state sets, and those that it takes back. */
const daysOf = (act: WishAct, today: string): object => {
  switch (act) {
    case 'list':
      return { listed_on: today };
    case 'claim':
      return { claimed_on: today };
    case 'release':
      return { claimed_on: null, doer_id: null };
    case 'done':
      return { done_on: today };
    case 'not_yet':
      return { done_on: null };
    case 'confirm':
    case 'refuse':
    case 'withdraw':
      return { ended_on: today };
  }
};

/** Takes a wish from one state to the next: the row, its thread, its trace. @throws AppError conflict */
export const stepWish = async (
  tx: Tx,
  county: County,
  wish: LockedWish,
  { act, action, unitId = null, words, way, ...by }: Step,
  more: object = {},
): Promise<HandledWish> => {
  if (!allows(act, wish.state)) throw new AppError('conflict', { message: 'wishes.wrong_state' });
  const [state, version] = [stateAfter(act, { listed: wish.public_words !== null }), wish.version + 1];
  await tx
    .updateTable('wish')
    .set({ state, version, ...daysOf(act, county.today()), ...more })
    .where('id', '=', wish.id)
    .execute();
  await writeEntry(tx, county, { wish, kind: entryOf[act], unitId, text: words, way: way ?? null, ...by });
  audit(tx, { action, entity: 'wish', entityId: wish.id, path: wish.org_path });
  touch(tx, 'wishes', { path: wish.org_path });
  return { id: wish.id, version, state };
};
