import { route, type Route } from '#platform/http/route.ts';
import { decide, withdraw } from './commands.ts';
import { approvalById, approvalList, decideApproval, ownApprovals, withdrawApproval } from './contract.ts';
import { approvalOf, approvalPage, ownApprovalPage } from './queries.ts';

export const approvalRoutes: readonly Route[] = [
  route.query(approvalList, (db, scope, { query }, { county }) => approvalPage(db, scope, county.now(), query)),
  route.query(ownApprovals, (db, scope, { query }, { county }) => ownApprovalPage(db, scope, county.now(), query)),
  route.query(approvalById, (db, scope, { params }, { county }) => approvalOf(db, scope, county.now(), params.id)),
  route.command(decideApproval, async (tx, scope, { params, body }, { county }) => {
    await decide(tx, scope, params.id, body);
    return approvalOf(tx, scope, county.now(), params.id);
  }),
  route.command(withdrawApproval, async (tx, scope, { params }, { county }) => {
    await withdraw(tx, scope, params.id);
    return approvalOf(tx, scope, county.now(), params.id);
  }),
];
