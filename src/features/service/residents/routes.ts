import { route, type Route } from '#platform/http/route.ts';
import * as contract from './contract.ts';
import { ownAccount } from './queries.ts';
import { closeAccount, codeAtDesk, sendCode, signIn, signOut } from './signing/commands.ts';

// Without an account of the staff: each opens a scope of its own. Done twice, each leaves what it left the first time.
export const residentRoutes: readonly Route[] = [
  route.plain(contract.sendCode, (_scope, { body }, context) => sendCode(context.county, context, body.phone)),
  route.plain(contract.signIn, (_scope, { body }, context) => signIn(context.county, context, body)),
  route.plain(contract.ownAccount, (_scope, _input, { county, request }) => ownAccount(county, request)),
  route.plain(contract.signOut, (_scope, { body }, context) => signOut(context.county, context, body.everywhere)),
  route.plain(contract.closeAccount, (_scope, _input, context) => closeAccount(context.county, context)),
  route.plain(contract.makeAtDesk, (scope, { body }, { county }) => codeAtDesk(county, scope, body.phone)),
];
