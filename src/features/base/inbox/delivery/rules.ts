/** What a notice says outside, and what follows from the answer of a channel. Pure: a proof and the tests walk through every case. */
import { paramsIn, sayLoose, type KeptParams, type Language, type Text } from '#shared/text.ts';
import type { DeliveryState } from '../rules.ts';
import { deliveryTexts } from './messages.ts';

/** `later`: surely not taken, worth another try. `unknown`: handed over without an answer. */
export type Outcome =
  | { readonly kind: 'ok'; readonly id: string | null }
  | { readonly kind: 'refused' | 'later' | 'unknown'; readonly why: string };

/** Attempts after which nothing more is tried: about a day, since the pauses grow. */
export const mostAttempts = 12;

export interface After {
  readonly state: DeliveryState;
  readonly why: string | null;
  readonly again: boolean;
}

/** The state of a delivery after its nth attempt. */
export const afterOutcome = (outcome: Outcome, attempts: number): After => {
  if (outcome.kind === 'ok') return { state: 'sent', why: null, again: false };
  if (outcome.kind === 'refused') return { state: 'failed', why: outcome.why, again: false };
  const again = attempts < mostAttempts;
  if (outcome.kind === 'unknown') return { state: 'unknown', why: again ? outcome.why : 'gave_up', again };
  return again ? { state: 'queued', why: outcome.why, again } : { state: 'failed', why: 'gave_up', again };
};

/**
 * Whether handing over once more could double the message: the former attempt may have arrived, and the channel does not
 * know repetitions, or no longer after so long.
 */
export const mayDouble = (former: {
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly firstAt: Date | null;
  readonly now: Date;
  /** Milliseconds for which the channel recognises a repetition; 0 where it never does. */
  readonly remembers: number;
}): boolean =>
  former.state === 'unknown' &&
  former.attempts > 0 &&
  (former.firstAt === null || former.now.getTime() - former.firstAt.getTime() >= former.remembers);

/** States in which nothing is left to do. */
export const isSettled = (state: DeliveryState): boolean =>
  state === 'sent' || state === 'delivered' || state === 'failed' || state === 'suppressed';

/** Texts of all kinds of notices, as the features declare them. */
export type NoticeTexts = Readonly<Record<string, Text>>;

export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
  readonly link: string;
}

/** What a notice says, in one line. */
export const lineOf = (texts: NoticeTexts, language: Language, { kind, params }: Told): string =>
  sayLoose(language, texts[kind] ?? deliveryTexts.unknownKind, paramsIn(language, params as KeptParams));
