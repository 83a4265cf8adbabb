import { bankCategories, bankItem, bankList } from '../../contract.ts';
import { bankImport, bankImportRows, bankImports } from '../../import/contract.ts';

/** Reads that a change of questions makes old. */
export const touchedByItems = [bankList, bankItem, bankCategories];

/** Reads that a change of an import makes old. */
export const touchedByImport = [bankImports, bankImport, bankImportRows];
