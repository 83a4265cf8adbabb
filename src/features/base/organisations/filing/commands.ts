import { sql } from 'kysely';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { filedTables, leads, type FiledTable } from './rules.ts';

/** The events of the tree stand in line: two moves at once could hang each below the other. Held until the commit. */
export const lockTree = async (tx: Tx, county: County): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organisations:${county.entry.code}`}, 0))`.execute(tx);
};

/** The path of an organisation, held until the commit: a move of the tree waits, or has been. @throws AppError not_found */
export const holdPath = async (tx: Tx, id: string): Promise<string> => {
  const row = await tx.selectFrom('organisation').select('path').where('id', '=', id).forKeyShare().executeTakeFirst();
  if (row === undefined) throw notFound();
  return row.path;
};

/**
 * The path at which the scope's own rows are filed, held until the commit: a move of the tree waits, or has been. A range that
 * has moved is asked for anew. @throws AppError conflict
 */
export const holdOwnPath = async (tx: Tx, scope: Scope): Promise<string> => {
  if (scope.organisationId === null) return scope.path;
  if (!scope.path.startsWith(await holdPath(tx, scope.organisationId)))
    throw new AppError('conflict', { message: 'place_moved' });
  return scope.path;
};

interface Prefixes {
  readonly from: string;
  readonly to: string;
}

/** End of the range of texts that begin with a prefix ending in '/' or '@'. */
const endOf = (prefix: string): string => (prefix.endsWith('@') ? `${prefix.slice(0, -1)}A` : rangeEnd(prefix));

const refileTable = async (tx: Tx, table: FiledTable, { from, to }: Prefixes): Promise<number> => {
  const column = sql.ref(table.column ?? 'org_path');
  const path = sql`${to} || substr(t.${column}, ${from.length + 1})`;
  const old = sql`t.${column} >= ${from} and t.${column} < ${endOf(from)}`;
  const lead = leads[table.foundBy];
  const { numAffectedRows } =
    lead === null
      ? await sql`update ${sql.table(table.name)} t set ${column} = ${path} where ${old}`.execute(tx)
      : await sql`update ${sql.table(table.name)} t set ${column} = ${path} from ${sql.table(lead.table)} l
          where l.id = t.${sql.ref(lead.column)} and l.org_path >= ${to} and l.org_path < ${endOf(to)} and ${old}`.execute(
          tx,
        );
  return Number(numAffectedRows ?? 0n);
};

const refile = async (tx: Tx, tables: readonly FiledTable[], prefixes: Prefixes): Promise<number> => {
  let rows = 0;
  // Voided rows move too: an import that is undone later looks for them where their branch is.
  await sql`set local app.voided = 'on'`.execute(tx);
  // Rows that only the branch itself may read are moved by whoever moves the branch.
  await sql`set local app.filing = 'on'`.execute(tx);
  for (const table of tables) rows += await refileTable(tx, table, prefixes);
  await sql`set local app.voided = ''`.execute(tx);
  await sql`set local app.filing = ''`.execute(tx);
  return rows;
};

/** Files everything below one path under another: the rows of a subtree that has moved. Answers the number of rows. */
export const refileSubtree = (tx: Tx, from: string, to: string): Promise<number> =>
  refile(tx, filedTables, { from, to });

/** Files the people of one organisation under another and leaves what is the organisation's own. Answers the number of rows. */
export const refilePeople = (tx: Tx, from: string, to: string): Promise<number> =>
  refile(
    tx,
    filedTables.filter((table) => table.follows !== 'organisation'),
    { from: `${from}@`, to: `${to}@` },
  );
