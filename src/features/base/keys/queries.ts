import { sql } from 'kysely';
import { z } from 'zod';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { KeyState } from './contract.ts';
import { sealedTables, type SealedTable } from './rules.ts';

export const rotationKind = 'keys.rotate';

/** Over the whole county, accounts and voided rows included; whoever asks sees numbers of rows only. */
export const keysWrite = <T>(county: County, work: (tx: Tx) => Promise<T>): Promise<T> =>
  county.write(systemScope(county.entry.code, rotationKind, { guard: 'accounts' }), work, {
    settings: { 'app.voided': 'on' },
  });

/** Whether a row holds a value that is sealed with another version than `target`. */
export const needsRenewal = ({ columns }: SealedTable, target: number) =>
  sql<boolean>`(${sql.join(
    columns.map((column) => sql`coalesce(get_byte(${sql.ref(`t.${column}`)}, 0) <> ${target}, false)`),
    sql` or `,
  )})`;

interface Counted {
  readonly table: string;
  readonly version: number;
  readonly rows: number;
}

/** Rows that hold at least one value of a version, as the values themselves say. */
const countsOf = async (tx: Tx): Promise<readonly Counted[]> => {
  const parts = sealedTables.flatMap(({ table, columns }) => {
    const versions = sql.join(columns.map((column) => sql`get_byte(${sql.ref(`t.${column}`)}, 0)`));
    return sql`
      select ${sql.lit(table)} as "table", v.version, count(distinct t.id)::int4 as rows
      from ${sql.table(table)} t cross join lateral unnest(array[${versions}]) as v(version)
      where v.version is not null group by v.version`;
  });
  const { rows } = await sql<Counted>`${sql.join(parts, sql` union all `)} order by 1, 2`.execute(tx);
  return rows;
};

const jobsScope = (county: County): Scope => systemScope(county.entry.code, rotationKind, { guard: 'jobs' });

/** The job of a rotation that waits or runs, whoever asked for it. */
export const runningRotation = (county: County) =>
  county
    .read(jobsScope(county))
    .selectFrom('job')
    .select(['id', 'done', 'total', 'started_at', 'account_id'])
    .where('kind', '=', rotationKind)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();

const ended = ['done', 'failed', 'cancelled'] as const;
const Result = z.object({ version: z.number().int() });
const Fault = z.object({ message: z.string() });

const lastRotation = async (county: County): Promise<z.input<typeof KeyState>['last']> => {
  const job = await county
    .read(jobsScope(county))
    .selectFrom('job')
    .select(['state', 'finished_at', 'result', 'error'])
    .where('kind', '=', rotationKind)
    .where('state', 'in', ended)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const state = ended.find((one) => one === job?.state);
  if (job === undefined || state === undefined || job.finished_at === null) return null;
  return {
    state,
    finishedAt: job.finished_at,
    version: Result.safeParse(job.result).data?.version ?? null,
    error: Fault.safeParse(job.error).data?.message ?? null,
  };
};

/** Versions of the keys and what they still seal. */
export const keyStateOf = async (county: County, scope: Scope): Promise<z.input<typeof KeyState>> => {
  const [{ counts, files }, running, last] = await Promise.all([
    keysWrite(county, async (tx) => ({
      counts: await countsOf(tx),
      files: await tx
        .selectFrom('file')
        .select(['key_id', (e) => e.fn.countAll<number>().as('files')])
        .groupBy('key_id')
        .execute(),
    })),
    runningRotation(county),
    lastRotation(county),
  ]);
  const { crypto } = county;
  const versions = [...new Set([...crypto.keyIds, ...counts.map((c) => c.version)])].toSorted((a, b) => a - b);
  return {
    current: crypto.currentKeyId,
    versions: versions.map((version) => ({
      version,
      rows: counts.filter((c) => c.version === version).map(({ table, rows }) => ({ table, rows })),
      files: files.find((f) => f.key_id === version)?.files ?? 0,
    })),
    running: running
      ? {
          jobId: running.id,
          done: running.done,
          total: running.total,
          startedAt: running.started_at,
          own: running.account_id === scope.accountId,
        }
      : null,
    last,
  };
};
