import type { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { type FormSchema, judge, rebase, type Values } from './form-state.ts';

/** What stands in a form, and what it stands on: its opening, or the newer state it was joined with. */
export interface Sent<S extends FormSchema> {
  readonly values: Values<S>;
  readonly base: Values<S>;
}

export interface Sending<S extends FormSchema> {
  readonly schema: S;
  readonly submit: (body: z.input<S>, base: Values<S>) => Promise<unknown>;
  readonly joins?: boolean;
}

/** The newer state that a refusal brings. */
export const staleState = (thrown: unknown): Readonly<Record<string, unknown>> | null => {
  if (!(thrown instanceof AppError) || thrown.code !== 'stale') return null;
  const { current } = thrown.details;
  return current && typeof current === 'object' ? { ...current } : null;
};

/** A newer state names under `masked` the fields whose value it does not show, each with its mask. */
export const hiddenIn = (current: Readonly<Record<string, unknown>> | null): Readonly<Record<string, string>> => {
  const masked = current?.['masked'];
  return masked !== null && typeof masked === 'object' ? (masked as Readonly<Record<string, string>>) : {};
};

/** The typed on top of a newer state that leaves it alone, or null where a person has to compare. */
const joined = <S extends FormSchema>({ values, base }: Sent<S>, thrown: unknown): Sent<S> | null => {
  const current = staleState(thrown);
  if (!current || !('version' in current)) return null;
  const next = rebase(values, base, current, hiddenIn(current));
  return next.differing.length > 0 ? null : { values: next.rebased as Values<S>, base: next.base as Values<S> };
};

/** A busy thing may change again between the answer and the next try. */
const joinsAtMost = 3;

/** Sends what stands in the form, and again on top of newer states that leave it alone; gives what was sent last. */
export const sendJoined = async <S extends FormSchema>(
  sending: Sending<S>,
  sent: Sent<S>,
  body: z.input<S>,
  left = sending.joins ? joinsAtMost : 0,
): Promise<Sent<S>> => {
  try {
    await sending.submit(body, sent.base);
    return sent;
  } catch (thrown) {
    const next = left > 0 ? joined(sent, thrown) : null;
    const again = next && judge(sending.schema, next.values);
    if (!next || !again || 'problems' in again) throw thrown;
    return sendJoined(sending, next, again.body, left - 1);
  }
};
