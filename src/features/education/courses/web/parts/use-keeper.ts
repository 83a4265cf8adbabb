import { useEffect, useRef, useState } from 'react';
import type { Kept } from '#features/education/packages/rules.ts';
import { useLatest } from '#ui/use-latest.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import {
  dropLeft,
  leaveWord,
  sendWord,
  type UnitPlace,
  waitsHere,
  type Word,
  wordOf,
} from '../offline/package-words.ts';

/** What a package says while it runs is kept at most so often; what it commits is kept at once. */
const restMs = 3_000;

export type Keeping = 'kept' | 'here' | 'waits' | null;

interface State {
  waiting: Word | null;
  flying: Word | null;
  timer: number | undefined;
  /** The package has committed or ended since, or was closed. */
  urgent: boolean;
  closed: boolean;
}

interface Keeper {
  readonly keeping: Keeping;
  readonly keep: (kept: Kept, atOnce: boolean) => void;
}

/**
 * Keeps what the package says, one after the other, the last word last. What waits goes when the page is hidden, left or closed; `last`
 * is said then where nothing else is.
 */
export const useKeeper = (
  place: UnitPlace & { readonly part: number },
  last: Kept | null,
  onDone: () => void,
): Keeper => {
  const [keeping, setKeeping] = useState<Keeping>(null);
  const { queue } = useOutbox();
  const state = useRef<State>({ waiting: null, flying: null, timer: undefined, urgent: false, closed: false });
  const send = (): void => {
    const now = state.current;
    window.clearTimeout(now.timer);
    now.timer = undefined;
    if (now.flying !== null || now.waiting === null) return;
    const word = now.waiting;
    [now.waiting, now.flying, now.urgent] = [null, word, false];
    const goOn = (failed: boolean): void => {
      now.flying = null;
      if (now.waiting === null) dropLeft(place.id);
      else if (!failed && (now.urgent || now.closed)) send();
      else now.timer ??= window.setTimeout(send, restMs);
    };
    sendWord(word).then(
      (fate) => {
        setKeeping(fate.kind === 'sent' ? 'kept' : 'here');
        if (now.closed || (fate.kind === 'sent' && fate.reply.whole)) onDone();
        goOn(false);
      },
      () => {
        // What came meanwhile is newer than what was not kept.
        now.waiting ??= word;
        setKeeping('waits');
        goOn(true);
      },
    );
  };
  const keep = (kept: Kept, atOnce: boolean): void => {
    const now = state.current;
    now.waiting = wordOf(place, kept);
    now.urgent ||= atOnce;
    if (now.urgent || now.closed) send();
    else now.timer ??= window.setTimeout(send, restMs);
  };
  /** The page may never be awake again: the word is written down, and sent without waiting for the one before. */
  const leave = (said: Kept | null): void => {
    const now = state.current;
    if (said !== null) now.waiting ??= wordOf(place, said);
    const word = now.waiting ?? now.flying;
    if (word === null) return;
    leaveWord(word);
    if (now.flying === null) send();
    else if (now.waiting !== null) sendWord(now.waiting).catch(() => undefined);
  };
  const close = (): void => {
    const now = state.current;
    now.closed = true;
    if (last !== null) now.waiting ??= wordOf(place, last);
    send();
  };
  const latest = useLatest({ leave, close, last });
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') latest.current.leave(null);
    };
    const go = (): void => latest.current.leave(latest.current.last);
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', go);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', go);
      latest.current.close();
    };
  }, [latest]);
  // What waited on the device has gone by itself.
  const isOver = keeping === 'here' && !waitsHere(queue, place);
  return { keeping: isOver ? 'kept' : keeping, keep };
};
