import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { unitOf } from '../content/rules.ts';
import { contentOf, releaseFor, type ReleaseRow } from '../own/queries.ts';
import { branchPosts } from './access.ts';
import type { ownDiscussion } from './contract.ts';

/** What is sealed of a post. */
export interface Said {
  readonly name: string;
  readonly text: string;
}

export const sealSaid = ({ crypto }: County, said: Said): { sealed: Buffer; key_id: number } => ({
  sealed: crypto.encrypt(JSON.stringify(said)),
  key_id: crypto.currentKeyId,
});

// Written by `sealSaid` alone.
const openSaid = ({ crypto }: County, sealed: Buffer): Said => JSON.parse(crypto.decrypt(sealed)) as Said;

interface Place {
  readonly id: string;
  readonly unit: string;
}

/** The course in which there is such a discussion. @throws AppError not_found */
export const discussedIn = async (db: Db, scope: Scope, county: County, { id, unit }: Place): Promise<ReleaseRow> => {
  const row = await releaseFor(db, scope, county, id);
  if (unitOf(contentOf(row), unit)?.kind !== 'discussion') throw notFound();
  return row;
};

const most = 200;

/** The latest, in the order in which they were said. @throws AppError not_found */
export const discussion = async (
  db: Db,
  scope: Scope,
  county: County,
  place: Place,
): Promise<z.input<typeof ownDiscussion.reply>> => {
  await discussedIn(db, scope, county, place);
  const rows = await branchPosts(db, scope)
    .select(['p.id', 'p.sealed', 'p.at'])
    .where('p.unit_id', '=', place.unit)
    .orderBy('p.at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(most)
    .execute();
  const remove = may(scope, 'courses.confirm');
  return {
    items: rows.toReversed().map(({ id, sealed, at }) => ({ id, at, ...openSaid(county, sealed), can: { remove } })),
  };
};
