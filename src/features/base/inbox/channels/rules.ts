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
  /** Ends connections that are kept open. */
  close?(): void;
}

/** Whether the platform is connected to a channel. */
export const isConnected = (outside: OutsideSettings, channel: Channel): boolean =>
  channel === 'in_app' || outside[channel === 'email' ? 'smtp' : channel] !== undefined;

/** Milliseconds after which an answer is no longer waited for. */
export const usualPatience = 10_000;

const beforeSending: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a call that brought no answer means: nothing was sent, or nobody knows. */
export const outcomeOfFault = (error: unknown): Outcome => {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  if (cause?.code !== undefined && beforeSending.has(cause.code)) return { kind: 'later', why: 'not_reached' };
  return { kind: 'unknown', why: name === 'TimeoutError' ? 'no_answer' : 'cut_off' };
};

/** What an answer without a readable body means. A gateway in between may have handed the request on. */
export const outcomeOfStatus = (status: number): Outcome => {
  if (status === 429) return { kind: 'later', why: 'too_fast' };
  return status >= 500 ? { kind: 'unknown', why: `http_${status}` } : { kind: 'refused', why: `http_${status}` };
};
