import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { accountsScope, actingScope, grantsOf, type Acting } from '../access.ts';
import {
  countAttempt,
  deviceMark,
  forgiveDevice,
  isKnownDevice,
  noteRefusal,
  spendAttempt,
  takeBack,
} from '../attempts/commands.ts';
import { isPassword } from '../passwords/commands.ts';
import { newToken } from './access.ts';
import type { Role } from '../permissions/rules.ts';
import { firstPasswordLapsed, lacksFactor, sessionLimits } from './rules.ts';

export interface SignInAttempt {
  readonly name: string;
  readonly password: string;
  readonly device: string;
  readonly address: string;
  readonly requestId: string;
  /** The browser's mark of an earlier sign-in. */
  readonly mark: string | undefined;
  /** A session that the browser still has: the new one takes its place. */
  readonly former: { readonly accountId: string; readonly sessionId: string } | null;
}

export interface NewSession {
  readonly token: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly mark: string;
}

const wrong = (): AppError => new AppError('unauthenticated', { message: 'sign_in.wrong' });

const accountNamed = (county: County, name: string) =>
  county
    .read(accountsScope(county, 'sign-in'))
    .selectFrom('account')
    .select([
      'id',
      'display_name',
      'password_hash',
      'password_set_at',
      'password_issued_at',
      'must_set_password',
      'totp_confirmed_at',
      'disabled_at',
    ])
    .where((e) => e(e.fn('lower', ['sign_in_name']), '=', name.toLowerCase()))
    .executeTakeFirst();

/** One answer for an unknown name, a wrong password and a disabled account. @throws AppError unauthenticated, slow_down */
export const openSession = async (county: County, attempt: SignInAttempt): Promise<NewSession> => {
  const account = await accountNamed(county, attempt.name.normalize('NFKC'));
  const trusted = account !== undefined && isKnownDevice(county, account, attempt.mark);
  const budget = trusted ? null : spendAttempt(county, attempt.address);
  await countAttempt(county, { id: account?.id ?? null, name: attempt.name, trusted });
  const right = await isPassword(account?.password_hash, attempt.password);
  if (!account || !right || account.disabled_at !== null || firstPasswordLapsed(account, county.now())) {
    await noteRefusal(county, account?.id ?? null);
    throw wrong();
  }
  budget?.giveBack();
  if (trusted) forgiveDevice(county, attempt.mark);
  const { token, digest } = newToken(county.entry.code);
  const sessionId = newId();
  const acting: Acting = {
    accountId: account.id,
    sessionId,
    actor: account.display_name,
    role: 'none',
    requestId: attempt.requestId,
  };
  await county.write(actingScope(county, acting, 'sign-in'), async (tx) => {
    const grants = await grantsOf(tx, account.id, county.today());
    const only = grants.length === 1 ? grants[0] : undefined;
    const now = county.now();
    // Disabled or given another password while this one was being verified: the lock of the row tells.
    const still = await tx
      .selectFrom('account')
      .select(['disabled_at', 'password_hash'])
      .where('id', '=', account.id)
      .forUpdate()
      .executeTakeFirst();
    if (still?.disabled_at !== null || still.password_hash !== account.password_hash) throw wrong();
    await takeBack(
      tx,
      account.id,
      !lacksFactor({ factor: 'password', totp_confirmed_at: account.totp_confirmed_at, role: only?.role ?? null }),
    );
    await tx.updateTable('account').set({ last_sign_in_at: now.toISOString() }).where('id', '=', account.id).execute();
    if (attempt.former) await closeSession(tx, county, attempt.former.accountId, attempt.former.sessionId);
    await tx
      .insertInto('session')
      .values({
        id: sessionId,
        token_hash: digest,
        account_id: account.id,
        grant_id: only?.id ?? null,
        created_at: now.toISOString(),
        seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + sessionLimits(only?.role ?? null).absolute * 60_000).toISOString(),
        device: attempt.device,
      })
      .execute();
    audit(tx, { action: 'session.signIn', entity: 'account', entityId: account.id, path: only?.path ?? '' });
  });
  return { token, sessionId, accountId: account.id, mark: deviceMark(county, account) };
};

/** A session that no password opens: of an account that was made for whoever asks, in the practice county. */
export const openPrepared = async (
  county: County,
  { accountId, grantId, role, device }: { accountId: string; grantId: string; role: Role; device: string },
): Promise<string> => {
  if (county.entry.practiceOf === null) throw new Error('only a practice county opens sessions without a password');
  const { token, digest } = newToken(county.entry.code);
  const now = county.now();
  await county.write(accountsScope(county, 'practice'), async (tx) => {
    await tx
      .insertInto('session')
      .values({
        id: newId(),
        token_hash: digest,
        account_id: accountId,
        grant_id: grantId,
        created_at: now.toISOString(),
        seen_at: now.toISOString(),
        expires_at: new Date(now.getTime() + sessionLimits(role).absolute * 60_000).toISOString(),
        device,
      })
      .execute();
    audit(tx, { action: 'session.signIn', entity: 'account', entityId: accountId, path: '' });
  });
  return token;
};

export const chooseGrant = async (tx: Tx, county: County, session: Acting, grantId: string): Promise<void> => {
  const grant = (await grantsOf(tx, session.accountId, county.today())).find((g) => g.id === grantId);
  if (!grant) throw new AppError('not_found');
  await tx.updateTable('session').set({ grant_id: grantId }).where('id', '=', session.sessionId).execute();
  audit(tx, { action: 'session.chooseRole', entity: 'account', entityId: session.accountId, path: grant.path });
  accessChanged(tx, session.accountId);
};

/** Ends one session of the account. Answers whether it was alive. */
export const closeSession = async (
  tx: Tx,
  county: County,
  accountId: string,
  sessionId: string,
  action: 'session.end' | 'session.signOut' = 'session.end',
): Promise<boolean> => {
  const ended = await tx
    .updateTable('session')
    .set({ ended_at: county.now().toISOString() })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  audit(tx, { action, entity: 'session', entityId: sessionId, path: '' });
  accessChanged(tx, accountId);
  return ended !== undefined;
};

/** Ends every session of the account. Answers how many were alive. */
export const closeSessions = async (tx: Tx, county: County, accountId: string): Promise<number> => {
  const ended = await tx
    .updateTable('session')
    .set({ ended_at: county.now().toISOString() })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  accessChanged(tx, accountId);
  return ended.length;
};
