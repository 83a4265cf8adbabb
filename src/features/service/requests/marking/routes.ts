import { route, type Route } from '#platform/http/route.ts';
import { mark, withdraw } from './commands.ts';
import { markRequest, withdrawMark } from './contract.ts';

export const markRoutes: readonly Route[] = [
  route.command(markRequest, (tx, scope, { params, body }, { county }) => mark(tx, scope, county, params.id, body)),
  route.command(withdrawMark, (tx, scope, { params }, { county }) => withdraw(tx, scope, county, params.id)),
];
