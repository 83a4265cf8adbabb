import {
  permissions as keys,
  permissionTable,
  roleFacts,
  roles,
  type Reach,
  type Role,
} from '#features/base/accounts/permissions/rules.ts';
import type { Text } from '#shared/text.ts';
import { cliTexts } from './messages.ts';
import { tableLines, type Terminal } from './terminal.ts';

const reachTexts: Readonly<Record<Reach, Text>> = {
  subtree: cliTexts.reachSubtree,
  self: cliTexts.reachSelf,
  none: cliTexts.reachNone,
};

/** Prints the table of roles and permissions that the platform itself asks. */
export const permissions = (terminal: Terminal): void => {
  const { language, text } = terminal;
  const label = (role: Role): string => roleFacts[role].label[language];
  const roleRows = roles.map((role) => [
    label(role),
    role,
    text(reachTexts[roleFacts[role].reach]),
    roleFacts[role].secondFactor ? text(cliTexts.yes) : '',
  ]);
  const roleHeadings = [
    cliTexts.columnRole,
    cliTexts.columnCode,
    cliTexts.columnReach,
    cliTexts.columnSecondFactor,
  ].map((t) => text(t));
  const rows = keys.map((key) => [key, permissionTable[key].map(label).join(text(cliTexts.listSeparator))]);
  const headings = [cliTexts.columnPermission, cliTexts.columnRoles].map((t) => text(t));
  terminal.result({ roles: roleFacts, permissions: permissionTable }, [
    ...tableLines(roleHeadings, roleRows),
    '',
    ...tableLines(headings, rows),
  ]);
};
