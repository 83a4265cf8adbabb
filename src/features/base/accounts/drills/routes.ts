import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { route, type Route } from '#platform/http/route.ts';
import { notFound } from '#shared/errors.ts';
import { visibleAccounts } from '../administration/access.ts';
import { end, give } from './commands.ts';
import * as contract from './contract.ts';
import { rightsOf } from './queries.ts';

const shown = async (db: Db, scope: Scope, county: County, accountId: string) => {
  const account = await visibleAccounts(db, scope)
    .select(['a.id', 'a.disabled_at'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) throw notFound();
  const rows = await rightsOf(db, accountId, county.today());
  return {
    items: rows.map(({ id, drill, reason, from_on, until_on, version }) => ({
      id,
      drill,
      reason,
      from: from_on,
      until: until_on,
      version,
    })),
    mayGrant: may(scope, 'grants.manage') && accountId !== scope.accountId && account.disabled_at === null,
  };
};

export const drillRoutes: readonly Route[] = [
  route.query(contract.accountDrills, (db, scope, { params }, { county }) => shown(db, scope, county, params.id)),
  route.command(contract.giveException, async (tx, scope, { params, body }, { county }) => {
    await give(tx, county, scope, params.id, body);
    return shown(tx, scope, county, params.id);
  }),
  route.command(contract.endRight, async (tx, scope, { params, body }, { county }) => {
    await end(tx, county, scope, params, body);
    return shown(tx, scope, county, params.id);
  }),
];
