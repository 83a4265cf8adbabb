import { route, type Route } from '#platform/http/route.ts';
import * as hours from './hours/contract.ts';
import { hoursOfBranch, hoursOfOwn, hoursOfPerson } from './hours/queries.ts';

export const studyRoutes: readonly Route[] = [
  route.query(hours.ownStudyHours, (db, scope, { query }, { county }) => hoursOfOwn(db, scope, county, query.year)),
  route.query(hours.branchHours, (db, scope, { query }, { county }) => hoursOfBranch(db, scope, county, query.year)),
  route.query(hours.personHours, (db, scope, { params, query }, { county }) =>
    hoursOfPerson(db, scope, county, params.id, query.year),
  ),
];
