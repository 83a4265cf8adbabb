import { sql } from 'kysely';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import {
  bytesColumn,
  columnNames,
  openArrayRows,
  textColumn,
  type ArrayColumn,
  type ArrayRows,
} from '#platform/db/array-rows.ts';
import type { Tx } from '#platform/db/types.ts';
import type { BatchRow } from '../access.ts';
import type { Decision, Judged } from '../reading/commands.ts';
import type { Sealed } from '../rows/access.ts';

/** A row as it stands in the sheet, or as it was mended, with what was judged of it. */
export interface StagedRow {
  readonly seq: number;
  /** Index of the sheet. */
  readonly sheet: number;
  readonly line: number;
  readonly hidden: boolean;
  readonly cells: readonly string[];
  readonly kinds: string;
  readonly mended: readonly number[];
  readonly decision: Decision | null;
  readonly judged: Judged;
}

/** Ciphertext of what a page shows of the row, its cells and its problems with the values in them, and of what the commit needs. */
const seal = (crypto: CryptoProvider, { cells, kinds, mended, judged }: StagedRow): Buffer => {
  const { problems, fields } = judged;
  const sealed: Sealed = { cells, kinds, problems, mended, ...(fields === undefined ? {} : { fields }) };
  return crypto.encrypt(JSON.stringify(sealed));
};

/** Between the texts of one value: keys of problems are words. */
const within = '\u0002';

const named = (judged: Judged, level: 'error' | 'warning'): string =>
  judged.problems.length === 0
    ? ''
    : judged.problems
        .filter((p) => p.level === level)
        .map((p) => `${p.field} ${p.message}`)
        .join(within);

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const texts = (name: string, of: (row: StagedRow) => string): ArrayColumn<StagedRow> => ({
  ...textColumn(name, 'text', of),
  read: (text) => sql`string_to_array(coalesce(${text}, ''), ${sql.lit(within)})`,
});

const columns: readonly ArrayColumn<StagedRow>[] = [
  textColumn('seq', 'int4', ({ seq }) => seq),
  textColumn('sheet', 'int2', ({ sheet }) => sheet),
  textColumn('line', 'int4', ({ line }) => line),
  textColumn('hidden', 'boolean', ({ hidden }) => hidden),
  textColumn('kind', 'import_row_kind', ({ judged }) => judged.kind),
  textColumn('skipped_as', 'text', ({ judged }) => judged.skippedAs),
  textColumn('name', 'text', ({ judged }) => judged.name),
  textColumn('branch_id', 'uuid', ({ judged }) => judged.branchId),
  textColumn('person_id', 'uuid', ({ judged }) => judged.personId),
  textColumn('membership_id', 'uuid', ({ judged }) => judged.membershipId),
  textColumn('person_version', 'int4', ({ judged }) => judged.personVersion),
  textColumn('membership_version', 'int4', ({ judged }) => judged.membershipVersion),
  {
    ...textColumn('id_number_hash', 'text', ({ judged }: StagedRow) => judged.idHash),
    read: (text) => sql`decode(${text}, 'hex')`,
  },
  texts('errors', ({ judged }) => named(judged, 'error')),
  texts('warnings', ({ judged }) => named(judged, 'warning')),
  textColumn('mended', 'boolean', ({ mended }) => mended.length > 0),
  textColumn('prepared', 'json', ({ judged }) => json(judged.prepared)),
  textColumn('former', 'json', ({ judged }) => json(judged.former)),
  textColumn('changes', 'jsonb', ({ judged }) => json(judged.changes)),
  textColumn('duplicates', 'jsonb', ({ judged }) => (judged.duplicates.length === 0 ? null : json(judged.duplicates))),
  textColumn('decision', 'text', ({ decision }) => decision?.decision ?? null),
  textColumn('decided_person_id', 'uuid', ({ decision }) => decision?.personId ?? null),
];

/** Rows as the database takes them. Made apart from writing, so that one goes on while the other waits. */
export type StagedRows = ArrayRows<StagedRow>;

export const openStaging = (crypto: CryptoProvider): StagedRows =>
  openArrayRows([bytesColumn('sealed', (row) => seal(crypto, row)), ...columns]);

const stagedAlone = (crypto: CryptoProvider, row: StagedRow): StagedRows => {
  const rows = openStaging(crypto);
  rows.add(row);
  return rows;
};

/** The reading that rows belong to, and the version that they begin with. */
export interface Reading {
  readonly batch: Pick<BatchRow, 'id' | 'org_path'>;
  readonly reading: number;
  readonly keyId: number;
  readonly version?: number;
}

export const insertStaged = async (
  tx: Tx,
  { batch, reading, keyId, version = 1 }: Reading,
  rows: StagedRows,
): Promise<void> => {
  const names = columnNames(rows.used());
  await sql`
    insert into import_row (batch_id, reading, org_path, key_id, version, ${names})
    select ${batch.id}, ${reading}::int4, ${batch.org_path}, ${keyId}::int4, ${version}::int4, ${rows.values()}
    from rows from (${rows.split()}) as t(${names})`.execute(tx);
};

/** A row that was judged anew takes the place of the one before, with the next version. */
export const replaceStaged = async (
  tx: Tx,
  crypto: CryptoProvider,
  batch: BatchRow,
  row: StagedRow,
  version: number,
): Promise<void> => {
  await tx
    .deleteFrom('import_row')
    .where('batch_id', '=', batch.id)
    .where('reading', '=', batch.reading)
    .where('seq', '=', row.seq)
    .execute();
  const at = { batch, reading: batch.reading, keyId: crypto.currentKeyId, version: version + 1 };
  await insertStaged(tx, at, stagedAlone(crypto, row));
};
