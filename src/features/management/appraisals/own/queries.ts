import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ownAppraisalRows } from '../access.ts';
import type { OwnAppraisal } from './contract.ts';

const shown = 20;

const columns = (db: Db, scope: Scope) =>
  ownAppraisalRows(db, scope)
    .innerJoin('organisation as o', 'o.id', 'a.organisation_id')
    .select(['a.id', 'a.year', 'a.state', 'o.name as organisation'])
    .select([
      'p.part',
      'p.self_text',
      'p.self_how',
      'p.grade',
      'p.grade_reason',
      'p.told_at',
      'p.response',
      'p.response_words',
      'p.answer',
    ])
    .select((e) => e('a.tested_on', 'is not', null).$castTo<boolean>().as('tested'));
type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const viewOf = (row: Row): z.input<typeof OwnAppraisal> => {
  const told = row.told_at !== null;
  return {
    id: row.id,
    organisationName: row.organisation,
    year: row.year,
    state: row.state,
    part: row.part,
    self: row.self_text,
    selfHow: row.self_how as 'phone' | 'paper' | null,
    grade: told ? row.grade : null,
    reason: told ? row.grade_reason : null,
    toldAt: row.told_at,
    response: row.response as 'accepted' | 'objected' | null,
    words: row.response_words,
    answer: row.answer,
    can: {
      write: row.state === 'running' && !row.tested && row.part !== 'excused' && row.self_how !== 'paper',
      respond: told && row.response === null && row.state !== 'cancelled',
    },
  };
};

/** The latest first; those called off are nobody's matter any more. */
export const ownAppraisalsOf = async (db: Db, scope: Scope) => {
  if (scope.personId === null) throw notFound();
  const rows = await columns(db, scope)
    .where('a.state', '<>', 'cancelled')
    .orderBy('a.year', 'desc')
    .orderBy('a.id', 'desc')
    .limit(shown)
    .execute();
  return { items: rows.map(viewOf) };
};

/** @throws AppError not_found */
export const ownAppraisalOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof OwnAppraisal>> => {
  const row = await columns(db, scope).where('a.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return viewOf(row);
};
