import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { Training } from '../contract.ts';
import { taughtAs } from '../rules.ts';

/** Courses and exams that are meant for the role of the session, and whether its person has finished and passed them. */
export const trainingOf = async (db: Db, scope: Scope, today: string): Promise<z.input<typeof Training>> => {
  const as = taughtAs(scope.role);
  if (as === undefined || scope.personId === null) return { courses: [], exams: [] };
  const [courses, exams] = await Promise.all([
    db
      .selectFrom('course_release as r')
      .where('r.current', '=', true)
      .where(sql<boolean>`r.audience -> 'posts' ? ${as.post}`)
      .where(sql<boolean>`starts_with(${scope.path}, r.reach)`)
      .where((e) => e.or([e('r.expires_on', 'is', null), e('r.expires_on', '>=', today)]))
      .select((e) => [
        'r.course_id as id',
        'r.title',
        e
          .exists(
            e
              .selectFrom('course_taking as t')
              .whereRef('t.course_id', '=', 'r.course_id')
              .where('t.person_id', '=', scope.personId)
              .where('t.finished_on', 'is not', null),
          )
          .as('done'),
      ])
      .orderBy('r.title')
      .execute(),
    db
      .selectFrom('exam as x')
      .innerJoin('organisation as o', 'o.id', 'x.audience_id')
      .where('x.state', '=', 'published')
      .where('x.closes_at', '>', sql<string>`now()`)
      .where(sql<boolean>`${as.stage} = any(x.stages)`)
      .where(sql<boolean>`starts_with(${scope.path}, o.path)`)
      .select((e) => [
        'x.id',
        'x.title',
        e
          .exists(
            e
              .selectFrom('exam_attempt as a')
              .whereRef('a.exam_id', '=', 'x.id')
              .where('a.person_id', '=', scope.personId)
              .where('x.kind', '<>', 'formal')
              .where('a.passed', '=', true),
          )
          .as('done'),
      ])
      .orderBy('x.title')
      .execute(),
  ]);
  const told = <T extends { readonly done: unknown }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, done: row.done === true }));
  return { courses: told(courses), exams: told(exams) };
};
