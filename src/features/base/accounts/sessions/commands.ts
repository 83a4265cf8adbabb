import { createHash, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { accountsScope, grantsOf } from '../access.ts';
import { separated } from '../permissions/rules.ts';
import { passwordProblem, sessionLimits, slowDown } from './rules.ts';

// argon2id, 64 MiB, three passes (security.md 5). At most as many at once as there are cores.
const argon = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
let hashing = 0;
const waiting: (() => void)[] = [];
const cores = Math.max(1, availableParallelism());

const oneOfFew = async <T>(work: () => Promise<T>): Promise<T> => {
  if (hashing >= cores) {
    if (waiting.length > 200) throw new AppError('overloaded', { retryAfter: 5 });
    await new Promise<void>((go) => waiting.push(go));
  }
  hashing += 1;
  try {
    return await work();
  } finally {
    hashing -= 1;
    waiting.shift()?.();
  }
};

export const hashPassword = (password: string): Promise<string> => oneOfFew(() => hash(password.normalize('NFKC'), argon));
const verifyPassword = (digest: string, password: string): Promise<boolean> => oneOfFew(() => verify(digest, password.normalize('NFKC')));

// Verified when the name is unknown, so that both answers take the same time.
const decoy = hashPassword(randomBytes(16).toString('hex'));

const refuseSlowly = (failures: number, lastFailure: string | null, now: Date): void => {
  if (lastFailure === null) return;
  const left = Date.parse(lastFailure) + slowDown(failures) * 1_000 - now.getTime();
  if (left > 0) throw new AppError('slow_down', { retryAfter: Math.ceil(left / 1_000) });
};

const noteFailure = async (county: County, accountId: string): Promise<void> => {
  await county.write(accountsScope(county, 'sign-in'), async (tx) => {
    await tx
      .updateTable('account')
      .set((e) => ({ failures: e('failures', '+', 1), last_failure_at: county.now().toISOString() }))
      .where('id', '=', accountId)
      .execute();
    audit(tx, { action: 'session.refused', entity: 'account', entityId: accountId, path: '' });
  });
};

export interface NewSession {
  readonly token: string;
  readonly sessionId: string;
  readonly accountId: string;
}

/** One answer for an unknown name, a wrong password and a disabled account. @throws AppError unauthenticated, slow_down */
export const openSession = async (county: County, attempt: { name: string; password: string; device: string }): Promise<NewSession> => {
  const db = county.read(accountsScope(county, 'sign-in'));
  const account = await db
    .selectFrom('account')
    .select(['id', 'password_hash', 'failures', 'last_failure_at', 'disabled_at'])
    .where((e) => e(e.fn('lower', ['sign_in_name']), '=', attempt.name.toLowerCase()))
    .executeTakeFirst();
  if (account) refuseSlowly(account.failures, account.last_failure_at, county.now());
  const right = await verifyPassword(account?.password_hash ?? (await decoy), attempt.password);
  if (!account || !right || account.disabled_at !== null || account.password_hash === null) {
    if (account) await noteFailure(county, account.id);
    throw new AppError('unauthenticated', { message: 'sign_in.wrong' });
  }
  const token = randomBytes(32).toString('base64url');
  const sessionId = newId();
  await county.write(accountsScope(county, 'sign-in'), async (tx) => {
    const grants = await grantsOf(tx, account.id, county.today());
    const only = grants.length === 1 ? grants[0] : undefined;
    const { absolute } = sessionLimits(grants.some((g) => separated.includes(g.role)));
    const now = county.now();
    await tx
      .insertInto('session')
      .values({
        id: sessionId,
        token_hash: createHash('sha256').update(token).digest(),
        account_id: account.id,
        grant_id: only?.id ?? null,
        created_at: now.toISOString(),
        seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + absolute * 60_000).toISOString(),
        device: attempt.device,
      })
      .execute();
    await tx.updateTable('account').set({ failures: 0 }).where('id', '=', account.id).execute();
    audit(tx, { action: 'session.signIn', entity: 'account', entityId: account.id, path: only?.path ?? '' });
  });
  return { token: `${county.entry.code}.${token}`, sessionId, accountId: account.id };
};

const totpOf = (secret: string): TOTP => new TOTP({ issuer: '支部', secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });

/** A new secret, encrypted on the account and not in force until a code of it has been given. */
export const beginFactor = async (tx: Tx, county: County, accountId: string): Promise<{ secret: string; uri: string }> => {
  const account = await tx.selectFrom('account').select(['sign_in_name', 'totp_confirmed_at']).where('id', '=', accountId).executeTakeFirstOrThrow();
  if (account.totp_confirmed_at !== null) throw new AppError('conflict', { message: 'factor.exists' });
  const secret = new Secret({ size: 20 }).base32;
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

/** Accepts a code once, within one step of its time. @throws AppError invalid, slow_down */
export const giveCode = async (county: County, session: { accountId: string; sessionId: string }, code: string): Promise<void> => {
  const scope = accountsScope(county, 'second factor');
  const accepted = await county.write(scope, async (tx) => {
    const account = await tx
      .selectFrom('account')
      .select(['totp_secret', 'totp_last_step', 'failures', 'last_failure_at', 'totp_confirmed_at'])
      .where('id', '=', session.accountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    refuseSlowly(account.failures, account.last_failure_at, county.now());
    if (account.totp_secret === null) return false;
    const timestamp = county.now().getTime();
    const delta = totpOf(county.crypto.decrypt(account.totp_secret)).validate({ token: code, window: 1, timestamp });
    const step = delta === null ? null : Math.floor(timestamp / 30_000) + delta;
    if (step === null || step <= (account.totp_last_step ?? 0)) return false;
    const confirmed = account.totp_confirmed_at ?? county.now().toISOString();
    await tx.updateTable('account').set({ totp_last_step: step, totp_confirmed_at: confirmed, failures: 0 }).where('id', '=', session.accountId).execute();
    await tx.updateTable('session').set({ factor: 'totp' }).where('id', '=', session.sessionId).execute();
    audit(tx, { action: 'session.giveFactor', entity: 'account', entityId: session.accountId, path: '' });
    accessChanged(tx, session.accountId);
    return true;
  });
  if (!accepted) {
    await noteFailure(county, session.accountId);
    throw invalid('body.code', 'code.wrong');
  }
};

/** Sets a password of the person's own; every other session of the account ends. */
export const changePassword = async (county: County, session: { accountId: string; sessionId: string }, input: { current: string; next: string }): Promise<void> => {
  const scope = accountsScope(county, 'set password');
  const account = await county.read(scope).selectFrom('account').select(['password_hash', 'sign_in_name', 'display_name', 'failures', 'last_failure_at']).where('id', '=', session.accountId).executeTakeFirstOrThrow();
  refuseSlowly(account.failures, account.last_failure_at, county.now());
  if (!(await verifyPassword(account.password_hash ?? (await decoy), input.current))) {
    await noteFailure(county, session.accountId);
    throw invalid('body.current', 'password.wrong');
  }
  const problem = passwordProblem(input.next, [account.sign_in_name, account.display_name]);
  if (problem !== null) throw invalid('body.next', problem);
  if (input.next === input.current) throw invalid('body.next', 'password.same');
  const digest = await hashPassword(input.next);
  await county.write(scope, async (tx) => {
    const now = county.now().toISOString();
    await tx.updateTable('account').set({ password_hash: digest, password_set_at: now, must_set_password: false, failures: 0 }).where('id', '=', session.accountId).execute();
    await tx.updateTable('session').set({ ended_at: now }).where('account_id', '=', session.accountId).where('id', '<>', session.sessionId).where('ended_at', 'is', null).execute();
    audit(tx, { action: 'session.setPassword', entity: 'account', entityId: session.accountId, path: '' });
    accessChanged(tx, session.accountId);
  });
};

export const chooseGrant = async (tx: Tx, county: County, session: { accountId: string; sessionId: string }, grantId: string): Promise<void> => {
  const grant = (await grantsOf(tx, session.accountId, county.today())).find((g) => g.id === grantId);
  if (!grant) throw new AppError('not_found');
  await tx.updateTable('session').set({ grant_id: grantId }).where('id', '=', session.sessionId).execute();
  audit(tx, { action: 'session.chooseRole', entity: 'account', entityId: session.accountId, path: grant.path });
  accessChanged(tx, session.accountId);
};

/** Ends one session of the account, or of anybody for who manages sessions. */
export const closeSession = async (tx: Tx, county: County, accountId: string, sessionId: string): Promise<boolean> => {
  const ended = await tx
    .updateTable('session')
    .set({ ended_at: county.now().toISOString() })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  audit(tx, { action: 'session.end', entity: 'session', entityId: sessionId, path: '' });
  accessChanged(tx, accountId);
  return ended !== undefined;
};
