import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { accountsScope } from '../access.ts';
import { addressBudget, addressKey, secondsLeft, spend, type Bucket, type Budget } from './rules.ts';

const maxEntries = 50_000;

/** Keeps the newest entries only: what is forgotten first is what was touched longest ago. */
const put = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key);
  map.set(key, value);
  if (map.size > maxEntries) map.delete(map.keys().next().value as string);
};

interface Count {
  readonly failures: number;
  readonly at: number;
}

/** What one process remembers of failed sign-ins in a county; never written down. */
interface Remembered {
  readonly addresses: Map<string, Bucket>;
  /** Failures under names that nobody has: they slow down like the others, so that the wait tells nothing. */
  readonly strangers: Map<string, Count>;
  readonly devices: Map<string, Count>;
}

const remembered = new WeakMap<County, Remembered>();
const of = (county: County): Remembered => {
  const known = remembered.get(county) ?? { addresses: new Map(), strangers: new Map(), devices: new Map() };
  remembered.set(county, known);
  return known;
};

const wait = (seconds: number): void => {
  if (seconds > 0) throw new AppError('slow_down', { retryAfter: seconds });
};

/**
 * Takes one attempt from the address's budget; a right password gives it back. What else can be guessed or flooded has a budget of
 * its own: whoever guesses codes keeps nobody of the village from signing in. @throws AppError slow_down
 */
export const spendAttempt = (
  county: County,
  address: string,
  purpose = 'sign-in',
  budget: Budget = addressBudget,
): { giveBack(): void } => {
  const { addresses } = of(county);
  const key = `${purpose} ${addressKey(address)}`;
  const spent = spend(addresses.get(key), county.now().getTime(), budget);
  if ('wait' in spent) throw new AppError('slow_down', { retryAfter: spent.wait });
  put(addresses, key, spent.bucket);
  return {
    giveBack() {
      const now = addresses.get(key);
      if (now) put(addresses, key, { ...now, tokens: now.tokens + 1 });
    },
  };
};

/** How long after its last failure a count of this process no longer matters. */
const forgetMs = 60 * 60_000;
const alive = (count: Count | undefined, now: number): Count =>
  count === undefined || now - count.at > forgetMs ? { failures: 0, at: 0 } : count;

/** The same wait for a name that nobody has. @throws AppError slow_down */
const countStranger = (county: County, name: string): void => {
  const { strangers } = of(county);
  const key = createHash('sha256').update(name.toLowerCase()).digest('base64');
  const now = county.now().getTime();
  const count = alive(strangers.get(key), now);
  wait(secondsLeft(count.failures, count.failures === 0 ? null : count.at, now));
  put(strangers, key, { failures: count.failures + 1, at: now });
};

/**
 * Counts the attempt as failed before it is judged, so that many at once are no way around the slow-down; success takes
 * it back. An unknown name costs the same statements. `trusted`: a device that has signed in before is counted but not
 * slowed down by the failures of others. @throws AppError slow_down
 */
export const countAttempt = async (
  county: County,
  account: { readonly id: string | null; readonly name: string; readonly trusted: boolean },
): Promise<void> => {
  if (account.id === null) countStranger(county, account.name);
  await county.write(accountsScope(county, 'sign-in'), async (tx) => {
    const row = await tx
      .selectFrom('account')
      .select(['failures', 'last_failure_at'])
      .where('id', '=', account.id)
      .forUpdate()
      .executeTakeFirst();
    const now = county.now();
    if (row && !account.trusted)
      wait(
        secondsLeft(row.failures, row.last_failure_at === null ? null : Date.parse(row.last_failure_at), now.getTime()),
      );
    await tx
      .updateTable('account')
      .set((e) => ({ failures: e('failures', '+', 1), last_failure_at: now.toISOString() }))
      .where('id', '=', account.id)
      .execute();
    // Makes the commit of an unknown name as dear as that of a known one: it too has something to bring to the disk.
    await sql`select pg_logical_emit_message(true, 'sign-in', '')`.execute(tx);
  });
};

/** The attempt was right: alone (`whole`) it wipes the count, before a second factor it only takes itself back. */
export const takeBack = async (tx: Tx, accountId: string, whole: boolean): Promise<void> => {
  await tx
    .updateTable('account')
    .set((e) =>
      whole
        ? { failures: 0, last_failure_at: null }
        : { failures: e.fn<number>('greatest', [e('failures', '-', 1), e.val(0)]) },
    )
    .where('id', '=', accountId)
    .execute();
};

/** Leaves a trace of a refused sign-in, whoever it was; the name that was typed is not kept, it may be a password. */
export const noteRefusal = (county: County, accountId: string | null): Promise<void> =>
  county.write(accountsScope(county, 'sign-in'), async (tx) => {
    audit(tx, { action: 'session.refused', entity: 'account', entityId: accountId, path: '' });
  });

const proofOf = (county: County, accountId: string, nonce: string, passwordSetAt: string | null): string =>
  county.crypto.hash('known device', `${accountId} ${nonce} ${passwordSetAt ?? ''}`).toString('base64url');

interface Holder {
  readonly id: string;
  readonly password_set_at: string | null;
}

/** A mark for the browser that has just signed in; it ends with the next password. */
export const deviceMark = (county: County, account: Holder): string => {
  const nonce = randomBytes(12).toString('base64url');
  return `${nonce}.${proofOf(county, account.id, nonce, account.password_set_at)}`;
};

/** Whether the browser has signed in to this account before and has not been guessing since. */
export const isKnownDevice = (county: County, account: Holder, mark: string | undefined): boolean => {
  const [nonce, proof] = (mark ?? '').split('.');
  if (nonce === undefined || proof === undefined) return false;
  const right = Buffer.from(proofOf(county, account.id, nonce, account.password_set_at));
  const given = Buffer.from(proof);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return false;
  const { devices } = of(county);
  const now = county.now().getTime();
  const count = alive(devices.get(nonce), now);
  put(devices, nonce, { failures: count.failures + 1, at: now });
  return count.failures < 5;
};

export const forgiveDevice = (county: County, mark: string | undefined): void => {
  const nonce = mark?.split('.')[0];
  if (nonce !== undefined) of(county).devices.delete(nonce);
};
