/** The field catalogue against the migrated database: what holds something about a person is declared, and what is declared is there. */
import { beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { catalogue, derivedColumns, technicalColumns, technicalColumnsOf } from '#features/base/members/catalogue.ts';
import { useCounty } from '#test/harness/county.ts';

const county = useCounty();

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}
let columns: readonly Column[] = [];
let guarded: ReadonlySet<string> = new Set();

beforeAll(async () => {
  const admin = new pg.Client({ ...county.current.admin });
  await admin.connect();
  const { schema } = county.current.entry;
  const found = await admin.query<Column>(
    `select table_name as "table", column_name as "column", data_type as type from information_schema.columns where table_schema = $1`,
    [schema],
  );
  columns = found.rows;
  const forced = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relrowsecurity and relforcerowsecurity`,
    [schema],
  );
  guarded = new Set(forced.rows.map((row) => row.name));
  await admin.end();
});

const nameOf = (table: string, column: string): string => `${table}.${column}`;
const declared = new Set(catalogue.map((field) => nameOf(field.table, field.column)));
const isTold = ({ table, column }: Pick<Column, 'table' | 'column'>): boolean =>
  declared.has(nameOf(table, column)) ||
  nameOf(table, column) in derivedColumns ||
  technicalColumns.includes(column) ||
  (technicalColumnsOf[table] ?? []).includes(column);

/**
 * Tables about people that hold nothing of their own to declare: what they say of a person is a copy of declared fields under
 * way (imports, jobs, approvals), or what was done and by whom (the audit). Each is swept or sealed as its reason says.
 */
const passing: Readonly<Record<string, string>> = {
  audit_event: 'what was done; values of sensitive fields as ciphertext',
  job: 'work under way, on whose behalf',
  approval: 'an act that waits, without sensitive values',
  file: 'names of files',
  saved_filter: 'what somebody looks for',
  idempotency: 'replies kept for a retry, as pages show them',
  practice_run: 'a drill of an account: which, when, and what was found of invented people',
  practice_right: 'which drill an account holds until when, and why without one',
  branch_tally: 'numbers of a branch, of nobody',
  transfer: 'a letter under way: what it says of the member is a sealed copy of declared fields',
  dues_treasurer: 'who keeps the dues of a branch: the account and its display name, with the decision',
  inflow: 'who is away: a sealed copy of declared fields for the branch where they live',
  meeting_guest: 'who sat in at a meeting: name and own organisation, sealed',
  transfer_event: 'steps of a transfer, and by whom',
  admission_case: 'how far an application has come, by days and steps',
  admission_paper: 'which paper of a case exists, and where its original lies',
  admission_fact: 'a dated step of admission, and by whom it was recorded',
  admission_extra_record: 'a local extra of admission, by day',
  organisation_event: 'what happened to an organisation, and by which account',
  notice: 'what an account was told of, with names of organisations and subjects only',
  notice_delivery: 'how far a notice has come on a channel',
  notice_setting: 'which notices an account wants',
  todo_handover: 'which matter one account has handed to another, with a word about it',
};

describe('the field catalogue and the database', () => {
  test('no list names a column or a table that is not there', () => {
    const there = new Set(columns.map(({ table, column }) => nameOf(table, column)));
    const listed = Object.entries(technicalColumnsOf).flatMap(([table, own]) =>
      own.map((column) => nameOf(table, column)),
    );
    expect(listed.filter((name) => !there.has(name) || declared.has(name))).toEqual([]);
    const tables = new Set(columns.map(({ table }) => table));
    expect(Object.keys(passing).filter((table) => !tables.has(table))).toEqual([]);
  });

  test('every declared column is there', () => {
    const there = new Set(columns.map(({ table, column }) => nameOf(table, column)));
    expect([...declared, ...Object.keys(derivedColumns)].filter((name) => !there.has(name))).toEqual([]);
  });

  test('every column of a table with declared fields is declared, derived or technical', () => {
    const tables = new Set(catalogue.map((field) => field.table));
    const untold = columns.filter((column) => tables.has(column.table) && !isTold(column));
    expect(untold.map(({ table, column }) => nameOf(table, column))).toEqual([]);
  });

  test('every other table that points to a person or an account says why nothing in it is declared', () => {
    const tables = new Set(catalogue.map((field) => field.table));
    const pointing = columns.filter(({ column }) => column === 'person_id' || column === 'account_id');
    const silent = new Set(
      pointing.map(({ table }) => table).filter((table) => !tables.has(table) && !(table in passing)),
    );
    expect([...silent]).toEqual([]);
  });

  test('every table with declared fields has forced row-level security', () => {
    const loose = [...new Set(catalogue.map((field) => field.table))].filter((table) => !guarded.has(table));
    expect(loose).toEqual([]);
  });

  test('every encrypted field is a column of bytes, and no other declared column is', () => {
    const types = new Map(columns.map(({ table, column, type }) => [nameOf(table, column), type]));
    const wrong = catalogue.filter(
      (field) => (field.kind === 'encrypted') !== (types.get(nameOf(field.table, field.column)) === 'bytea'),
    );
    expect(wrong.map((field) => nameOf(field.table, field.column))).toEqual([]);
  });

  test('a column that nobody declared is found', () => {
    for (const [table, column] of [
      ['person', 'religion'],
      ['membership', 'salary'],
      ['account', 'mother_name'],
    ] as const)
      expect(isTold({ table, column })).toBe(false);
  });
});
