import { route, type Route } from '#platform/http/route.ts';
import { advisedOrganisations } from './advice/contract.ts';
import { advisedPage } from './advice/queries.ts';
import { organisationById, organisationHoldings, organisationTree } from './contract.ts';
import { holdersOf, organisationView } from './detail/queries.ts';
import { eventRoutes } from './events/routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { organisationRow, treeOf } from './queries.ts';
import { termRoutes } from './terms/routes.ts';

export const organisationRoutes: readonly Route[] = [
  route.query(organisationTree, (db, scope, { query }, { county }) =>
    treeOf(db, scope, { ...query, today: county.today() }),
  ),
  route.query(organisationById, (db, scope, { params }, { county }) => organisationView(db, scope, county, params.id)),
  route.query(organisationHoldings, async (db, scope, { params }) => {
    await organisationRow(db, scope, params.id);
    return { items: await holdersOf(db, params.id) };
  }),
  route.query(advisedOrganisations, (db, scope, { query }, { county }) =>
    advisedPage(db, scope, { ...query, today: county.today() }),
  ),
  ...eventRoutes,
  ...termRoutes,
  ...exchangeRoutes,
];
