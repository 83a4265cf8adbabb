import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const params = z.object({ id: z.uuid(), recordId: z.uuid() });

/** Types of scans that are taken: what a scanner makes. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const scanBytes = 20 * 1024 * 1024;

/** The scan of a paper whose record is there already (`members.addRecord`, table `attachment`); a second one replaces the first. */
export const attachScan = command({
  name: 'members.attachScan',
  path: '/members/:id/attachments/:recordId',
  access: 'members.edit',
  summary: '上传档案材料电子件 / add the scan of a paper',
  params,
  reply: z.object({ id: z.uuid(), version: z.number().int() }),
});

/** Opening a scan is noted for the member, as opening the file is. */
export const scanFile = query({
  name: 'members.scan',
  path: '/members/:id/attachments/:recordId',
  access: 'members.read',
  summary: '查看档案材料电子件 / open the scan of a paper',
  params,
  reply: z.unknown(),
});
