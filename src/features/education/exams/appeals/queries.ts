import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { heldExams } from '../access.ts';
import { frozenItems, rightWords } from '../paper/queries.ts';
import type { examAppeals } from './contract.ts';

/** Those that wait first. @throws AppError not_found */
export const appealsOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof examAppeals.reply>> => {
  const exam = await heldExams(db, scope).where('e.id', '=', id).select('e.id').executeTakeFirst();
  if (exam === undefined) throw notFound();
  const [items, rows] = await Promise.all([
    frozenItems(db, id),
    db
      .selectFrom('exam_appeal as p')
      .innerJoin('exam_attempt as a', 'a.id', 'p.attempt_id')
      .innerJoin('exam_mark as m', (join) =>
        join.onRef('m.attempt_id', '=', 'p.attempt_id').onRef('m.item', '=', 'p.item'),
      )
      .leftJoin(
        sql<{ attempt_id: string; name: string }>`exam_names(${id}, ${scope.from}, ${scope.to})`.as('w'),
        'w.attempt_id',
        'a.id',
      )
      .where('a.exam_id', '=', id)
      .select(['p.id', 'p.item', 'p.words', 'p.made_at', 'p.answer as reply', 'm.answer', 'm.share', 'w.name'])
      .orderBy(sql`p.decided_at is not null`)
      .orderBy('p.id')
      .limit(200)
      .execute(),
  ]);
  return {
    items: rows.flatMap((row) => {
      const item = items.find(({ n }) => n === row.item);
      if (item === undefined) return [];
      return {
        id: row.id,
        name: row.name ?? '',
        item: row.item,
        stem: item.stem,
        given: row.answer === null ? '' : (JSON.parse(row.answer) as string[]).join('、'),
        right: rightWords(item.right).join('、'),
        points: item.points,
        won: row.share === null ? null : Math.round(Number(row.share) * item.points * 100) / 100,
        words: row.words,
        madeAt: row.made_at,
        answer: row.reply,
      };
    }),
  };
};
