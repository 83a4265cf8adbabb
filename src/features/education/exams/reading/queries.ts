import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { heldExams } from '../access.ts';
import { frozenItems } from '../paper/queries.ts';
import type { examReadings } from './contract.ts';

/** Who reads: the person behind the account, so that two roles of one person are one reader. */
export const readerOf = (scope: Scope): string => {
  const reader = scope.personId ?? scope.accountId;
  if (reader === null) throw notFound();
  return reader;
};

const mostShown = 20;

/** Answers that the reader has not read, in an order of ids that tells nothing of their people. @throws AppError not_found */
export const openReadings = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof examReadings.reply>> => {
  const exam = await heldExams(db, scope).where('e.id', '=', id).select(['e.id', 'e.reading_gap']).executeTakeFirst();
  if (exam === undefined) throw notFound();
  const reader = readerOf(scope);
  const waiting = db
    .selectFrom('exam_mark as m')
    .where('m.exam_id', '=', id)
    .where('m.share', 'is', null)
    // A third only where two have read.
    .where(
      sql<boolean>`(select count(*) from exam_reading r where r.attempt_id = m.attempt_id and r.item = m.item) < 3
        and not exists (select from exam_reading r where r.attempt_id = m.attempt_id and r.item = m.item and r.reader_id = ${reader})`,
    );
  const [items, rows, { count }] = await Promise.all([
    frozenItems(db, id),
    waiting
      .select(['m.attempt_id', 'm.item', 'm.answer'])
      .select(
        sql<number>`(select count(*)::int4 from exam_reading r where r.attempt_id = m.attempt_id and r.item = m.item)`.as(
          'read',
        ),
      )
      .orderBy('m.item')
      .orderBy('m.id')
      .limit(mostShown)
      .execute(),
    waiting.select(sql<number>`count(*)::int4`.as('count')).executeTakeFirstOrThrow(),
  ]);
  return {
    waiting: count,
    items: rows.flatMap((row) => {
      const item = items.find(({ n }) => n === row.item);
      if (item === undefined || !('model' in item.right)) return [];
      return {
        attemptId: row.attempt_id,
        item: row.item,
        stem: item.stem,
        answer: row.answer === null ? '' : (JSON.parse(row.answer) as string[]).join('\n'),
        model: item.right.model,
        hints: [...item.right.points],
        points: item.points,
        third: row.read >= 2,
      };
    }),
  };
};
