import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { materialKinds } from './rules.ts';

const id = z.uuid();
const params = z.object({ id, materialId: id });
const reason = z.string().trim().max(300);

export const Material = z.object({
  id,
  kind: z.enum(materialKinds),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** Of what was added to a closed meeting. */
  addedReason: z.string().nullable(),
  /** Set where it was taken out of a closed meeting: the file is gone, the line stays. */
  removed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
export type Material = z.infer<typeof Material>;

/** What those who are asked see. */
export const OwnMaterial = Material.pick({ id: true, kind: true, name: true, size: true });
export type OwnMaterial = z.infer<typeof OwnMaterial>;

export const attachMaterial = command({
  name: 'meetings.attachMaterial',
  path: '/meetings/:id/materials',
  access: 'meetings.edit',
  summary: '上传会议材料 / add a file to a meeting; to a closed one with a reason',
  params: z.object({ id }),
  query: z.object({ kind: z.enum(materialKinds), reason: reason.optional() }),
  reply: z.object({ id }),
});

export const materialFile = query({
  name: 'meetings.material',
  path: '/meetings/:id/materials/:materialId',
  access: 'meetings.read',
  summary: '打开会议材料 / open a file of a meeting',
  params,
  reply: z.unknown(),
});

export const removeMaterial = command({
  name: 'meetings.removeMaterial',
  path: '/meetings/:id/materials/:materialId/remove',
  access: 'meetings.edit',
  summary: '删除会议材料 / take a file out of a meeting; out of a closed one with a reason that stays to be seen',
  params,
  body: z.object({ reason: reason.default('') }),
  reply: z.object({ id }),
});

export const ownMaterial = query({
  name: 'own.meetingMaterial',
  path: '/own/meetings/:id/materials/:materialId',
  access: 'meetings.own',
  summary: '打开我的会议的材料 / open a file of a meeting that one is asked to',
  params,
  reply: z.unknown(),
});
