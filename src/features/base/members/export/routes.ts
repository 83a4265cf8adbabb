import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { route, type Download, type Route } from '#platform/http/route.ts';
import { AppError } from '#shared/errors.ts';
import { exportApproved, exportJobKind, exportMembers } from './commands.ts';
import * as contract from './contract.ts';
import { exportHours } from './rules.ts';

/** The finished file of one's own job. @throws AppError not_found */
const openExport = async (db: Db, scope: Scope, county: County, jobId: string): Promise<Download> => {
  const since = new Date(county.now().getTime() - exportHours * 3_600_000).toISOString();
  const file = await db
    .selectFrom('job as j')
    .innerJoin('file as f', 'f.id', 'j.id')
    .select(['f.name', 'f.media_type'])
    .where('j.id', '=', jobId)
    .where('j.kind', '=', exportJobKind)
    .where('j.account_id', '=', scope.accountId)
    .where('j.state', '=', 'done')
    .where('j.finished_at', '>=', since)
    .executeTakeFirst();
  if (!file) throw new AppError('not_found', { message: 'export_gone' });
  const body = await county.files.get(jobId);
  const event = { action: 'members.exportFile', entity: 'job', entityId: jobId, path: scope.path };
  await county.write(scope, async (tx) => audit(tx, event));
  return { name: file.name, mediaType: file.media_type, body };
};

export const exportRoutes: readonly Route[] = [
  route.command(contract.exportMembers, (tx, scope, { body }, { county }) => exportMembers(tx, scope, county, body)),
  route.command(contract.exportApproved, (tx, scope, { body }, { county }) =>
    exportApproved(tx, scope, county, body.approvalId),
  ),
  route.download(contract.exportFile, (db, scope, { params }, { county }) =>
    openExport(db, scope, county, params.jobId),
  ),
];
