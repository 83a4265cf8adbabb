import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import { notFound } from '#shared/errors.ts';
import { residentScope, type Caller } from '../access.ts';
import type { FollowedRequest } from '../contract.ts';
import { followedRow, followedView } from '../queries.ts';
import { mayDeclarePetition } from '../clocks/queries.ts';
import { allows } from '../rules.ts';
import { linkToOpinion } from '../work/opinion/access.ts';
import { threadOf } from '../thread/queries.ts';
import { leafOf } from './access.ts';

/** What the holder of a code sees. @throws AppError not_found, slow_down */
export const follow = async (
  county: County,
  caller: Caller,
  typed: string,
): Promise<z.input<typeof FollowedRequest>> => {
  const { leaf, hash } = await leafOf(county, caller, typed);
  const scope = residentScope(county, caller, leaf);
  const db = county.read(scope);
  const row = await followedRow(db, scope).where('r.code_hash', '=', hash).executeTakeFirst();
  if (row === undefined) throw notFound();
  const [view, entries] = await Promise.all([
    followedView(db, scope, county, row),
    threadOf(db, scope, county, row.id),
  ]);
  return {
    ...view,
    opinion: entries.some(({ opinion }) => opinion !== null) ? linkToOpinion(county, row.id) : null,
    entries: entries.map(({ actor: _actor, ...entry }) => entry),
    can: {
      accept: allows('accept', row),
      reopen: allows('reopen', row),
      review: (view.clock.next?.unitName ?? null) !== null,
      petition: mayDeclarePetition(row),
    },
  };
};
