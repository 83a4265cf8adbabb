import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { newId } from '#shared/ids.ts';
import { generatePassword, hashPassword, newFactorSecret } from '#features/base/accounts/index.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
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
