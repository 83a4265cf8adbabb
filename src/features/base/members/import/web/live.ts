import type { LiveTable } from '#webkit/live.ts';
import { importList } from '../contract.ts';
import { touchedByImport } from './parts/reads.ts';

export const live: LiveTable = [
  { kind: 'imports', touches: () => [importList] },
  { kind: 'import', touches: touchedByImport },
];
