import { sql } from 'kysely';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { Tx } from '#platform/db/types.ts';
import type { BatchRow } from '../access.ts';
import type { Decision, Judged } from '../reading/commands.ts';

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

/** Ciphertext of what a page shows of the row: its cells, and its problems with the values in them. */
const seal = (crypto: CryptoProvider, { cells, kinds, mended, judged }: StagedRow): string => {
  const text = JSON.stringify({ cells, kinds, problems: judged.problems, mended });
  return `\\x${crypto.encrypt(text).toString('hex')}`;
};

const named = (judged: Judged, level: 'error' | 'warning'): string[] =>
  judged.problems.filter((p) => p.level === level).map((p) => `${p.field} ${p.message}`);

const toRow = (
  crypto: CryptoProvider,
  batch: BatchRow,
  reading: number,
  staged: StagedRow,
): Readonly<Record<string, unknown>> => {
  const { judged, decision } = staged;
  return {
    batch_id: batch.id,
    reading,
    seq: staged.seq,
    org_path: batch.org_path,
    sheet: staged.sheet,
    line: staged.line,
    hidden: staged.hidden,
    kind: judged.kind,
    skipped_as: judged.skippedAs,
    name: judged.name,
    branch_id: judged.branchId,
    person_id: judged.personId,
    membership_id: judged.membershipId,
    person_version: judged.personVersion,
    membership_version: judged.membershipVersion,
    id_number_hash: judged.idHash === null ? null : `\\x${judged.idHash.toString('hex')}`,
    errors: named(judged, 'error'),
    warnings: named(judged, 'warning'),
    sealed: seal(crypto, staged),
    mended: staged.mended.length > 0,
    key_id: crypto.currentKeyId,
    prepared: judged.prepared,
    former: judged.former,
    changes: judged.changes,
    duplicates: judged.duplicates.length === 0 ? null : judged.duplicates,
    decision: decision?.decision ?? null,
    decided_person_id: decision?.personId ?? null,
    version: 1,
  };
};

/** Rows as the database takes them in one statement; made apart from writing, so that one goes on while the other waits. */
export const stagedText = (
  crypto: CryptoProvider,
  batch: BatchRow,
  reading: number,
  rows: readonly StagedRow[],
): string => JSON.stringify(rows.map((row) => toRow(crypto, batch, reading, row)));

export const insertStaged = async (tx: Tx, text: string): Promise<void> => {
  await sql`insert into import_row select * from json_populate_recordset(null::import_row, ${text}::json)`.execute(tx);
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
  await insertStaged(tx, JSON.stringify([{ ...toRow(crypto, batch, batch.reading, row), version: version + 1 }]));
};
