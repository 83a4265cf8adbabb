/** How a fake of somebody else's system answers. The same words for every channel. */

/**
 * `taken_silently`: takes the message and never answers. `silent`: neither takes nor answers. `twice`: acknowledges a second
 * time. `busy`: too many calls. `expired`: the token has ended. `refused`: there is no such user.
 */
export type Behaviour = 'ok' | 'taken_silently' | 'silent' | 'twice' | 'busy' | 'expired' | 'refused';

export interface Arrived {
  readonly to: string;
  /** Whatever the person is shown. */
  readonly text: string;
}

export interface Fake {
  readonly url: string;
  /** What people were shown, each time that they were. */
  readonly arrived: readonly Arrived[];
  /** Requests that asked for something to be sent. */
  readonly asked: () => number;
  /** Decides about each request in turn; everything is well by default. */
  behave(next: () => Behaviour): void;
  close(): Promise<void>;
}

/** Behaviours one after the other, and well from then on. */
export const inTurn = (...list: Behaviour[]): (() => Behaviour) => {
  const left = [...list];
  return () => left.shift() ?? 'ok';
};
