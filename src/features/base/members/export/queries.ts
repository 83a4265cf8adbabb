import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { keptFor } from '#features/base/rules/rules.ts';
import { AppError } from '#shared/errors.ts';
import { fieldOf, type FieldKey } from '../catalogue.ts';
import type { MemberFilter, sortKeys, Value } from '../contract.ts';
import { filteredMembers, type MemberQuery } from '../filters/queries.ts';
import { following, isDateSort, sortExpression } from '../list/queries.ts';
import { exportJobKind } from './commands.ts';
import { exportRule } from './rules.ts';

/** Rows of one read: few enough to keep memory flat, many enough that the reads, each of which sorts what is left, cost little. */
const batch = 5_000;

export interface ExportedRow {
  readonly id: string;
  readonly branch: string;
  readonly values: ReadonlyMap<FieldKey, Value>;
}

interface Wanted {
  readonly filter: MemberFilter;
  readonly columns: readonly FieldKey[];
  readonly sort: (typeof sortKeys)[number];
}

type Raw = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly sort_value: string;
  readonly branch: string;
};

const withColumns = (q: MemberQuery, columns: readonly FieldKey[], on: string | undefined) => {
  const branch = on === undefined ? sql.ref<string>('o.name') : sql.ref<string>('op.name');
  const joined = on === undefined ? q.innerJoin('organisation as o', 'o.id', 'm.branch_id') : q;
  const selected = columns.map((key) => {
    const field = fieldOf(key);
    return sql.ref(`${field.table === 'person' ? 'p' : 'm'}.${field.column}`).as(`f_${field.key}`);
  });
  return joined.select('p.id').select([branch.as('branch'), ...selected]);
};

const valuesOf = (county: County, columns: readonly FieldKey[], row: Raw): ReadonlyMap<FieldKey, Value> =>
  new Map(
    columns.map((key): [FieldKey, Value] => {
      const raw = row[`f_${key}`] ?? null;
      return [key, raw instanceof Buffer ? county.crypto.decrypt(raw) : (raw as Value)];
    }),
  );

/** All rows that a filter means, batch by batch; each batch is a read of its own, in the order of the list. */
export async function* exportedRows(
  db: Db,
  scope: Scope,
  county: County,
  { filter, columns, sort }: Wanted,
): AsyncGenerator<readonly ExportedRow[]> {
  const key = sortExpression(sort, 'asc', filter.on);
  const all = await filteredMembers(db, scope, county, filter);
  for (let at: { value: string; id: string } | undefined; ;) {
    const q = at === undefined ? all : following(all, key, 'asc', { ...at, isDate: isDateSort(sort) });
    const rows = (await withColumns(q, columns, filter.on)
      .select(key.as('sort_value'))
      .orderBy(key, 'asc')
      .orderBy('p.id', 'asc')
      .limit(batch)
      .execute()) as readonly Raw[];
    yield rows.map((row) => ({ id: row.id, branch: row.branch, values: valuesOf(county, columns, row) }));
    const last = rows.at(-1);
    if (rows.length < batch || last === undefined) return;
    at = { value: last.sort_value, id: last.id };
  }
}

/** The finished file of one's own job. @throws AppError not_found */
export const openExport = async (db: Db, scope: Scope, county: County, jobId: string): Promise<Download> => {
  const since = new Date(county.now().getTime() - keptFor(exportRule, county.today())).toISOString();
  const file = await db
    .selectFrom('job as j')
    .innerJoin('file as f', 'f.id', 'j.id')
    .select(['f.name', 'f.media_type'])
    .where('j.id', '=', jobId)
    .where('j.kind', '=', exportJobKind)
    .where('j.account_id', '=', scope.accountId)
    .where('j.state', '=', 'done')
    .where('j.finished_at', '>=', since)
    .executeTakeFirst();
  if (!file) throw new AppError('not_found', { message: 'export_gone' });
  const body = await county.files.get(jobId);
  const event = { action: 'members.exportFile', entity: 'job', entityId: jobId, path: scope.path };
  await county.write(scope, async (tx) => audit(tx, event));
  return { name: file.name, mediaType: file.media_type, body };
};
