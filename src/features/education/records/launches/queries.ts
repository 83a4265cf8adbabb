import { sql } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { type Client, homePageOf } from '../clients/queries.ts';
import type { Launch } from './rules.ts';

/** Set where the program was opened for one learner. */
export const launchOf = (county: County, { id, launchedFor }: Client): Launch | undefined =>
  launchedFor === undefined ? undefined : { id, launchedFor, homePage: homePageOf(county) };

/** The verbs that a launched program has used of its activity, in statements that hold: what decides whether it was learnt. */
export const saidBy = async (
  db: Db,
  {
    registration,
    activityId,
    category,
  }: { readonly registration: string; readonly activityId: string; readonly category: string },
): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('xapi_statement as s')
    .select('s.verb')
    .distinct()
    .where('s.client_id', '=', registration)
    .where('s.activity', '=', activityId)
    .where('s.registration', '=', registration)
    .where(sql<boolean>`${category} = any(s.activities)`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('xapi_statement as v')
            .select('v.id')
            .whereRef('v.target_id', '=', 's.id')
            .where('v.client_id', '=', registration)
            .where('v.voids', '=', true),
        ),
      ),
    )
    .execute();
  return rows.map(({ verb }) => verb);
};
