import type { Endpoint } from '#shared/endpoint.ts';
import { importBranches } from '../../branches/contract.ts';
import { importById, importList, importProblemGroups, importRows, type ImportState } from '../../contract.ts';
import type { ImportBatch, SheetView } from '../../contract.ts';

export type Batch = ImportBatch & { readonly sheets: readonly SheetView[] };

/** Reads that a change of one import makes old. */
export const touchedByImport = (id: string): readonly (Endpoint | readonly [Endpoint, object])[] => [
  importList,
  [importById, { params: { id } }],
  importRows,
  [importProblemGroups, { params: { id } }],
  [importBranches, { params: { id } }],
];

/** Something works on the import by itself; its page looks again until it is done. */
export const isBusy = (state: ImportState): boolean =>
  state === 'uploaded' || state === 'reading' || state === 'committing' || state === 'undoing';
