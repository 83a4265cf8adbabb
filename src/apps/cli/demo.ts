import { systemScope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import { factorCode, generatePassword, hashPassword } from '#features/base/accounts/index.ts';
import { roles, type Role } from '#features/base/accounts/permissions/rules.ts';
import type { DemoAccount } from '../seed/account-rows.ts';
import { accountLines } from './accounts-table.ts';
import { chooseDemo, withCounty, withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

export interface DemoCommand {
  readonly county?: string;
}

const accountsScope = (county: County) =>
  systemScope(county.entry.code, 'zhibu demo', { guard: 'accounts', source: 'command line' });

const step = 30_000;

/** Prints the six digits that the second factor of a demonstration account asks for now. */
export const demoCode = (terminal: Terminal, account: string, { county: code }: DemoCommand): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    const entry = await chooseDemo(terminal, deployment, code);
    const secret = await withCounty(deployment, entry, async (county) => {
      const db = county.read(accountsScope(county));
      const row = await db
        .selectFrom('account')
        .select('totp_secret')
        .where((e) => e(e.fn('lower', ['sign_in_name']), '=', account.toLowerCase()))
        .executeTakeFirst();
      return row?.totp_secret ? county.crypto.decrypt(row.totp_secret) : null;
    });
    if (secret === null)
      throw new CommandFailure(
        exitCodes.missing,
        'account_unknown',
        terminal.text(cliTexts.accountUnknown, { account }),
      );
    const now = Date.now();
    const seconds = Math.ceil((step - (now % step)) / 1000);
    const digits = factorCode(secret, now);
    terminal.result({ account, code: digits, seconds }, [
      terminal.text(cliTexts.code, { account, code: digits, seconds }),
    ]);
  });

const printedRows = (county: County) =>
  county
    .read(accountsScope(county))
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .innerJoin('organisation as o', 'o.id', 'g.organisation_id')
    .where('g.ended_at', 'is', null)
    .where('a.disabled_at', 'is', null)
    .select(['a.id', 'a.sign_in_name', 'a.display_name', 'a.totp_secret', 'g.role', 'o.short_name'])
    .orderBy('a.id')
    .execute();

const isDemoName = (name: string, role: Role): boolean => name.replace(/-\d+$/, '') === role.replaceAll('_', '-');

const renew = async (county: County): Promise<DemoAccount[]> => {
  const rows = (await printedRows(county)).filter(
    (row) => roles.includes(row.role) && isDemoName(row.sign_in_name, row.role),
  );
  const passwords = rows.map(() => generatePassword());
  const hashes = await Promise.all(passwords.map(hashPassword));
  await county.write(accountsScope(county), async (tx) => {
    for (const [index, { id }] of rows.entries()) {
      await tx
        .updateTable('account')
        .set((e) => ({
          password_hash: hashes[index] ?? null,
          must_set_password: false,
          failures: 0,
          last_failure_at: null,
          version: e('version', '+', 1),
        }))
        .where('id', '=', id)
        .execute();
      audit(tx, {
        action: 'accounts.issuePassword',
        entity: 'account',
        entityId: id,
        path: '/',
        reason: 'zhibu demo-accounts',
      });
      accessChanged(tx, id);
    }
  });
  return rows.map((row, index) => ({
    role: row.role,
    signInName: row.sign_in_name,
    password: passwords[index] ?? '',
    factorSecret: row.totp_secret === null ? null : county.crypto.decrypt(row.totp_secret),
    name: row.display_name,
    organisation: row.short_name,
  }));
};

/** Gives every account that the demonstration was made with a new password, and prints the table again. */
export const demoAccounts = (terminal: Terminal, { county: code }: DemoCommand): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    const entry = await chooseDemo(terminal, deployment, code);
    const accounts = await withCounty(deployment, entry, renew);
    terminal.result({ county: entry.code, accounts }, accountLines(terminal, accounts));
  });
