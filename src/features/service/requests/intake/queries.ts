import type { Db } from '#platform/db/types.ts';
import type { Scope } from '#platform/access/scope.ts';
import { notFound } from '#shared/errors.ts';
import { readNumber, showNumber } from './rules.ts';

/** Printed forms of the units in the scope's range. */
export const visibleForms = (db: Db, scope: Scope) =>
  db.selectFrom('request_form as f').where('f.org_path', '>=', scope.from).where('f.org_path', '<', scope.to);

/** @throws AppError not_found */
export const formByNumber = async (db: Db, scope: Scope, typed: string) => {
  const number = readNumber(typed);
  if (number === null) throw notFound();
  const row = await visibleForms(db, scope)
    .select(['f.number', 'f.made_at as madeAt', 'f.used_at as usedAt'])
    .where('f.number', '=', number)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  return { ...row, number: showNumber(row.number) };
};

/** The sheet of a number, entered or not; undefined where the own range has none. */
export const sheetByNumber = (db: Db, scope: Scope, number: string) =>
  visibleForms(db, scope).select(['f.id', 'f.used_at as usedAt']).where('f.number', '=', number).executeTakeFirst();
