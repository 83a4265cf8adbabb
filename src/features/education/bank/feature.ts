import type { Feature } from '#platform/feature.ts';
import { readKind } from './import/commands.ts';
import { settleBankImports, sweepBankImports } from './import/jobs.ts';
import { readBankFile } from './import/reading/jobs.ts';
import { bankRoutes } from './routes.ts';
import { bankTodos } from './todos/queries.ts';

export const bank: Feature = {
  name: 'bank',
  routes: bankRoutes,
  todos: bankTodos,
  jobs: { [readKind]: readBankFile },
  settles: { [readKind]: settleBankImports },
  tasks: { 'bank.settleImports': settleBankImports, 'bank.sweepImports': sweepBankImports },
  crontab: ['*/5 * * * * bank.settleImports', '50 18 * * * bank.sweepImports'],
};
