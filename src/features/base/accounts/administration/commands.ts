import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { accountsScope } from '../access.ts';
import { generatePassword, hashPassword } from '../passwords/commands.ts';
import { closeSession, closeSessions } from '../sessions/commands.ts';
import { allow, visibleAccounts } from './access.ts';
import type { changeAccount, createAccount } from './contract.ts';
import { accountOf, clockOf } from './queries.ts';
import type { AccountAct } from './rules.ts';

interface Note {
  readonly action: string;
  readonly accountId: string;
  readonly reason?: string;
  readonly changes?: readonly FieldChange[];
}

const note = (tx: Tx, { action, accountId, reason, changes }: Note): void =>
  audit(tx, {
    action,
    entity: 'account',
    entityId: accountId,
    path: '',
    reason: reason ?? null,
    changes: changes ?? null,
  });

const locked = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleAccounts(tx, scope).selectAll('a').where('a.id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** The account under lock, if the act is allowed and the version the newest. @throws AppError stale with the newer state */
const forAct = async (
  tx: Tx,
  county: County,
  scope: Scope,
  act: AccountAct,
  { id, version }: { readonly id: string; readonly version?: number },
) => {
  const row = await locked(tx, scope, id);
  allow(act, scope, row);
  if (version !== undefined && version !== row.version)
    throw new AppError('stale', { current: await accountOf(tx, scope, clockOf(county), id) });
  return row;
};

type PersonKey = NonNullable<z.output<typeof createAccount.body>['person']>;

/**
 * The person of exactly this name and ID number. Administrators see no person, so the look-up runs beside their scope;
 * a miss leaves a trace, so that nobody tries numbers out unseen. @throws AppError invalid
 */
const personOf = async (county: County, scope: Scope, { name, idNumber }: PersonKey): Promise<string> => {
  const row = await county
    .read(accountsScope(county, 'link person'))
    .selectFrom('person')
    .select('id')
    .where('id_number_hash', '=', county.crypto.hash('id_number', idNumber))
    .where('name', '=', name)
    .where('merged_into_id', 'is', null)
    .executeTakeFirst();
  if (row) return row.id;
  await county.write(scope, async (tx) =>
    audit(tx, { action: 'accounts.personUnknown', entity: 'account', entityId: null, path: '' }),
  );
  throw invalid('body.person.idNumber', 'person.unknown');
};

const refuseTakenName = async (tx: Tx, signInName: string, except: string | null): Promise<void> => {
  const taken = await tx
    .selectFrom('account')
    .select('id')
    .where((e) => e(e.fn('lower', ['sign_in_name']), '=', signInName.toLowerCase()))
    .executeTakeFirst();
  if (taken && taken.id !== except) throw invalid('body.signInName', 'sign_in_name.taken');
};

const refuseTakenPerson = async (tx: Tx, personId: string | null, except: string | null): Promise<void> => {
  if (personId === null) return;
  const taken = await tx
    .selectFrom('account')
    .select('id')
    .where('person_id', '=', personId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== except) throw invalid('body.person.idNumber', 'person.taken');
};

/** A new account without a password and without a role: nobody can sign in yet. Answers its id. */
export const create = async (
  tx: Tx,
  county: County,
  scope: Scope,
  { signInName, displayName, person }: z.output<typeof createAccount.body>,
): Promise<string> => {
  await refuseTakenName(tx, signInName, null);
  const personId = person === undefined ? null : await personOf(county, scope, person);
  await refuseTakenPerson(tx, personId, null);
  const id = newId();
  await tx
    .insertInto('account')
    .values({
      id,
      sign_in_name: signInName,
      display_name: displayName,
      person_id: personId,
      created_at: county.now().toISOString(),
    })
    .execute();
  note(tx, {
    action: 'accounts.create',
    accountId: id,
    changes: [
      { field: 'signInName', from: null, to: signInName },
      { field: 'displayName', from: null, to: displayName },
      { field: 'person', from: null, to: personId },
    ],
  });
  return id;
};

export const change = async (
  tx: Tx,
  county: County,
  scope: Scope,
  id: string,
  { version, signInName, displayName, person }: z.output<typeof changeAccount.body>,
): Promise<void> => {
  const row = await forAct(tx, county, scope, 'change', { id, version });
  if (signInName !== undefined) await refuseTakenName(tx, signInName, id);
  const personId = person === undefined ? row.person_id : await personOf(county, scope, person);
  if (row.disabled_at === null) await refuseTakenPerson(tx, personId, id);
  const next = {
    sign_in_name: signInName ?? row.sign_in_name,
    display_name: displayName ?? row.display_name,
    person_id: personId,
  };
  await tx
    .updateTable('account')
    .set({ ...next, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  const changes = [
    { field: 'signInName', from: row.sign_in_name, to: next.sign_in_name },
    { field: 'displayName', from: row.display_name, to: next.display_name },
    { field: 'person', from: row.person_id, to: next.person_id },
  ].filter(({ from, to }) => from !== to);
  note(tx, { action: 'accounts.change', accountId: id, changes });
  // Another person's account now: whoever is signed in is not that person.
  if (row.person_id !== personId) await closeSessions(tx, county, id);
  else accessChanged(tx, id);
};

/** A first password, shown once; it must be changed at the next sign-in, and every session ends. */
export const issue = async (county: County, scope: Scope, id: string, reason: string): Promise<string> => {
  const password = generatePassword();
  const digest = await hashPassword(password);
  await county.write(scope, async (tx) => {
    const row = await forAct(tx, county, scope, 'issuePassword', { id });
    const now = county.now().toISOString();
    await tx
      .updateTable('account')
      .set({
        password_hash: digest,
        must_set_password: true,
        password_issued_at: now,
        password_set_at: now,
        failures: 0,
        last_failure_at: null,
        version: row.version + 1,
      })
      .where('id', '=', id)
      .execute();
    note(tx, { action: 'accounts.issuePassword', accountId: id, reason });
    await closeSessions(tx, county, id);
  });
  return password;
};

export const resetFactor = async (
  tx: Tx,
  county: County,
  scope: Scope,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<void> => {
  const row = await forAct(tx, county, scope, 'resetFactor', { id, version });
  await tx
    .updateTable('account')
    .set({
      totp_secret: null,
      totp_key_id: null,
      totp_confirmed_at: null,
      factor_failures: 0,
      factor_failed_at: null,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  note(tx, { action: 'accounts.resetFactor', accountId: id, reason });
  await closeSessions(tx, county, id);
};

export const setDisabled = async (
  tx: Tx,
  county: County,
  scope: Scope,
  id: string,
  { version, reason, disabled }: { readonly version: number; readonly reason: string; readonly disabled: boolean },
): Promise<void> => {
  const row = await forAct(tx, county, scope, disabled ? 'disable' : 'enable', { id, version });
  if (!disabled) await refuseTakenPerson(tx, row.person_id, id);
  await tx
    .updateTable('account')
    .set({
      disabled_at: disabled ? county.now().toISOString() : null,
      disabled_reason: disabled ? reason : null,
      version: row.version + 1,
    })
    .where('id', '=', id)
    .execute();
  note(tx, { action: disabled ? 'accounts.disable' : 'accounts.enable', accountId: id, reason });
  await closeSessions(tx, county, id);
};

export const endSession = async (
  tx: Tx,
  county: County,
  scope: Scope,
  id: string,
  sessionId: string,
): Promise<boolean> => {
  await forAct(tx, county, scope, 'endSessions', { id });
  return closeSession(tx, county, id, sessionId);
};

export const endSessions = async (tx: Tx, county: County, scope: Scope, id: string): Promise<number> => {
  await forAct(tx, county, scope, 'endSessions', { id });
  note(tx, { action: 'accounts.endSessions', accountId: id });
  return closeSessions(tx, county, id);
};
