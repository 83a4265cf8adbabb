import { z } from 'zod';
import { command } from '#shared/endpoint.ts';

/** Dated child records of a file, by table. Posts belong to organisations, attachments have their own endpoints. */
export const recordTables = [
  'reward',
  'sanction',
  'family_member',
  'hardship',
  'training_record',
  'outflow',
  'lost_contact',
  'standing_change',
  'abroad_stay',
  'attachment',
] as const;
export type RecordTable = (typeof recordTables)[number];

const params = z.object({ id: z.uuid(), table: z.enum(recordTables) });
const values = z.record(z.string(), z.union([z.string().trim().max(500), z.number(), z.null()]));
const reply = z.object({ id: z.uuid(), version: z.number().int() });

export const addRecord = command({
  name: 'members.addRecord',
  path: '/members/:id/records/:table',
  access: 'members.edit',
  summary: '新增子记录 / add a dated record to a file',
  params,
  body: z.object({ values, reason: z.string().trim().max(500).optional() }),
  reply,
});

export const editRecord = command({
  name: 'members.editRecord',
  path: '/members/:id/records/:table/:recordId',
  method: 'PATCH',
  access: 'members.edit',
  summary: '修改子记录 / change a record',
  params: params.extend({ recordId: z.uuid() }),
  body: z.object({ version: z.number().int(), values, reason: z.string().trim().max(500).optional() }),
  reply,
});

export const voidRecord = command({
  name: 'members.voidRecord',
  path: '/members/:id/records/:table/:recordId',
  method: 'DELETE',
  access: 'members.edit',
  summary: '作废子记录（不删除） / void a record; it stays in the history',
  params: params.extend({ recordId: z.uuid() }),
  body: z.object({ version: z.number().int(), reason: z.string().trim().min(1).max(500) }),
  reply,
});
