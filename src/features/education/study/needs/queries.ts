import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { OwnNeed } from './contract.ts';

/** What the reader asked for and has not taken back. */
export const needRowsOfOwn = (db: Db, scope: Scope) =>
  db.selectFrom('study_need as n').where('n.person_id', '=', scope.personId).where('n.ended_on', 'is', null);

/** Open ones of the range, for numbers, and for the words of the own branch. */
export const visibleNeeds = (db: Db, scope: Scope) =>
  db
    .selectFrom('study_need as n')
    .where('n.ended_on', 'is', null)
    .where('n.org_path', '>=', scope.from)
    .where('n.org_path', '<', scope.to);

export const needsOfOwn = async (db: Db, scope: Scope): Promise<{ items: z.input<typeof OwnNeed>[] }> => {
  const rows = await needRowsOfOwn(db, scope)
    .leftJoin('study_need_paper as s', 's.id', 'n.paper_id')
    .select(['n.id', 'n.version', 'n.topic', 'n.words', 'n.asked_on as askedOn', 's.entered_on', 's.entered_by'])
    .orderBy('n.id', 'desc')
    .execute();
  return {
    items: rows.map(({ entered_on: enteredOn, entered_by: enteredBy, ...row }) => ({
      ...row,
      paper: enteredOn === null || enteredBy === null ? null : { enteredOn, enteredBy },
    })),
  };
};
