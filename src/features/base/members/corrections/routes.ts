import { route, type Route } from '#platform/http/route.ts';
import { decideCorrection, revealCorrection } from './commands.ts';
import * as contract from './contract.ts';
import { correctionPage, memberCorrectionOf } from './queries.ts';

export const correctionRoutes: readonly Route[] = [
  route.query(contract.correctionList, (db, scope, { query }, { county }) => correctionPage(db, scope, county, query)),
  // Full values are not kept for a retry: it is shown, counted and logged anew.
  route.plain(contract.revealCorrection, (scope, { params, body }, { county }) =>
    county.write(scope, (tx) => revealCorrection(tx, scope, county, params.id, body.reason)),
  ),
  route.command(contract.decideCorrection, async (tx, scope, { params, body }, { county }) => {
    await decideCorrection(tx, scope, county, params.id, body);
    return memberCorrectionOf(tx, scope, county, params.id);
  }),
];
