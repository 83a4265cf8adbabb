import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { noteImport, readyImport } from '../commands.ts';

const openRows = async (tx: Tx, id: string) => {
  const { rows } = await sql<{ ready: number; open: number; homeless: number }>`
    select count(*) filter (where state = 'ready')::int4 as ready, count(*) filter (where state in ('fault', 'near'))::int4 as open,
      count(*) filter (where state = 'ready' and item ->> 'categoryCode' is null)::int4 as homeless
    from bank_import_row where import_id = ${id}::uuid`.execute(tx);
  return rows[0] ?? { ready: 0, open: 0, homeless: 0 };
};

interface Commit {
  readonly version: number;
  readonly leaveOut: boolean;
  readonly propose: boolean;
}

/** Writes all rows that are ready, in one statement. @throws AppError not_found, stale, conflict, refused */
export const commit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, leaveOut, propose }: Commit,
): Promise<void> => {
  const batch = await readyImport(tx, scope, { id, version, states: ['preview'] });
  const { ready, open, homeless } = await openRows(tx, id);
  if (ready === 0) throw new AppError('refused', { message: 'bank.nothing_ready' });
  if (homeless > 0) throw new AppError('refused', { message: 'bank.category_first', params: { rows: homeless } });
  if (open > 0 && !leaveOut) throw new AppError('refused', { message: 'bank.rows_open', params: { rows: open } });
  const at = county.now().toISOString();
  await sql`insert into bank_item (id, line_id, unit_id, category_code, topic, kind, stem, options, answer, explanation, level, source, licence,
      writers, writer, import_id, import_seq, same_hash, bands, created_at, changed_at)
    select r.item_id, r.item_id, ${batch.unit_id}::uuid, r.item ->> 'categoryCode', coalesce(r.item ->> 'topic', c.topic),
      (r.item ->> 'kind')::bank_kind, r.item ->> 'stem', r.item -> 'options', r.item -> 'answer', r.item ->> 'explanation',
      (r.item ->> 'level')::smallint, r.item ->> 'source', r.item ->> 'licence', array[${batch.holder}::uuid], ${batch.actor}, r.import_id, r.seq,
      r.same_hash, r.bands, ${at}::timestamptz, ${at}::timestamptz
    from bank_import_row r join bank_category c on c.code = r.item ->> 'categoryCode'
    where r.import_id = ${id}::uuid and r.state = 'ready' order by r.seq`.execute(tx);
  if (propose)
    await tx
      .updateTable('bank_item')
      .set({ state: 'review', version: sql<number>`version + 1` })
      .where('import_id', '=', id)
      .execute();
  await tx
    .updateTable('bank_import_row')
    .set({ state: 'written' })
    .where('import_id', '=', id)
    .where('state', '=', 'ready')
    .execute();
  await noteImport(tx, batch, 'commit', { state: 'committed', committed_at: at });
  touch(tx, 'bank', { path: batch.org_path });
};

/** Deletes what was written, unless it was published or another has written of it since. @throws AppError not_found, stale, conflict */
export const undo = async (tx: Tx, scope: Scope, county: County, id: string, version: number): Promise<void> => {
  const batch = await readyImport(tx, scope, { id, version, states: ['committed'] });
  const rows = await tx
    .selectFrom('bank_import_row')
    .select('seq')
    .where('import_id', '=', id)
    .where('state', '=', 'written')
    .executeTakeFirst();
  // After half a year its rows are gone, and nobody can tell any more what it wrote.
  if (rows === undefined) throw new AppError('refused', { message: 'bank.import_over' });
  await sql`with gone as (
      delete from bank_item i using bank_import_row r
      where i.import_id = ${id}::uuid and r.import_id = i.import_id and r.item_id = i.id and i.state in ('draft', 'review')
        and i.writers = array[${batch.holder}::uuid] and i.same_hash = r.same_hash
      returning i.id)
    update bank_import_row r set state = case when g.id is null then 'kept' else 'skipped' end::bank_row_state
    from bank_import_row w left join gone g on g.id = w.item_id
    where r.import_id = ${id}::uuid and w.import_id = r.import_id and w.seq = r.seq and r.state = 'written'`.execute(
    tx,
  );
  await noteImport(tx, batch, 'undo', { state: 'undone', undone_at: county.now().toISOString() });
  touch(tx, 'bank', { path: batch.org_path });
};
