import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { templateActs } from './rules.ts';

const id = z.uuid();
const version = z.number().int().min(1);

const fields = {
  act: z.enum(templateActs),
  /** Null: of every category. */
  category: z.string().trim().min(1).max(40).nullable().default(null),
  name: z.string().trim().min(2).max(60),
  text: z.string().trim().min(4).max(4_000),
} as const;

export const RequestTemplate = z.object({ id, version, ...fields, retired: z.boolean() });
export type RequestTemplate = z.infer<typeof RequestTemplate>;

export const templateList = query({
  name: 'requests.templates',
  path: '/request-templates',
  access: 'requests.read',
  summary: '答复模板 / texts to begin from',
  query: z.object({ retired: z.enum(['true', 'false']).default('false') }),
  reply: z.object({ items: z.array(RequestTemplate) }),
});

export const addTemplate = command({
  name: 'requests.addTemplate',
  path: '/request-templates',
  access: 'requests.templates',
  summary: '新增答复模板 / add a text to begin from',
  body: z.object(fields),
  reply: z.object({ id }),
});

export const editTemplate = command({
  name: 'requests.editTemplate',
  path: '/request-templates/:id',
  method: 'PATCH',
  access: 'requests.templates',
  summary: '修改、停用答复模板 / change or retire a text',
  params: z.object({ id }),
  body: z.object({ version, ...fields, retired: z.boolean().default(false) }),
  reply: z.object({ id, version }),
});
