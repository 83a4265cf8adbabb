import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { fileFields, type FieldKey } from '../catalogue.ts';
import { MemberFilter, sortKeys } from '../contract.ts';
import { exportRecipients } from './recipients/contract.ts';

const id = z.uuid();
export const exportKeys = fileFields.map((field) => field.key) as [FieldKey, ...FieldKey[]];

export const ExportRequest = z.strictObject({
  filter: MemberFilter,
  /** In the order of the sheet. Columns that the role does not see are refused. */
  columns: z.array(z.enum(exportKeys)).min(1).max(exportKeys.length),
  /** Full values instead of masked ones. Needs `members.reveal`. */
  full: z.boolean().default(false),
  sort: z.enum(sortKeys).default('branch'),
  /** Whom the list is for: the catalogue says which columns may go there, and which only masked. */
  recipient: z.enum(exportRecipients),
  /** Who exactly; must be given for `other`. */
  recipientName: z.string().trim().max(100).optional(),
  reason: z.string().trim().min(2).max(200),
});
export type ExportRequest = z.output<typeof ExportRequest>;

/**
 * Starts the job, or, for more people than one person may export alone, asks a second person (`approvalId`); once
 * approved, `members.exportApproved` starts it. One of the two ids is null.
 */
export const exportMembers = command({
  name: 'members.export',
  path: '/members/exports',
  access: 'members.export',
  summary: '导出名单（留痕） / export a filtered list as .xlsx',
  body: ExportRequest,
  reply: z.object({ jobId: id.nullable(), approvalId: id.nullable(), people: z.number().int() }),
});

export const exportApproved = command({
  name: 'members.exportApproved',
  path: '/members/exports/approved',
  access: 'members.export',
  summary: '按已同意的复核导出 / start an approved export',
  body: z.object({ approvalId: id }),
  reply: z.object({ jobId: id }),
});

/** Only for whoever asked, for a day. The job's result: { file: true, rows }. */
export const exportFile = query({
  name: 'members.exportFile',
  path: '/members/exports/:jobId',
  access: 'members.export',
  summary: '下载导出文件 / download an exported list',
  params: z.object({ jobId: id }),
  reply: z.unknown(),
});
