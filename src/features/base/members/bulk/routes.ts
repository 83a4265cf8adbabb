import { route, type Route } from '#platform/http/route.ts';
import { commitBulk, previewBulk, undoBulk } from './commands.ts';
import * as contract from './contract.ts';
import { bulkOf, bulkPage, itemPage } from './queries.ts';

export const bulkRoutes: readonly Route[] = [
  route.query(contract.bulkList, (db, scope, { query }) => bulkPage(db, scope, query.cursor)),
  route.query(contract.bulkById, (db, scope, { params }) => bulkOf(db, scope, params.id)),
  route.query(contract.bulkPeople, (db, scope, { params, query }) => itemPage(db, scope, params.id, query)),
  route.command(contract.previewBulk, async (tx, scope, { body }, { county }) =>
    bulkOf(tx, scope, await previewBulk(tx, scope, county, body)),
  ),
  route.command(contract.commitBulk, async (tx, scope, { params }, { county }) => {
    await commitBulk(tx, scope, county, params.id);
    return bulkOf(tx, scope, params.id);
  }),
  route.command(contract.undoBulk, (tx, scope, { params, body }, { county }) =>
    undoBulk(tx, scope, county, params.id, body.reason),
  ),
];
