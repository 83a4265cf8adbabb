import { route, type Context, type Route } from '#platform/http/route.ts';
import { enter, makeForms } from './commands.ts';
import * as contract from './contract.ts';
import { formByNumber } from './queries.ts';

const keyOf = ({ request }: Context): string | undefined => {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' ? key : undefined;
};

// Their replies hold a code, which is kept nowhere: they keep what a retry needs themselves.
export const intakeRoutes: readonly Route[] = [
  route.plain(contract.enterRequest, (scope, { body }, context) => {
    const { ip, id } = context.request;
    return enter(context.county, { address: ip, requestId: id }, scope, keyOf(context), body);
  }),
  route.plain(contract.printForms, (scope, { body }, context) =>
    makeForms(context.county, scope, keyOf(context), body),
  ),
  route.query(contract.formState, (db, scope, { query }) => formByNumber(db, scope, query.number)),
];
