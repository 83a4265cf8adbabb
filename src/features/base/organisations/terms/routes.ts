import { route, type Route } from '#platform/http/route.ts';
import { appoint, changeHolding, withdrawHolding } from '../posts/commands.ts';
import { candidatesOf } from '../posts/queries.ts';
import { correctTerm, endTerm, openTerm } from './commands.ts';
import * as declared from './contract.ts';
import { dueTermsOf } from './queries.ts';

export const termRoutes: readonly Route[] = [
  route.query(declared.dueTerms, (db, scope, { query }, { county }) =>
    dueTermsOf(db, scope, { ...query, today: county.today() }),
  ),
  route.query(declared.candidates, (db, scope, { params, query }) => candidatesOf(db, scope, params.id, query.q)),
  route.command(declared.appointHolder, (tx, scope, { params, body }, { county }) =>
    appoint(tx, { scope, county }, params.id, body),
  ),
  route.command(declared.correctHolding, (tx, scope, { params, body }, { county }) =>
    changeHolding(tx, { scope, county }, params.id, body, 'correctPost'),
  ),
  route.command(declared.endHolding, (tx, scope, { params, body }, { county }) =>
    changeHolding(tx, { scope, county }, params.id, body, 'endPost'),
  ),
  route.command(declared.withdrawHolding, async (tx, scope, { params, body }, { county }) => {
    await withdrawHolding(tx, { scope, county }, params.id, body);
    return { withdrawn: true };
  }),
  route.command(declared.openTerm, (tx, scope, { params, body }, { county }) =>
    openTerm(tx, { scope, county }, params.id, body),
  ),
  route.command(declared.correctTerm, (tx, scope, { params, body }, { county }) =>
    correctTerm(tx, { scope, county }, params.id, body),
  ),
  route.command(declared.endTerm, (tx, scope, { params, body }, { county }) =>
    endTerm(tx, { scope, county }, params.id, body),
  ),
];
