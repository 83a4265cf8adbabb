import { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { approvalKind } from '#features/base/approvals/index.ts';
import { visibleKeys } from '../access.ts';
import { fieldOf } from '../catalogue.ts';
import { MemberFilter, sortKeys } from '../contract.ts';
import { refuseHiddenFilters } from '../filters/access.ts';
import { isNumberSearch } from '../filters/rules.ts';
import { exportKeys, type ExportRequest } from './contract.ts';
import { recipientTexts } from './recipients/messages.ts';
import { exportRecipients, type ExportRecipient } from './recipients/contract.ts';
import { passageOf } from './recipients/rules.ts';

const refuseRecipient = ({ recipient, recipientName = '', columns, full }: ExportRequest): void => {
  if (recipient === 'other' && recipientName.length < 2) throw invalid('body.recipientName', 'required');
  const kept = columns.filter((key) => passageOf(key, recipient) === 'no');
  if (kept.length > 0)
    throw new AppError('invalid', {
      problems: kept.map((key) => ({ path: `body.columns.${key}`, message: 'field_not_for_recipient' })),
    });
  if (full && recipient === 'other') throw invalid('body.full', 'export_full_not_for_recipient');
};

/** @throws AppError invalid: a column, a filter or full values that are not for this role, or not for the recipient */
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
  refuseRecipient(request);
};

/** A request as it waits in a job or for a second person: what was searched for may be an ID number, so it is sealed. */
export const StoredExport = z.object({
  filter: z.string(),
  columns: z.array(z.enum(exportKeys)),
  full: z.boolean(),
  sort: z.enum(sortKeys),
  reason: z.string(),
  people: z.number().int(),
  /** Absent in what waited before recipients were named. */
  recipient: z.enum(exportRecipients).default('own'),
  recipientName: z.string().optional(),
});
export type StoredExport = z.infer<typeof StoredExport>;

export const sealExport = (crypto: CryptoProvider, request: ExportRequest, people: number): StoredExport => ({
  ...request,
  filter: crypto.encrypt(JSON.stringify(request.filter)).toString('hex'),
  people,
});

export const openFilter = (crypto: CryptoProvider, { filter }: StoredExport): MemberFilter =>
  MemberFilter.parse(JSON.parse(crypto.decrypt(Buffer.from(filter, 'hex'))));

/** Whose list it is, in words and as the page that shows it: what is sealed in the filter stands in neither. */
const Whose = z.object({
  organisation: z.string(),
  conditions: z.object({ zh: z.string(), en: z.string() }).nullable(),
  link: z.string().nullable(),
});

/** The page of the list. A search for a number stands in no address: whoever agrees reads that there is one. */
export const listLink = (filter: MemberFilter, organisationId: string | null): string | null => {
  if (organisationId === null || isNumberSearch(filter)) return null;
  const address = new URLSearchParams({ organisationId });
  for (const [name, value] of Object.entries({ ...filter, organisationId: undefined }))
    for (const one of [value].flat()) if (one !== undefined) address.append(name, String(one));
  return `/members?${address.toString()}`;
};

/** The recipient in both languages, with the name where one was given. */
export const recipientWords = (recipient: ExportRecipient, name: string | undefined): { zh: string; en: string } => {
  const [zh, en] = recipientTexts[recipient];
  if (name === undefined || name === '') return { zh, en };
  return recipient === 'other' ? { zh: name, en: name } : { zh: `${zh}（${name}）`, en: `${en} (${name})` };
};

const AskedExport = StoredExport.extend({ whose: Whose.nullable().default(null) });

export const exportApproval = approvalKind<z.infer<typeof AskedExport>>({
  kind: 'members.export',
  permission: 'members.export',
  payload: AskedExport,
  link: ({ whose }) => whose?.link ?? null,
  summary: ({ people, columns, full, whose, recipient, recipientName }) => [
    { message: 'members.export.people', params: { people } },
    { message: 'members.export.recipient', params: { recipient: recipientWords(recipient, recipientName) } },
    ...(whose === null
      ? []
      : [
          { message: 'members.export.whose', params: { organisation: whose.organisation } },
          whose.conditions === null
            ? { message: 'members.export.everybody', params: {} }
            : { message: 'members.export.conditions', params: { conditions: whose.conditions } },
        ]),
    {
      message: 'members.export.columns',
      params: {
        columns: columns.length,
        names: {
          zh: columns.map((key) => fieldOf(key).label.zh).join('、'),
          en: columns.map((key) => fieldOf(key).label.en).join(', '),
        },
      },
    },
    { message: full ? 'members.export.full' : 'members.export.masked', params: {} },
  ],
});
