import { sql } from 'kysely';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { slipsOf } from '../sending/access.ts';

/** Codes of messages: they lead to the rating of one request, and to nothing else of it. */
export const ratingSlips = slipsOf('rating');

/** Where the county keeps what a resident says of a request: a leaf of its own, outside of every unit below it. */
export const countyLeaf = async (db: Db, requestId: string): Promise<string> => {
  const root = await db.selectFrom('organisation').select('path').where('parent_id', 'is', null).executeTakeFirst();
  if (root === undefined) throw notFound();
  return matterPath(root.path, requestId);
};

/** For the county alone: no other range holds its leaves. */
export const visibleRatings = (db: Db, scope: Scope) =>
  db.selectFrom('request_rating as g').where('g.org_path', '>=', scope.from).where('g.org_path', '<', scope.to);

/** What units of the range are told: whole fives. */
export const toldRatings = (scope: Scope) =>
  sql<{ key: string; year: number; grade: string; count: number }>`
    select unit_id::text as key, year, grade, count from told_ratings(${scope.from}, ${scope.to})`;
