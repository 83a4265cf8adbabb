import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { scopes } from './clients/rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);

export const Program = z.object({
  id,
  name: z.string(),
  contact: z.string(),
  scopes: z.array(z.enum(scopes)),
  madeAt: z.string(),
  revokedAt: z.string().nullable(),
  version,
  statements: z.number().int(),
});
export type Program = z.infer<typeof Program>;

export const programs = query({
  name: 'records.programs',
  path: '/records/programs',
  access: 'records.keys',
  summary: '学习记录接口的程序 / programs that keep learning records here (xAPI)',
  reply: z.object({ items: z.array(Program) }),
});

/** The key itself is in this reply and nowhere else. */
export const addProgram = command({
  name: 'records.addProgram',
  path: '/records/programs',
  access: 'records.keys',
  summary: '登记程序并发放密钥 / enter a program and issue its key, shown once',
  body: z.object({
    name: z.string().trim().min(2).max(60),
    contact: z.string().trim().min(2).max(120),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  }),
  reply: z.object({ id, key: z.string() }),
});

export const revokeProgram = command({
  name: 'records.revokeProgram',
  path: '/records/programs/:id/revoke',
  access: 'records.keys',
  summary: '停用程序的密钥 / revoke the key of a program at once',
  params: z.object({ id }),
  body: z.object({ version, reason: z.string().trim().min(2).max(300) }),
  reply: z.object({ id, version }),
});
