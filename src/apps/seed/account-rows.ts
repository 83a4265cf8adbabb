import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { generatePassword, hashPassword, newFactorSecret } from '#features/base/accounts/index.ts';
import { drills } from '#features/base/accounts/drills/rules.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { deadline } from '#features/base/rules/rules.ts';
import { bytes, type Loader } from './loading.ts';
import type { Filed } from './organisation-rows.ts';
import type { AccountSeed, DemoRole } from './shapes.ts';

/** What is printed once: only the hash of the password stays. */
export interface DemoAccount {
  readonly role: DemoRole;
  readonly signInName: string;
  readonly password: string;
  /** Base32; null where the role needs no second factor. */
  readonly factorSecret: string | null;
  readonly name: string;
  readonly organisation: string;
}

export interface Holder {
  readonly personId: string;
  readonly name: string;
  /** The secretary's post: the role ends with it. */
  readonly postHoldingId: string | null;
}

/** Passed a month ago, so that the demonstration goes on as if its people had been trained. */
const putDrills = (loader: Loader, accountId: string, today: string): void => {
  const on = addDays(today, -30);
  for (const drill of drills) {
    const runId = newId();
    const at = `${on}T02:00:00Z`;
    loader.put('practice_run', {
      id: runId,
      account_id: accountId,
      drill,
      state: 'passed',
      findings: [],
      started_at: at,
      finished_at: at,
      version: 1,
    });
    loader.put('practice_right', {
      id: newId(),
      account_id: accountId,
      drill,
      run_id: runId,
      from_on: on,
      until_on: deadline('practice.validity', on).value,
      version: 1,
      created_at: 'now',
    });
  }
};

/** Accounts with passwords made for this installation; officers and administrators with a confirmed second factor. */
export const putAccounts = async (
  desk: { readonly loader: Loader; readonly crypto: CryptoProvider; readonly tree: ReadonlyMap<string, Filed> },
  seeds: readonly AccountSeed[],
  holderOf: (seed: AccountSeed) => Holder,
  today: string,
): Promise<DemoAccount[]> => {
  const secrets = seeds.map((seed) => ({
    password: generatePassword(),
    factor: roleFacts[seed.role].secondFactor ? newFactorSecret() : null,
  }));
  const hashes = await Promise.all(secrets.map(({ password }) => hashPassword(password)));
  return seeds.map((seed, index) => {
    const { password, factor } = secrets[index] ?? { password: '', factor: null };
    const organisation = desk.tree.get(seed.organisationKey);
    if (organisation === undefined) throw new Error(`no organisation ${seed.organisationKey}`);
    const holder = holderOf(seed);
    const accountId = newId();
    desk.loader.put('account', {
      id: accountId,
      person_id: holder.personId,
      sign_in_name: seed.signInName,
      display_name: holder.name,
      password_hash: hashes[index],
      password_set_at: 'now',
      must_set_password: false,
      totp_secret: factor === null ? null : bytes(desk.crypto.encrypt(factor)),
      totp_key_id: factor === null ? null : desk.crypto.currentKeyId,
      totp_confirmed_at: factor === null ? null : 'now',
      failures: 0,
      language: 'zh',
      version: 1,
      created_at: 'now',
    });
    desk.loader.put('role_grant', {
      id: newId(),
      account_id: accountId,
      role: seed.role,
      organisation_id: organisation.id,
      post_holding_id: seed.role === 'branch_secretary' ? holder.postHoldingId : null,
      from_on: today,
      version: 1,
      created_at: 'now',
    });
    putDrills(desk.loader, accountId, today);
    return {
      role: seed.role,
      signInName: seed.signInName,
      password,
      factorSecret: factor,
      name: holder.name,
      organisation: organisation.seed.shortName,
    };
  });
};
