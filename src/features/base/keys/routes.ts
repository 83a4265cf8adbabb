import { route, type Route } from '#platform/http/route.ts';
import { rotateKeys } from './commands.ts';
import * as contract from './contract.ts';
import { keyStateOf } from './queries.ts';

export const keyRoutes: readonly Route[] = [
  route.query(contract.keyState, (_db, scope, _input, { county }) => keyStateOf(county, scope)),
  route.command(contract.rotateKeys, (tx, scope, { body }, { county }) => rotateKeys(tx, scope, county, body.reason)),
];
