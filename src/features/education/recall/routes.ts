import { route, type Route } from '#platform/http/route.ts';
import { answer, choose, leave } from './commands.ts';
import * as contract from './contract.ts';
import { decide, state } from './contributions/commands.ts';
import * as contributions from './contributions/contract.ts';
import { contributionsOfBranch } from './contributions/queries.ts';
import { ownEvidence } from './evidence/contract.ts';
import { evidenceOf } from './evidence/queries.ts';
import { recallNow } from './queries.ts';

export const recallRoutes: readonly Route[] = [
  route.query(contract.ownRecall, (db, scope, _input, { county }) => recallNow(db, scope, county)),
  route.command(contract.chooseRecall, (tx, scope, { body }, { county }) => choose(tx, scope, county, body)),
  route.command(contract.leaveRecall, (tx, scope) => leave(tx, scope)),
  route.command(contract.answerRecall, (tx, scope, { body }, { county }) => answer(tx, scope, county, body)),
  route.query(ownEvidence, (db, scope) => evidenceOf(db, scope)),
  route.command(contributions.stateContribution, (tx, scope, { body }, { county }) => state(tx, scope, county, body)),
  route.query(contributions.contributionList, (db, scope, { query }) => contributionsOfBranch(db, scope, query.show)),
  route.command(contributions.decideContribution, (tx, scope, { params, body }, { county }) =>
    decide(tx, scope, county, params.id, body),
  ),
];
