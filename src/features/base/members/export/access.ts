import { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { approvalKind } from '#features/base/approvals/index.ts';
import { visibleKeys } from '../access.ts';
import { MemberFilter, sortKeys } from '../contract.ts';
import { refuseHiddenFilters } from '../filters/access.ts';
import { exportKeys, type ExportRequest } from './contract.ts';
import { headingOf } from './rules.ts';

/** @throws AppError invalid: a column, a filter or full values that are not for this role */
export const refuseExport = (scope: Scope, request: ExportRequest): void => {
  refuseHiddenFilters(scope, { ...request.filter, sort: request.sort }, 'body.filter');
  const keys = visibleKeys(scope, false);
  const hidden = request.columns.filter((key) => !keys.has(key));
  if (hidden.length > 0) {
    throw new AppError('invalid', {
      problems: hidden.map((key) => ({ path: `body.columns.${key}`, message: 'field_not_visible' })),
    });
  }
  if (request.full && !may(scope, 'members.reveal')) throw invalid('body.full', 'export_full_not_allowed');
};

/** A request as it waits in a job or for a second person: what was searched for may be an ID number, so it is sealed. */
export const StoredExport = z.object({
  filter: z.string(),
  columns: z.array(z.enum(exportKeys)),
  full: z.boolean(),
  sort: z.enum(sortKeys),
  reason: z.string(),
  people: z.number().int(),
});
export type StoredExport = z.infer<typeof StoredExport>;

export const sealExport = (crypto: CryptoProvider, request: ExportRequest, people: number): StoredExport => ({
  ...request,
  filter: crypto.encrypt(JSON.stringify(request.filter)).toString('hex'),
  people,
});

export const openFilter = (crypto: CryptoProvider, { filter }: StoredExport): MemberFilter =>
  MemberFilter.parse(JSON.parse(crypto.decrypt(Buffer.from(filter, 'hex'))));

export const exportApproval = approvalKind<StoredExport>({
  kind: 'members.export',
  permission: 'members.export',
  payload: StoredExport,
  summary: ({ people, columns, full }) => [
    { message: 'members.export.people', params: { people } },
    {
      message: 'members.export.columns',
      params: { columns: columns.length, names: columns.map(headingOf).join('、') },
    },
    { message: full ? 'members.export.full' : 'members.export.masked', params: {} },
  ],
});
