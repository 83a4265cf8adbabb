import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { MemberFilter } from '../contract.ts';

const id = z.uuid();
export const SavedFilter = z.object({ id, name: z.string(), filter: MemberFilter });
export type SavedFilter = z.infer<typeof SavedFilter>;

export const filterList = query({
  name: 'filters.list',
  path: '/members/filters',
  access: 'members.read',
  summary: '我保存的筛选 / my saved filters',
  reply: z.object({ items: z.array(SavedFilter) }),
});

export const saveFilter = command({
  name: 'filters.save',
  path: '/members/filters',
  access: 'members.read',
  summary: '保存筛选（同名覆盖） / save a filter; one name, one filter',
  body: z.object({ name: z.string().trim().min(1).max(40), filter: MemberFilter }),
  reply: SavedFilter,
});

export const removeFilter = command({
  name: 'filters.remove',
  path: '/members/filters/:id',
  method: 'DELETE',
  access: 'members.read',
  summary: '删除保存的筛选 / remove a saved filter',
  params: z.object({ id }),
  reply: z.object({ removed: z.boolean() }),
});
