import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { StartedSource } from '#platform/feature.ts';
import type { startedList } from './contract.ts';

/** What ended is shown for so many days more, so that whoever started it sees how. */
const endedDays = 14;
const most = 20;

/** What the person behind the scope started, the newest first. */
export const startedBy = async (
  db: Db,
  scope: Scope,
  county: County,
  sources: readonly StartedSource[],
): Promise<z.input<(typeof startedList)['reply']>> => {
  if (scope.accountId === null) return { items: [] };
  const since = new Date(county.now().getTime() - endedDays * 86_400_000).toISOString();
  const lists = await Promise.all(
    sources
      .filter(({ permission }) => permission === 'signed-in' || may(scope, permission))
      .map(async ({ kind, list }) =>
        (await list(db, scope, county, { since, limit: most })).map((item) => ({ ...item, kind })),
      ),
  );
  return {
    items: lists
      .flat()
      .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
      .slice(0, most),
  };
};
