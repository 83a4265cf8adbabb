import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { ExamItem } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { heldExams } from '../access.ts';
import { frozen, type FrozenItem } from '../paper/queries.ts';
import type { examHelpers, helpedExams } from './contract.ts';

/** @throws AppError not_found */
export const helpersOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof examHelpers.reply>> => {
  const exam = await heldExams(db, scope).where('e.id', '=', id).select('e.id').executeTakeFirst();
  if (exam === undefined) throw notFound();
  const rows = await db
    .selectFrom('exam_helper as h')
    .innerJoin('organisation as o', 'o.id', 'h.unit_id')
    .where('h.exam_id', '=', id)
    .select(['o.id', 'o.short_name'])
    .orderBy('o.path')
    .execute();
  return { items: rows.map((row) => ({ unitId: row.id, name: row.short_name })) };
};

/** Exams whose papers the own unit may enter now. */
export const examsHelped = async (db: Db, scope: Scope): Promise<z.input<typeof helpedExams.reply>> => {
  const rows = await db
    .selectFrom('exam_helper as h')
    .innerJoin('exam as e', 'e.id', 'h.exam_id')
    .innerJoin('organisation as u', 'u.id', 'e.unit_id')
    .where('h.unit_id', '=', scope.organisationId)
    .where('e.state', '=', 'published')
    .select(['e.id', 'e.title', 'u.short_name', 'e.closes_at'])
    .orderBy('e.closes_at', 'desc')
    .limit(100)
    .execute();
  return {
    items: rows.map((row) => ({ id: row.id, title: row.title, unitName: row.short_name, closesAt: row.closes_at })),
  };
};

export interface HelpedPaper {
  readonly attempt_id: string;
  readonly exam_id: string;
  readonly org_path: string;
  readonly form: number;
  readonly seed: number;
  readonly name: string;
}

/** The paper of a code where the own unit was named to enter it. */
export const helpedPaper = async (db: Db, scope: Scope, code: string): Promise<HelpedPaper | undefined> => {
  const { rows } = await sql<HelpedPaper>`select * from helped_paper(${code}, ${scope.organisationId}::uuid)`.execute(
    db,
  );
  return rows[0];
};

/** What is asked there: filed with the exam, outside the own range. */
export const helpedItems = async (db: Db, scope: Scope, examId: string): Promise<readonly FrozenItem[]> => {
  const { rows } = await sql<Selectable<ExamItem>>`
    select * from helped_items(${examId}, ${scope.organisationId}::uuid)`.execute(db);
  return rows.map(frozen);
};
