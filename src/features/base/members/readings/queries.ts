import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { Reading } from '../own/contract.ts';

interface Asked {
  readonly id: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Pages fetch a file again after every change: openings with no longer than this between them are one sitting. */
const pause = '30 minutes';

/**
 * The readings of a file, newest first. Each keeps its row; openings of one reader in one role stand as one sitting, from the
 * first to the last. What was shown in full or handed out stands alone.
 */
export const sittingsOf = async (db: Db, { id, cursor, limit }: Asked) => {
  const { rows } = await sql<z.input<typeof Reading>>`
    with marked as (
      select *, fields = '{}' and reason is null and recipient is null as plain from file_reading where person_id = ${id}
    ), started as (
      select *, not plain or at - lag(at) over near > ${pause}::interval as starts
      from marked window near as (partition by plain, account_id, reader, role, organisation order by at, id)
    ), sitting as (
      select *, count(*) filter (where starts) over near as number
      from started window near as (partition by plain, account_id, reader, role, organisation order by at, id)
    ), shown as (
      select (array_agg(id order by id desc))[1] as id, max(at) as at, min(at) as since, reader, role, organisation, fields,
        reason, recipient, recipient_name as "recipientName"
      from sitting
      group by plain, account_id, number, reader, role, organisation, fields, reason, recipient, recipient_name
    )
    select * from shown where ${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid
    order by id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** Who opened a file, newest first. @throws AppError not_found outside the scope's range */
export const readingsOf = async (db: Db, asked: Asked) => {
  const person = await db.selectFrom('person').select('id').where('id', '=', asked.id).executeTakeFirst();
  if (!person) throw notFound();
  return await sittingsOf(db, asked);
};
