import { route, type Route } from '#platform/http/route.ts';
import { revealFields } from './commands.ts';
import * as contract from './contract.ts';

export const revealRoutes: readonly Route[] = [
  // Not a command of the router: its reply would be kept for retries, and full values are kept nowhere in the clear. A
  // retry is shown, counted and logged anew.
  route.plain(contract.revealFields, (scope, { params, body }, { county }) =>
    county.write(scope, (tx) => revealFields(tx, scope, county, params.id, body)),
  ),
];
