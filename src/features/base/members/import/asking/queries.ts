import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import type { BatchRow } from '../access.ts';

/** Fields and names that stand in an approval; the rest is counted, and the preview holds all of it. */
const told = { fields: 12, names: 10 } as const;

/** What an import would do to existing files: how many change in which field, and the first names. */
export const changesOf = async (tx: Tx, { id, reading }: Pick<BatchRow, 'id' | 'reading'>) => {
  const { rows: fields } = await sql<{ field: string; people: number }>`
    select c.value ->> 'field' as field, count(*)::int4 as people
    from import_row r cross join lateral jsonb_array_elements(r.changes) c
    where r.batch_id = ${id} and r.reading = ${reading} and r.kind = 'changed'
    group by 1 order by people desc, field`.execute(tx);
  const names = await tx
    .selectFrom('import_row')
    .select('name')
    .where('batch_id', '=', id)
    .where('reading', '=', reading)
    .where('kind', '=', 'changed')
    .orderBy('seq')
    .limit(told.names)
    .execute();
  return {
    fields: fields.slice(0, told.fields),
    restFields: Math.max(0, fields.length - told.fields),
    names: names.flatMap(({ name }) => name ?? []),
  };
};
