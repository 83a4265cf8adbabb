import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../../access.ts';
import { isOpen } from '../../rules.ts';
import { openRequest, threadOf } from '../../thread/queries.ts';
import { visiblePoints } from '../access.ts';
import type { RequestPoints } from './contract.ts';
import { suggestedPoints, unmarked } from './rules.ts';

interface Row {
  readonly id: string;
  readonly reopened: boolean;
  readonly sealed: Buffer;
}

export const roundOf = ({ reopened }: Pick<Row, 'reopened'>): number => (reopened ? 1 : 0);

/** What the resident wrote, the newest first: the reason of reopening is what is to be answered then. */
export const wordsOf = async (
  db: Db,
  scope: Scope,
  county: County,
  row: Row,
): Promise<readonly [string, ...string[]]> => {
  const { text } = openRequest(county, row.sealed);
  if (!row.reopened) return [text];
  const thread = await threadOf(db, scope, county, row.id);
  const reason = thread.findLast(({ kind }) => kind === 'reopened')?.text ?? null;
  return reason === null ? [text] : [reason, text];
};

/** The marks of the round that is under way, in their order. */
export const marksOf = async (db: Db, scope: Scope, county: County, row: Row) => {
  const rows = await visiblePoints(db, scope, row.id)
    .select(['p.id', 'p.aside', 'p.sealed'])
    .where('p.round', '=', roundOf(row))
    .orderBy('p.position')
    .execute();
  return rows.map(({ id, aside, sealed }) => ({ id, aside, quote: county.crypto.decrypt(sealed) }));
};

/** @throws AppError not_found */
export const pointsView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof RequestPoints>> => {
  const row = await visibleRequests(db, scope)
    .select(['r.id', 'r.version', 'r.state', 'r.reopened', 'r.procedure', 'r.sealed'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const [texts, marks] = await Promise.all([wordsOf(db, scope, county, row), marksOf(db, scope, county, row)]);
  return {
    version: row.version,
    texts: [...texts],
    points: marks.filter(({ aside }) => !aside).map(({ id: point, quote }) => ({ id: point, quote })),
    aside: marks.filter(({ aside }) => aside).map(({ quote }) => quote),
    suggested: suggestedPoints(texts[0]).map(({ text }) => text),
    unmarked: unmarked(texts[0], marks).map(({ text }) => text),
    needsOpinion: row.procedure === 'petition',
    can: { mark: may(scope, 'requests.handle') && isOpen(row.state) },
  };
};
