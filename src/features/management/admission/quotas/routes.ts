import { route, type Route } from '#platform/http/route.ts';
import { decideQuota } from './commands.ts';
import * as contract from './contract.ts';
import { caseQuotaOf, quotaCasesOf, quotasOf } from './queries.ts';

export const quotaRoutes: readonly Route[] = [
  route.query(contract.quotaList, (db, scope, { query }) => quotasOf(db, scope, query.year)),
  route.query(contract.quotaCases, (db, scope, { query }) => quotaCasesOf(db, scope, query)),
  route.query(contract.quotaOfCase, (db, scope, { params }, { county }) => caseQuotaOf(db, scope, county, params.id)),
  route.command(contract.setQuota, (tx, scope, { body }, { county }) => decideQuota(tx, scope, county, body)),
];
