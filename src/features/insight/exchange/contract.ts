import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const version = z.number().int().min(1);

export const ProgramKey = z.object({
  id,
  /** Of the program. */
  name: z.string(),
  contact: z.string(),
  madeAt: z.string(),
  revokedAt: z.string().nullable(),
  version,
  requests: z.number().int(),
});
export type ProgramKey = z.infer<typeof ProgramKey>;

export const programKeys = query({
  name: 'exchange.keys',
  path: '/exchange/keys',
  access: 'exchange.keys',
  summary: '开放接口的密钥 / keys of programs that send requests (Open311)',
  reply: z.object({ items: z.array(ProgramKey) }),
});

/** The key itself is in this reply and nowhere else. */
export const makeKey = command({
  name: 'exchange.makeKey',
  path: '/exchange/keys',
  access: 'exchange.keys',
  summary: '发放密钥 / issue a key, shown once',
  body: z.object({ name: z.string().trim().min(2).max(60), contact: z.string().trim().min(2).max(120) }),
  reply: z.object({ id, key: z.string() }),
});

export const revokeKey = command({
  name: 'exchange.revokeKey',
  path: '/exchange/keys/:id/revoke',
  access: 'exchange.keys',
  summary: '停用密钥 / revoke a key at once',
  params: z.object({ id }),
  body: z.object({ version, reason: z.string().trim().min(2).max(300) }),
  reply: z.object({ id, version }),
});

const lat = z.number().min(-90).max(90);
const long = z.number().min(-180).max(180);

export const areaPoints = query({
  name: 'exchange.points',
  path: '/exchange/points',
  access: 'exchange.keys',
  summary: '村和社区的位置 / where villages and communities lie (WGS84)',
  reply: z.object({
    items: z.array(
      z.object({ id, name: z.string(), under: z.string().nullable(), lat: lat.nullable(), long: long.nullable() }),
    ),
  }),
});

export const placeArea = command({
  name: 'exchange.placeArea',
  path: '/exchange/points/:id',
  access: 'exchange.keys',
  summary: '登记村或社区的位置 / say where a village or community lies',
  params: z.object({ id }),
  body: z.object({ lat, long }),
  reply: z.object({ id }),
});
