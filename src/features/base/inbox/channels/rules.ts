/** What a call over HTTP that went wrong says about the message. Pure. */
import type { Outcome } from '../delivery/rules.ts';

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
