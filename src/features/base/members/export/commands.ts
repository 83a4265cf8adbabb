import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { askApproval, useApproval } from '#features/base/approvals/index.ts';
import { holdOwnPath, holdPath } from '#features/base/organisations/index.ts';
import { conditionsOf } from '../filters/rules.ts';
import { totalOf } from '../totals/queries.ts';
import { exportApproval, listLink, refuseExport, sealExport, type StoredExport } from './access.ts';
import type { ExportRequest } from './contract.ts';
import { exportAlone } from './rules.ts';

export const exportJobKind = 'members.export';

const start = async (tx: Tx, scope: Scope, county: County, stored: StoredExport): Promise<string> => {
  const jobId = await startJob(tx, county, scope, {
    kind: exportJobKind,
    subject: `${scope.organisationName} ${stored.people}`,
    payload: stored,
  });
  const { people, columns, full, filter, reason, recipient, recipientName } = stored;
  const named = recipientName === undefined || recipientName === '' ? {} : { recipientName };
  const noted = { people, columns: columns.join(','), full, filter: `sealed:${filter}`, recipient, ...named };
  audit(tx, {
    action: 'members.export',
    entity: 'job',
    entityId: jobId,
    path: scope.path,
    reason,
    changes: Object.entries(noted).map(([field, to]) => ({ field, from: null, to })),
  });
  return jobId;
};

const nameOf = async (tx: Tx, scope: Scope, organisationId: string | undefined): Promise<string> => {
  if (organisationId === undefined) return scope.organisationName;
  const row = await tx.selectFrom('organisation').select('name').where('id', '=', organisationId).executeTakeFirst();
  return row?.name ?? '';
};

/** Starts an export, or puts it before a second person. @throws AppError invalid for what is not for this role */
export const exportMembers = async (tx: Tx, scope: Scope, county: County, request: ExportRequest) => {
  refuseExport(scope, request);
  const { total: people } = await totalOf(tx, scope, county, request.filter);
  const stored = sealExport(county.crypto, request, people);
  if (people <= exportAlone) return { jobId: await start(tx, scope, county, stored), approvalId: null, people };
  const { organisationId } = request.filter;
  const path = await (organisationId === undefined ? holdOwnPath(tx, scope) : holdPath(tx, organisationId));
  const { reason, filter } = request;
  const whose = {
    organisation: await nameOf(tx, scope, organisationId),
    conditions: conditionsOf(filter),
    link: listLink(filter, organisationId ?? scope.organisationId),
  };
  const approvalId = await askApproval(tx, scope, exportApproval, { payload: { ...stored, whose }, path, reason });
  return { jobId: null, approvalId, people };
};

/** Starts what a second person has agreed to, once. @throws AppError refused */
export const exportApproved = async (tx: Tx, scope: Scope, county: County, approvalId: string) => {
  const { whose: _whose, ...stored } = await useApproval(tx, scope, exportApproval, approvalId);
  return { jobId: await start(tx, scope, county, stored) };
};
