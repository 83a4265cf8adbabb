/** What the page of an exam shows. */
import type { Paper, Seat } from '../../seat/contract.ts';

/** `ready`: the paper is here, closed, and nothing has begun. `elsewhere`: another page of this device has it. */
export type Phase = 'starting' | 'elsewhere' | 'ready' | 'waiting' | 'running' | 'ended' | 'done' | 'failed';

export type Answers = ReadonlyMap<number, readonly string[]>;

export interface RunView {
  readonly phase: Phase;
  readonly error: Error | null;
  readonly seat: Seat | null;
  readonly paper: Paper | null;
  readonly answers: Answers;
  /** Items whose answer was changed on another device and is now shown as it stands. */
  readonly changed: readonly number[];
  /** It was to be handed in when such a change was found. */
  readonly asksAgain: boolean;
  /** Milliseconds: to the place until it begins (less than none where it is past), to the end while it runs. */
  readonly left: number;
  /** Answers that the server has not confirmed. */
  readonly unsent: number;
  readonly cut: boolean;
  /** Somebody goes on with another device: nothing is answered here until the exam is taken back. */
  readonly movedOn: boolean;
  /** Nothing is kept here: the page must stay open. */
  readonly keeps: boolean;
}

export const firstView = (keeps: boolean): RunView => ({
  phase: 'starting',
  error: null,
  seat: null,
  paper: null,
  answers: new Map(),
  changed: [],
  asksAgain: false,
  left: 0,
  unsent: 0,
  cut: false,
  movedOn: false,
  keeps,
});

export const isSame = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Items that stand otherwise than they are shown. */
export const changedItems = (shown: Answers, standing: Answers): readonly number[] =>
  [...standing].flatMap(([item, answer]) => (isSame(shown.get(item), answer) ? [] : item));
