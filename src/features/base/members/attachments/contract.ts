import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { revealReason } from '../reveal/contract.ts';

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

/**
 * A scan has no mask: it is shown as full values are, for a reason that the member reads, logged, and so many times an hour.
 * Sends the file. `slow_down` beyond the hourly or daily number.
 */
export const scanFile = command({
  name: 'members.scan',
  path: '/members/:id/attachments/:recordId/open',
  access: 'members.reveal',
  summary: '查看档案材料电子件（留痕） / open the scan of a paper, with a reason',
  params,
  body: z.object({ reason: revealReason }),
  reply: z.unknown(),
});
