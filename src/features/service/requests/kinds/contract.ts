import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { requestTerms, requestTreatments } from '../rules.ts';

export const kindCode = z
  .string()
  .max(20)
  .regex(/^[a-z][a-z0-9]{1,19}$/, 'requests.kind_form');
export const KindName = z.object({ zh: z.string(), en: z.string() });

export const RequestKind = z.object({
  code: kindCode,
  name: KindName,
  /** What residents read beside it; of what is diverted: where to turn. */
  hint: KindName,
  treatment: z.enum(requestTreatments),
  term: z.enum(requestTerms),
  /** Other people's programs may send it: they show no hint. */
  byPrograms: z.boolean(),
  /** A request of it has come in: treatment and term stand fast. */
  used: z.boolean(),
  /** Offered no more; requests that hold it keep it. */
  retired: z.boolean(),
  position: z.number().int(),
  version: z.number().int().min(1),
});
export type RequestKind = z.infer<typeof RequestKind>;

export const kindList = query({
  name: 'requests.kinds',
  path: '/requests/kinds',
  access: 'public',
  summary: '诉求类型 / kinds of requests, and what is done with each',
  reply: z.object({ items: z.array(RequestKind) }),
});

const naming = {
  nameZh: z.string().trim().min(1).max(10),
  nameEn: z.string().trim().min(1).max(40),
  hintZh: z.string().trim().min(1).max(60),
  hintEn: z.string().trim().min(1).max(120),
  position: z.number().int().min(1).max(999),
  treatment: z.enum(requestTreatments),
  term: z.enum(requestTerms).default('ordinary'),
  byPrograms: z.boolean().default(false),
};

export const addKind = command({
  name: 'requests.addKind',
  path: '/requests/kinds',
  access: 'requests.configure',
  summary: '新增诉求类型 / add a kind of requests; its code is never changed again',
  body: z.object({ code: kindCode, ...naming }),
  reply: z.object({ code: kindCode, version: z.number().int() }),
});

export const editKind = command({
  name: 'requests.editKind',
  path: '/requests/kinds/:code',
  method: 'PATCH',
  access: 'requests.configure',
  summary: '修改、停用诉求类型 / rename, reorder or retire a kind; treatment and term only before its first use',
  params: z.object({ code: kindCode }),
  body: z.object({ version: z.number().int().min(1), ...naming, retired: z.boolean() }),
  reply: z.object({ code: kindCode, version: z.number().int() }),
});
