import { route, type Route } from '#platform/http/route.ts';
import { mergeMembers } from './commands.ts';
import * as contract from './contract.ts';
import { previewOf, twinsOf } from './queries.ts';

export const mergingRoutes: readonly Route[] = [
  route.query(contract.memberTwins, (db, scope, { query }, { county }) =>
    twinsOf(db, scope, county, query.organisationId),
  ),
  route.query(contract.mergePreview, (db, _scope, { query }, { county }) => previewOf(db, county, query)),
  route.command(contract.mergeMembers, (tx, scope, { body }, { county }) => mergeMembers(tx, scope, county, body)),
];
