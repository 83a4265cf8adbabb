import { route, type Route } from '#platform/http/route.ts';
import { start } from './commands.ts';
import * as contract from './contract.ts';
import { learningView } from './queries.ts';
import { suggestionsFor } from './suggesting/queries.ts';

export const learningRoutes: readonly Route[] = [
  route.query(contract.learningState, (db, scope, _input, { county }) => learningView(db, scope, county)),
  route.command(contract.startLearning, (tx, scope, _input, { county }) => start(tx, scope, county)),
  route.query(contract.requestSuggestions, (db, scope, { params }, { county }) =>
    suggestionsFor(db, scope, county, params.id),
  ),
];
