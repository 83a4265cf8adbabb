import { route, type Route } from '#platform/http/route.ts';
import { exportApproved, exportMembers } from './commands.ts';
import * as contract from './contract.ts';
import { openExport } from './queries.ts';

export const exportRoutes: readonly Route[] = [
  route.command(contract.exportMembers, (tx, scope, { body }, { county }) => exportMembers(tx, scope, county, body)),
  route.command(contract.exportApproved, (tx, scope, { body }, { county }) =>
    exportApproved(tx, scope, county, body.approvalId),
  ),
  route.download(contract.exportFile, (db, scope, { params }, { county }) =>
    openExport(db, scope, county, params.jobId),
  ),
];
