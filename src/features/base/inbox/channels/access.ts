import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Outcome } from '../delivery/rules.ts';
import type { Channel } from '../rules.ts';

/** What leaves the platform: a line of text and the way back to the thing itself. */
export interface Message {
  /** The same in each attempt: by it a channel may recognise a repetition. */
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}

/** One way out. It never throws: what went wrong is an outcome. */
export interface Sender {
  /** Milliseconds for which the channel recognises a repetition; 0 where it never does. */
  readonly remembers: number;
  send(message: Message): Promise<Outcome>;
}

/** Whether the platform is connected to a channel. */
export const isConnected = (outside: OutsideSettings, channel: Channel): boolean =>
  channel === 'in_app' || outside[channel === 'email' ? 'smtp' : channel] !== undefined;

/** Milliseconds after which an answer is no longer waited for. */
export const usualPatience = 10_000;
