import { route, type Route } from '#platform/http/route.ts';
import { cancelElection, createElection, editElection, excludeVoter, setCandidates, takeRoll } from './commands.ts';
import * as contract from './contract.ts';
import { announceElection, confirmCount, enterCount, enterElected } from './count/commands.ts';
import { electionPage, electionView, namableNow } from './queries.ts';

export const electionRoutes: readonly Route[] = [
  route.query(contract.electionList, (db, scope, { query }) => electionPage(db, scope, query)),
  route.query(contract.electionById, (db, scope, { params }) => electionView(db, scope, params.id)),
  route.query(contract.namableList, (db, scope, { params, query }) => namableNow(db, scope, params.id, query.q)),
  route.command(contract.createElection, (tx, scope, { body }) => createElection(tx, scope, body)),
  route.command(contract.editElection, (tx, scope, { params, body }) => editElection(tx, scope, params.id, body)),
  route.command(contract.takeRoll, (tx, scope, { params, body }) => takeRoll(tx, scope, params.id, body.version)),
  route.command(contract.excludeVoter, (tx, scope, { params, body: { version, ...input } }) =>
    excludeVoter(tx, scope, { ...params, version }, input),
  ),
  route.command(contract.setCandidates, (tx, scope, { params, body }) => setCandidates(tx, scope, params.id, body)),
  route.command(contract.enterCount, (tx, scope, { params, body }, { county }) =>
    enterCount(tx, scope, county, params.id, body),
  ),
  route.command(contract.confirmCount, (tx, scope, { params, body }, { county }) =>
    confirmCount(tx, scope, county, params.id, body.version),
  ),
  route.command(contract.announceElection, (tx, scope, { params, body }, { county }) =>
    announceElection(tx, scope, county, params.id, body),
  ),
  route.command(contract.enterElected, (tx, scope, { params, body }, { county }) =>
    enterElected(tx, scope, county, params.id, body),
  ),
  route.command(contract.cancelElection, (tx, scope, { params, body }, { county }) =>
    cancelElection(tx, scope, county, params.id, body),
  ),
];
