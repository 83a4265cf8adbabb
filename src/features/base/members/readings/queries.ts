import type { z } from 'zod';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { Reading } from '../own/contract.ts';

interface Asked {
  readonly id: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Who opened a file, newest first. @throws AppError not_found outside the scope's range */
export const readingsOf = async (db: Db, { id, cursor, limit }: Asked) => {
  const person = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst();
  if (!person) throw notFound();
  let q = db
    .selectFrom('file_reading')
    .select(['id', 'at', 'reader', 'role', 'organisation', 'fields', 'reason', 'recipient'])
    .select('recipient_name as recipientName')
    .where('person_id', '=', id)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) q = q.where('id', '<', cursor);
  const rows = await q.execute();
  const items: z.input<typeof Reading>[] = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};
