import type { z } from 'zod';
import type { Outcome } from '../../delivery/rules.ts';
import { outcomeOfFault, outcomeOfStatus } from '../rules.ts';

export type Answered<T> = { readonly answer: T } | { readonly outcome: Outcome };

/** One request and its answer in JSON, whatever its status: these systems tell of refusals in the body. */
export const callJson = async <T>(
  url: URL,
  init: Omit<RequestInit, 'signal'>,
  shape: z.ZodType<T>,
  patience: number,
): Promise<Answered<T>> => {
  try {
    const reply = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });
    const text = await reply.text();
    const parsed = shape.safeParse(readJson(text));
    return parsed.success ? { answer: parsed.data } : { outcome: outcomeOfStatus(reply.ok ? 500 : reply.status) };
  } catch (error) {
    return { outcome: outcomeOfFault(error) };
  }
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** A token that is fetched once and used until it ends or is refused. Nothing has been sent where none is to be had. */
export interface TokenKeeper {
  current(): Promise<{ readonly token: string } | { readonly outcome: Outcome }>;
  /** The other side no longer takes it. */
  drop(token: string): void;
}

export const keepToken = (
  fetchToken: () => Promise<Answered<{ readonly token: string; readonly seconds: number } | { readonly why: string }>>,
): TokenKeeper => {
  let held: { readonly token: string; readonly until: number } | undefined;
  return {
    async current() {
      if (held !== undefined && performance.now() < held.until) return { token: held.token };
      const got = await fetchToken();
      if ('outcome' in got) return { outcome: { kind: 'later', why: 'no_token' } };
      if ('why' in got.answer) return { outcome: { kind: 'later', why: got.answer.why } };
      const { token, seconds } = got.answer;
      // A minute before its end it is not begun with.
      held = { token, until: performance.now() + Math.max(0, seconds - 60) * 1_000 };
      return { token };
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
};

/** Sends with the token in hand, and once more with a new one where the other side says that it has ended. */
export const withToken = async (
  keeper: TokenKeeper,
  send: (token: string) => Promise<Outcome | 'token_ended'>,
): Promise<Outcome> => {
  for (let tries = 0; tries < 2; tries += 1) {
    const held = await keeper.current();
    if ('outcome' in held) return held.outcome;
    const outcome = await send(held.token);
    if (outcome !== 'token_ended') return outcome;
    keeper.drop(held.token);
  }
  return { kind: 'later', why: 'token_refused' };
};
