/**
 * What a package says of its learner, on its way to the server: it outlives the page, waits on the device where there is no network, and
 * is known to the next page where this one went before the answer came.
 */
import type { Kept } from '#features/education/packages/rules.ts';
import type { Reply } from '#shared/endpoint.ts';
import { Unreachable } from '#shared/unreachable.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { call } from '#webkit/api.ts';
import { draftOf, dropDraft, keepDraft } from '#webkit/drafts.ts';
import { type Fate, outbox } from '#webkit/offline/outbox.ts';
import type { Queue } from '#webkit/offline/queue.ts';
import { keepPackage } from '../../packages/contract.ts';
import { laneOf } from './copies.ts';

export interface UnitPlace {
  /** Of the course. */
  readonly id: string;
  readonly unit: string;
}

export interface Word extends UnitPlace {
  readonly part: number;
  readonly kept: Kept;
  /** However often it is sent, it counts once. */
  readonly key: string;
}

/** As it waits in the outbox. */
export interface PackageDeed {
  readonly unit: string;
  readonly body: { readonly part: number; readonly kept: Kept };
}

export const wordOf = (place: UnitPlace & { readonly part: number }, kept: Kept): Word => ({
  ...place,
  kept,
  key: newOpaqueId(),
});

const slotOf = ({ unit, part }: Omit<Word, 'kept' | 'key'>): string => `package:${unit}:${part}`;

/** Whether a word of this part waits on the device. */
export const waitsHere = (queue: Queue, place: Omit<Word, 'kept' | 'key'>): boolean =>
  queue.some(({ lane, slot }) => lane === laneOf(place.id) && slot === slotOf(place));

/** Sends a word; without a network it waits in the outbox, and so does what comes after one that waits. @throws a refusal */
export const sendWord = async (word: Word): Promise<Fate<Reply<typeof keepPackage>>> => {
  const { id, unit, part, kept, key } = word;
  const { queue, vault } = outbox.view();
  const body = { part, kept };
  const wait = (): Promise<Fate<Reply<typeof keepPackage>>> =>
    outbox.add({
      endpoint: keepPackage,
      lane: laneOf(id),
      slot: slotOf(word),
      input: { unit, body } satisfies PackageDeed,
    });
  if (vault !== null && waitsHere(queue, word)) return wait();
  try {
    const reply = await call(keepPackage, { params: { id, unit }, body }, { key, keepalive: true });
    return { kind: 'sent', reply };
  } catch (thrown) {
    if (vault === null || !(thrown instanceof Unreachable)) throw thrown;
    return wait();
  }
};

/** One for a course: no two of its packages are open at once. */
const placeOf = (id: string): string => `package:${id}`;

/** At once, while the page goes: nothing that has to be waited for would still be done. */
export const leaveWord = (word: Word): void => void keepDraft(placeOf(word.id), { values: word, base: word });
export const dropLeft = (id: string): void => dropDraft(placeOf(id));

/** Sends what an earlier page left. Null where there was nothing, or it stays for the next time. */
export const sendLeft = async (id: string): Promise<Fate<Reply<typeof keepPackage>> | null> => {
  const left = draftOf<Word>(placeOf(id));
  if (left === null) return null;
  try {
    const fate = await sendWord(left.values);
    dropLeft(id);
    return fate;
  } catch {
    return null;
  }
};
