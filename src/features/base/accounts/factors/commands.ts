import { Secret, TOTP } from 'otpauth';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { actingScope, type Acting } from '../access.ts';
import { secondsLeft } from '../attempts/rules.ts';
import { newToken } from '../sessions/access.ts';
import { newFactorSecret } from './queries.ts';

/** Minutes after signing in during which a session may change how its account signs in (ASVS 5.0 V7.5.1). */
const freshMinutes = 30;

const totpOf = (secret: string): TOTP =>
  new TOTP({ issuer: '支部', secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });

/** A new secret, encrypted on the account and not in force until a code of it has been given. @throws AppError conflict, forbidden */
export const beginFactor = async (
  tx: Tx,
  county: County,
  { accountId, sessionId }: Acting,
): Promise<{ secret: string; uri: string }> => {
  const account = await tx
    .selectFrom('account as a')
    .innerJoin('session as s', 's.account_id', 'a.id')
    .select(['a.sign_in_name', 'a.totp_confirmed_at', 's.created_at'])
    .where('a.id', '=', accountId)
    .where('s.id', '=', sessionId)
    .executeTakeFirstOrThrow();
  if (account.totp_confirmed_at !== null) throw new AppError('conflict', { message: 'factor.exists' });
  if (county.now().getTime() - Date.parse(account.created_at) > freshMinutes * 60_000)
    throw new AppError('forbidden', { message: 'session.sign_in_again' });
  const secret = newFactorSecret();
  await tx
    .updateTable('account')
    .set({ totp_secret: county.crypto.encrypt(secret), totp_key_id: county.crypto.currentKeyId })
    .where('id', '=', accountId)
    .execute();
  audit(tx, { action: 'session.beginEnrolment', entity: 'account', entityId: accountId, path: '' });
  const totp = totpOf(secret);
  totp.label = account.sign_in_name;
  return { secret, uri: totp.toString() };
};

/** The step that a code belongs to, when it is right and has not been used; null otherwise. */
const stepOf = (
  county: County,
  account: { readonly totp_secret: Buffer | null; readonly totp_last_step: number | null },
  code: string,
): number | null => {
  if (account.totp_secret === null) return null;
  const timestamp = county.now().getTime();
  const delta = totpOf(county.crypto.decrypt(account.totp_secret)).validate({ token: code, window: 1, timestamp });
  const step = delta === null ? null : Math.floor(timestamp / 30_000) + delta;
  return step !== null && step > (account.totp_last_step ?? 0) ? step : null;
};

/**
 * Accepts a code once, within one step of its time, and answers the session's new token. The account's row is locked
 * and a wrong code counted in the same transaction, so that many guesses at once are no more than many in a row.
 * @throws AppError invalid, slow_down
 */
export const giveCode = async (county: County, session: Acting, code: string): Promise<string> => {
  const { token, digest } = newToken(county.entry.code);
  const accepted = await county.write(actingScope(county, session, 'second factor'), async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['totp_secret', 'totp_last_step', 'factor_failures', 'factor_failed_at', 'totp_confirmed_at'])
      .where('id', '=', session.accountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const now = county.now();
    const left = secondsLeft(
      account.factor_failures,
      account.factor_failed_at === null ? null : Date.parse(account.factor_failed_at),
      now.getTime(),
    );
    if (left > 0) throw new AppError('slow_down', { retryAfter: left });
    const step = stepOf(county, account, code);
    if (step === null) {
      await tx
        .updateTable('account')
        .set((e) => ({ factor_failures: e('factor_failures', '+', 1), factor_failed_at: now.toISOString() }))
        .where('id', '=', session.accountId)
        .execute();
      audit(tx, { action: 'session.refused', entity: 'account', entityId: session.accountId, path: '' });
      return false;
    }
    await tx
      .updateTable('account')
      .set({
        totp_last_step: step,
        totp_confirmed_at: account.totp_confirmed_at ?? now.toISOString(),
        failures: 0,
        last_failure_at: null,
        factor_failures: 0,
        factor_failed_at: null,
      })
      .where('id', '=', session.accountId)
      .execute();
    await tx
      .updateTable('session')
      .set({ factor: 'totp', token_hash: digest })
      .where('id', '=', session.sessionId)
      .where('ended_at', 'is', null)
      .execute();
    audit(tx, { action: 'session.giveFactor', entity: 'account', entityId: session.accountId, path: '' });
    accessChanged(tx, session.accountId);
    return true;
  });
  if (!accepted) throw invalid('body.code', 'code.wrong');
  return token;
};
