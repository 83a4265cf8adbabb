import { randomBytes, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { actingScope, type Acting } from '../access.ts';
import { countAttempt, noteRefusal } from '../attempts/commands.ts';
import { newToken } from '../sessions/access.ts';
import { lacksFactor } from '../sessions/rules.ts';
import { passwordProblem, readableCharacters } from './rules.ts';

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

export const hashPassword = (password: string): Promise<string> =>
  oneOfFew(() => hash(password.normalize('NFKC'), argon));

// Verified where there is none, so that both answers take the same time.
let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a digest the answer is no, and takes as long. */
export const isPassword = async (digest: string | null | undefined, password: string): Promise<boolean> => {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const against = digest ?? (await decoy);
  const right = await oneOfFew(() => verify(against, password.normalize('NFKC')));
  return right && digest !== null && digest !== undefined;
};

/** A first password to be read from paper: three groups of four, 59 bits. */
export const generatePassword = (): string => {
  const draw = (): string => readableCharacters.charAt(randomInt(readableCharacters.length));
  return Array.from({ length: 3 }, () => Array.from({ length: 4 }, draw).join('')).join('-');
};

/**
 * Sets a password of the person's own. Every other session of the account ends and this one gets a new token, which is
 * answered. @throws AppError invalid, slow_down; second_factor_required while the second factor is still to be given
 */
export const changePassword = async (
  county: County,
  session: Acting,
  input: { current: string; next: string },
): Promise<string> => {
  const scope = actingScope(county, session, 'set password');
  const account = await county
    .read(scope)
    .selectFrom('account as a')
    .innerJoin('session as s', 's.account_id', 'a.id')
    .leftJoin('role_grant as g', 'g.id', 's.grant_id')
    .select(['a.password_hash', 'a.sign_in_name', 'a.display_name', 'a.totp_confirmed_at', 's.factor', 'g.role'])
    .where('a.id', '=', session.accountId)
    .where('s.id', '=', session.sessionId)
    .executeTakeFirstOrThrow();
  if (lacksFactor(account)) throw new AppError('second_factor_required');
  await countAttempt(county, { id: session.accountId, name: '', trusted: false });
  if (!(await isPassword(account.password_hash, input.current))) {
    await noteRefusal(county, session.accountId);
    throw invalid('body.current', 'password.wrong');
  }
  const problem =
    input.next === input.current
      ? 'password.same'
      : passwordProblem(input.next, [account.sign_in_name, account.display_name]);
  const digest = problem === null ? await hashPassword(input.next) : null;
  const { token, digest: tokenHash } = newToken(county.entry.code);
  await county.write(scope, async (tx) => {
    const now = county.now().toISOString();
    // The present password was right, whatever the new one is like.
    await tx
      .updateTable('account')
      .set({ failures: 0, last_failure_at: null })
      .where('id', '=', session.accountId)
      .execute();
    if (digest === null) return;
    await tx
      .updateTable('account')
      .set((e) => ({
        password_hash: digest,
        password_set_at: now,
        must_set_password: false,
        version: e('version', '+', 1),
      }))
      .where('id', '=', session.accountId)
      .execute();
    await tx
      .updateTable('session')
      .set({ ended_at: now })
      .where('account_id', '=', session.accountId)
      .where('id', '<>', session.sessionId)
      .where('ended_at', 'is', null)
      .execute();
    await tx.updateTable('session').set({ token_hash: tokenHash }).where('id', '=', session.sessionId).execute();
    audit(tx, { action: 'session.setPassword', entity: 'account', entityId: session.accountId, path: '' });
    accessChanged(tx, session.accountId);
  });
  if (problem !== null) throw invalid('body.next', problem);
  return token;
};
