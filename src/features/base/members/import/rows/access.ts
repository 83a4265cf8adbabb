import type { County } from '#platform/county/county.ts';
import type { Fields, RowProblem } from '../rules.ts';

/** What is kept of a row as ciphertext. */
export interface Sealed {
  readonly cells: readonly string[];
  readonly kinds: string;
  readonly problems: readonly RowProblem[];
  /** Columns that were mended. */
  readonly mended: readonly number[];
  /** Of somebody new: what was read, for the commit to make the file of. */
  readonly fields?: Fields;
}

export const openSealed = (county: County, row: { readonly sealed: Buffer }): Sealed =>
  JSON.parse(county.crypto.decrypt(row.sealed)) as Sealed;
