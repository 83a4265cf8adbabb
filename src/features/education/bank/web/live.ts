import type { LiveTable } from '#webkit/live.ts';
import { bankCategories, bankItem, bankList } from '../contract.ts';
import { bankImport, bankImportRows, bankImports } from '../import/contract.ts';

export const live: LiveTable = [
  { kind: 'bank', touches: () => [bankList, bankItem, bankCategories] },
  { kind: 'bankImports', touches: () => [bankImports, bankImport, bankImportRows] },
];
