import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

/** `roads`, or `roads.lights` below it. */
export const categoryCode = z
  .string()
  .max(41)
  .regex(/^[a-z][a-z0-9]{1,19}(\.[a-z][a-z0-9]{1,19})?$/, 'requests.category_form');
export const CategoryName = z.object({ zh: z.string(), en: z.string() });
export type CategoryName = z.infer<typeof CategoryName>;

export const RequestCategory = z.object({
  code: categoryCode,
  /** The major one; null of a major one itself. */
  parent: z.string().nullable(),
  name: CategoryName,
  /** A task of the county: the catalogue gives it to no township or village. */
  countyTask: z.boolean(),
  /** Offered no more; requests that hold it keep it. */
  retired: z.boolean(),
  position: z.number().int(),
  version: z.number().int().min(1),
});
export type RequestCategory = z.infer<typeof RequestCategory>;

export const categoryList = query({
  name: 'requests.categories',
  path: '/requests/categories',
  access: 'public',
  summary: '诉求类别，两级 / categories of requests: each major one, then the minor ones below it',
  reply: z.object({ items: z.array(RequestCategory) }),
});

const naming = {
  nameZh: z.string().trim().min(1).max(20),
  nameEn: z.string().trim().min(1).max(40),
  countyTask: z.boolean().default(false),
  position: z.number().int().min(1).max(999),
};

export const addCategory = command({
  name: 'requests.addCategory',
  path: '/requests/categories',
  access: 'requests.configure',
  summary: '新增类别 / add a category; its code is never changed again',
  body: z.object({ code: categoryCode, ...naming }),
  reply: z.object({ code: categoryCode, version: z.number().int() }),
});

export const editCategory = command({
  name: 'requests.editCategory',
  path: '/requests/categories/:code',
  method: 'PATCH',
  access: 'requests.configure',
  summary: '修改、停用类别 / rename, reorder, or retire a category',
  params: z.object({ code: categoryCode }),
  body: z.object({ version: z.number().int().min(1), ...naming, retired: z.boolean() }),
  reply: z.object({ code: categoryCode, version: z.number().int() }),
});

/** 改类: the handler puts a request where it belongs; unit and clock stay. */
export const sortRequest = command({
  name: 'requests.sort',
  path: '/requests/:id/category',
  access: 'requests.handle',
  summary: '调整诉求类别 / put a request under another category',
  params: z.object({ id: z.uuid() }),
  body: z.object({ version: z.number().int().min(1), category: categoryCode }),
  reply: z.object({ id: z.uuid(), version: z.number().int() }),
});
