import { sql, type RawBuilder } from 'kysely';
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
const seal = (crypto: CryptoProvider, { cells, kinds, mended, judged }: StagedRow): string =>
  crypto.encrypt(JSON.stringify({ cells, kinds, problems: judged.problems, mended })).toString('hex');

/** Separators of rows, and of the texts within one. JSON escapes them, keys of problems are words, and no name that is right holds one. */
const [between, within] = ['\u0001', '\u0002'];

const named = (judged: Judged, level: 'error' | 'warning'): string =>
  judged.problems.length === 0
    ? ''
    : judged.problems
        .filter((p) => p.level === level)
        .map((p) => `${p.field} ${p.message}`)
        .join(within);

const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value));

type Text = string | number | boolean | null;

/** A column of `import_row`: how its values are told as text ('' is null), and how the database reads the text. */
interface Column {
  readonly name: string;
  readonly of: (row: StagedRow, crypto: CryptoProvider) => Text;
  readonly read: (text: RawBuilder<unknown>) => RawBuilder<unknown>;
}

const column = (name: string, type: string, of: Column['of']): Column => ({
  name,
  of,
  read: (text) => sql`${text}::${sql.raw(type)}`,
});
const bytes = (name: string, of: Column['of']): Column => ({ name, of, read: (text) => sql`decode(${text}, 'hex')` });
const texts = (name: string, of: Column['of']): Column => ({
  name,
  of,
  read: (text) => sql`string_to_array(coalesce(${text}, ''), ${sql.lit(within)})`,
});

const columns: readonly Column[] = [
  column('seq', 'int4', (row) => row.seq),
  column('sheet', 'int2', (row) => row.sheet),
  column('line', 'int4', (row) => row.line),
  column('hidden', 'boolean', (row) => row.hidden),
  column('kind', 'import_row_kind', ({ judged }) => judged.kind),
  column('skipped_as', 'text', ({ judged }) => judged.skippedAs),
  column('name', 'text', ({ judged }) => judged.name),
  column('branch_id', 'uuid', ({ judged }) => judged.branchId),
  column('person_id', 'uuid', ({ judged }) => judged.personId),
  column('membership_id', 'uuid', ({ judged }) => judged.membershipId),
  column('person_version', 'int4', ({ judged }) => judged.personVersion),
  column('membership_version', 'int4', ({ judged }) => judged.membershipVersion),
  bytes('id_number_hash', ({ judged }) => judged.idHash),
  texts('errors', ({ judged }) => named(judged, 'error')),
  texts('warnings', ({ judged }) => named(judged, 'warning')),
  bytes('sealed', (row, crypto) => seal(crypto, row)),
  column('mended', 'boolean', (row) => row.mended.length > 0),
  column('prepared', 'json', ({ judged }) => json(judged.prepared)),
  column('former', 'json', ({ judged }) => json(judged.former)),
  column('changes', 'jsonb', ({ judged }) => json(judged.changes)),
  column('duplicates', 'jsonb', ({ judged }) => (judged.duplicates.length === 0 ? null : json(judged.duplicates))),
  column('decision', 'text', (row) => row.decision?.decision ?? null),
  column('decided_person_id', 'uuid', (row) => row.decision?.personId ?? null),
];

const names = sql.join(columns.map(({ name }) => sql.ref(name)));
const values = sql.join(columns.map(({ name, read }) => read(sql.ref(`t.${name}`))));

/**
 * Rows as the database takes them, column by column: splitting a text costs it a fraction of what one document of all rows
 * costs. Made apart from writing, so that one goes on while the other waits.
 */
export type StagedTexts = readonly Buffer[];

interface LongText {
  add(text: string): void;
  bytes(): Buffer;
}

/** A text that grows outside of the heap: the pieces of thousands of rows would otherwise outlive the young generation. */
const longText = (): LongText => {
  let buffer = Buffer.allocUnsafe(1_024);
  let used = 0;
  return {
    add: (text) => {
      // A UTF-16 unit takes three bytes at most.
      if (used + text.length * 3 > buffer.length) {
        const larger = Buffer.allocUnsafe(2 * (buffer.length + text.length * 3));
        larger.set(buffer.subarray(0, used));
        buffer = larger;
      }
      used += buffer.write(text, used);
    },
    bytes: () => buffer.subarray(0, used),
  };
};

/** Takes rows one by one: what was judged of a row is told at once and need not be kept until the others are. */
export interface Staging {
  add(row: StagedRow): void;
  texts(): StagedTexts;
}

export const openStaging = (crypto: CryptoProvider): Staging => {
  const told = columns.map(({ of }) => ({ of, text: longText() }));
  let rows = 0;
  return {
    add: (row) => {
      for (const { of, text } of told) {
        if (rows > 0) text.add(between);
        text.add(String(of(row, crypto) ?? ''));
      }
      rows += 1;
    },
    texts: () => told.map(({ text }) => text.bytes()),
  };
};

const stagedText = (crypto: CryptoProvider, row: StagedRow): StagedTexts => {
  const staging = openStaging(crypto);
  staging.add(row);
  return staging.texts();
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
  staged: StagedTexts,
): Promise<void> => {
  const split = sql.join(staged.map((text) => sql`string_to_table(${text}, ${sql.lit(between)}, '')`));
  await sql`
    insert into import_row (batch_id, reading, org_path, key_id, version, ${names})
    select ${batch.id}, ${reading}::int4, ${batch.org_path}, ${keyId}::int4, ${version}::int4, ${values}
    from rows from (${split}) as t(${names})`.execute(tx);
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
  await insertStaged(tx, at, stagedText(crypto, row));
};
