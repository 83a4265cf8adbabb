import { route, type Route } from '#platform/http/route.ts';
import { giveBack, propose, publish, withdraw } from './commands.ts';
import * as contract from './contract.ts';
import { publicationFor, publicationList, publishedPage } from './queries.ts';

export const publishedRoutes: readonly Route[] = [
  route.query(contract.publishedAnswers, (db, _scope, { query }) => publishedPage(db, query)),
  route.query(contract.publications, (db, scope, { query }, { county }) =>
    publicationList(db, scope, county, query.state),
  ),
  route.query(contract.publicationOf, (db, scope, { params }, { county }) =>
    publicationFor(db, scope, county, params.id),
  ),
  route.command(contract.proposeAnswer, (tx, scope, { params, body }, { county }) =>
    propose(tx, scope, county, params.id, body),
  ),
  route.command(contract.publishAnswer, (tx, scope, { params, body }, { county }) =>
    publish(tx, scope, county, params.id, body.version),
  ),
  route.command(contract.returnAnswer, (tx, scope, { params, body }, { county }) =>
    giveBack(tx, scope, county, params.id, body),
  ),
  route.command(contract.withdrawAnswer, (tx, scope, { params, body }) => withdraw(tx, scope, params.id, body)),
];
