import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import type { DemoAccount } from '../seed/account-rows.ts';
import { cliTexts } from './messages.ts';
import { tableLines, type Terminal } from './terminal.ts';

/** One line per account, with the password that is shown this once. */
export const accountLines = (terminal: Terminal, accounts: readonly DemoAccount[]): string[] => {
  const { text, language } = terminal;
  const headings = [
    cliTexts.columnRole,
    cliTexts.columnAccount,
    cliTexts.columnPassword,
    cliTexts.columnHolder,
    cliTexts.columnOrganisation,
    cliTexts.columnFactor,
  ].map((t) => text(t));
  const rows = accounts.map((a) => [
    roleFacts[a.role].label[language],
    a.signInName,
    a.password,
    a.name,
    a.organisation,
    a.factorSecret ?? '',
  ]);
  return [text(cliTexts.accountsTitle), '', ...tableLines(headings, rows), '', text(cliTexts.factorHint)];
};
