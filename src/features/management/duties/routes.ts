import { route, type Route } from '#platform/http/route.ts';
import { dutiesOfOrganisation, dutyList, dutyOverview, ownDuties } from './contract.ts';
import { dutyPage, overviewOf } from './overview/queries.ts';
import { ownPlace, yearOf } from './queries.ts';

export const dutyRoutes: readonly Route[] = [
  route.query(dutiesOfOrganisation, (db, scope, { params, query }, { county }) =>
    yearOf(db, scope, { ...query, id: params.id, today: county.today() }),
  ),
  route.query(dutyOverview, (db, scope, { query }, { county }) =>
    overviewOf(db, scope, { ...query, today: county.today() }),
  ),
  route.query(dutyList, (db, scope, { query }, { county }) => dutyPage(db, scope, { ...query, today: county.today() })),
  route.query(ownDuties, (db, scope) => ownPlace(db, scope)),
];
