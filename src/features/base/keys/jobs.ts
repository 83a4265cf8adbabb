import { sql } from 'kysely';
import { z } from 'zod';
import { systemScope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { JobHandler, JobRun } from '#platform/jobs/jobs.ts';
import { AppError } from '#shared/errors.ts';
import { keysWrite, needsRenewal, rotationKind } from './queries.ts';
import { batchSize, passes, sealedTables, type SealedTable } from './rules.ts';

type Row = { readonly id: string } & Readonly<Record<string, Buffer | string | null>>;

const countOf = async (county: County, sealed: SealedTable, target: number): Promise<number> => {
  const { rows } = await keysWrite(county, (tx) =>
    sql<{
      rows: number;
    }>`select count(*)::int4 as rows from ${sql.table(sealed.table)} t where ${needsRenewal(sealed, target)}`.execute(
      tx,
    ),
  );
  return rows[0]?.rows ?? 0;
};

/** The next rows to renew, locked. A row that somebody is editing is left for the next pass. */
const nextRows = async (tx: Tx, sealed: SealedTable, target: number, after: string): Promise<readonly Row[]> => {
  const columns = sql.join([sql.ref('id'), ...sealed.columns.map((column) => sql.ref(column))]);
  const { rows } = await sql<Row>`
    select ${columns} from ${sql.table(sealed.table)} t where t.id > ${after} and ${needsRenewal(sealed, target)}
    order by t.id limit ${batchSize} for update skip locked`.execute(tx);
  return rows;
};

const writeRows = async (
  tx: Tx,
  county: County,
  sealed: SealedTable,
  target: number,
  rows: readonly Row[],
): Promise<void> => {
  const { crypto } = county;
  const renewed = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(
      sealed.columns.map((column) => {
        const value = row[column] ?? null;
        return [column, value instanceof Buffer ? crypto.encrypt(crypto.decrypt(value)).toString('hex') : null];
      }),
    ),
  }));
  const set = sql.join(
    sealed.columns.map((column) => sql`${sql.ref(column)} = decode(${sql.ref(`s.${column}`)}, 'hex')`),
  );
  const shape = sql.join([sql`id uuid`, ...sealed.columns.map((column) => sql`${sql.ref(column)} text`)]);
  // The version of the row stays: nothing changes for whoever has the file open.
  await sql`update ${sql.table(sealed.table)} t set ${set}, ${sql.ref(sealed.keyColumn)} = ${target}
    from jsonb_to_recordset(${JSON.stringify(renewed)}::jsonb) as s(${shape}) where t.id = s.id`.execute(tx);
};

/** One pass over a table. Answers how many rows it renewed. */
const renewTable = async (
  run: JobRun,
  sealed: SealedTable,
  target: number,
  told: (rows: number) => Promise<void>,
): Promise<number> => {
  let renewed = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await keysWrite(run.county, async (tx) => {
      const found = await nextRows(tx, sealed, target, after);
      if (found.length > 0) await writeRows(tx, run.county, sealed, target, found);
      return found;
    });
    const last = rows.at(-1);
    if (last === undefined) return renewed;
    renewed += rows.length;
    after = last.id;
    await told(rows.length);
  }
};

const remaining = async (county: County, target: number): Promise<number> => {
  let rows = 0;
  for (const sealed of sealedTables) rows += await countOf(county, sealed, target);
  return rows;
};

/**
 * Renews every sealed value in batches while work goes on, pass after pass until none is left: edits under way and processes
 * that have not yet heard may still write with the former version. Running again after a kill continues where it was.
 */
export const rotationJob: JobHandler = async (run) => {
  const { county } = run;
  const { version } = z.object({ version: z.number().int() }).parse(run.payload);
  county.crypto.refresh();
  const target = county.crypto.currentKeyId;
  if (target < version) throw new Error(`key version ${version} is not in the keys of this process`);
  const total = await remaining(county, target);
  let done = 0;
  await run.progress({ done, total, phase: `v${target}` });
  const told = async (rows: number): Promise<void> => {
    done += rows;
    await run.progress({ done, total: Math.max(total, done) });
  };
  for (let pass = 1; ; pass += 1) {
    for (const sealed of sealedTables) await renewTable(run, sealed, target, told);
    if ((await remaining(county, target)) === 0) break;
    if (pass === passes) throw new AppError('refused', { message: 'rotation_unfinished' });
    await new Promise((wait) => setTimeout(wait, 250));
  }
  await county.write(systemScope(county.entry.code, rotationKind), async (tx) =>
    audit(tx, {
      action: 'keys.renewed',
      entity: 'job',
      entityId: run.id,
      path: run.scope.path,
      changes: [{ field: 'rows', from: null, to: done }],
    }),
  );
  return { version: target, rows: done };
};
