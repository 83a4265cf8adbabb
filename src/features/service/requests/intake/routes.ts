import { route, type Route } from '#platform/http/route.ts';
import { callerOf, keyOf } from '../access.ts';
import { enter, makeForms } from './commands.ts';
import * as contract from './contract.ts';
import { formByNumber } from './queries.ts';

// Their replies hold a code, which is kept nowhere: they keep what a retry needs themselves.
export const intakeRoutes: readonly Route[] = [
  route.plain(contract.enterRequest, (scope, { body }, context) =>
    enter(context.county, callerOf(context), scope, keyOf(context), body),
  ),
  route.plain(contract.printForms, (scope, { body }, context) =>
    makeForms(context.county, scope, keyOf(context), body),
  ),
  route.query(contract.formState, (db, scope, { query }) => formByNumber(db, scope, query.number)),
];
