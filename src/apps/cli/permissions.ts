import { permissionTableText } from '#features/base/accounts/index.ts';
import { permissionTable, roleFacts } from '#features/base/accounts/permissions/rules.ts';
import type { Terminal } from './terminal.ts';

/** Prints the table of roles and permissions that the platform itself asks. */
export const permissions = (terminal: Terminal): void =>
  terminal.result(
    { roles: roleFacts, permissions: permissionTable },
    permissionTableText(terminal.language).split('\n'),
  );
