import { createHash } from 'node:crypto';
import type { Scope } from '#platform/access/scope.ts';
import type { Preamble } from '#platform/db/scoped-query.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

/** The client's promise that two requests with one key are one intent. */
export interface Intent {
  readonly key: string;
  readonly endpoint: string;
  readonly digest: Buffer;
}

interface Kept {
  readonly endpoint: string;
  readonly body_digest: Buffer;
  readonly reply: unknown;
}

export const readIntent = (header: string | string[] | undefined, endpoint: string, input: unknown): Intent => {
  if (typeof header !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(header))
    throw new AppError('key_missing');
  return { key: header.toLowerCase(), endpoint, digest: createHash('sha256').update(JSON.stringify(input)).digest() };
};

/**
 * Sent with BEGIN: waits for a twin that is under way, then looks whether it has been done. The lock and the look
 * are two statements, so the look sees what the twin has committed.
 */
export const intentPreamble = (scope: Scope, { key }: Intent): Preamble => {
  const account = scope.accountId ?? nobody;
  return {
    lock: account + key,
    look: {
      name: 'zhibu_intent',
      text: 'select endpoint, body_digest, reply from idempotency where account_id = $1 and key = $2',
      values: [account, key],
    },
  };
};

/** The reply of the first time, when there was one. @throws AppError reused_key when the key came with another request. */
export const repliedBefore = (
  preamble: readonly unknown[],
  intent: Intent,
): { readonly reply: unknown } | undefined => {
  const kept = preamble[0] as Kept | undefined;
  if (kept === undefined) return undefined;
  if (kept.endpoint !== intent.endpoint || !kept.body_digest.equals(intent.digest)) throw new AppError('reused_key');
  // Kept as the text that was sent; an object was kept before that.
  return { reply: typeof kept.reply === 'string' ? (JSON.parse(kept.reply) as unknown) : kept.reply };
};

/** Keeps the reply; the row is written with the audit events, in the last statement of the transaction. */
export const rememberReply = (tx: Tx, scope: Scope, { key, endpoint, digest }: Intent, reply: unknown): void => {
  tx.effects.keptReply = { accountId: scope.accountId ?? nobody, key, endpoint, digest, reply };
};
