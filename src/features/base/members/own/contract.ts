import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { HistoryEntry, MemberFields, MemberFile } from '../contract.ts';
import { exportRecipients } from '../export/recipients/contract.ts';

const id = z.uuid();
const page = z.object({ cursor: id.optional() });

export const ownFile = query({
  name: 'own.file',
  path: '/own/file',
  access: 'own.read',
  summary: '我的档案 / the own file, as others see it masked',
  reply: MemberFile,
});

export const ownValues = query({
  name: 'own.values',
  path: '/own/values',
  access: 'own.read',
  summary: '我的完整信息 / the own file in full',
  reply: z.object({ fields: MemberFields }),
});

export const Reading = z.object({
  id,
  at: z.string(),
  /** Openings shortly after one another stand as one: the first of them. */
  since: z.string(),
  reader: z.string(),
  role: z.string(),
  organisation: z.string(),
  /** Fields shown in full; empty: the file was opened with its masks on. */
  fields: z.array(z.string()),
  reason: z.string().nullable(),
  /** Whom an exported list was for; null where a file was read in the page. */
  recipient: z.enum(exportRecipients).nullable(),
  recipientName: z.string().nullable(),
});

export const ownReadings = query({
  name: 'own.readings',
  path: '/own/readings',
  access: 'own.read',
  summary: '谁看过我的档案 / who opened the own file, when and why',
  query: page,
  reply: z.object({ items: z.array(Reading), next: id.nullable() }),
});

export const ownHistory = query({
  name: 'own.history',
  path: '/own/history',
  access: 'own.read',
  summary: '我的档案变更记录 / what was changed in the own file',
  query: page,
  reply: z.object({ items: z.array(HistoryEntry), next: id.nullable() }),
});

export const ownBranch = query({
  name: 'own.branch',
  path: '/own/branch',
  access: 'own.read',
  summary: '我的支部 / the own branch, its officers and its size',
  reply: z.object({
    id,
    name: z.string(),
    /** The branch received an application of the person, who is no member yet. */
    applied: z.boolean(),
    /** From the county down to the branch. */
    pathNames: z.array(z.string()),
    /** Name and post only. */
    officers: z.array(z.object({ post: z.string(), name: z.string(), from: z.string() })),
    /** How many belong to it; who has only applied is not told. */
    members: z.number().int().nullable(),
  }),
});

/** The scan of a paper of the own file. */
export const ownAttachment = query({
  name: 'own.attachment',
  path: '/own/attachments/:recordId',
  access: 'own.read',
  summary: '我的档案材料电子件 / the scan of a paper of the own file',
  params: z.object({ recordId: id }),
  reply: z.unknown(),
});
