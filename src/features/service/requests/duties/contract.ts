import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { categoryCode, CategoryName } from '../categories/contract.ts';
import { routeReasons } from '../rules.ts';
import { areaTypes, dutyLevels } from './rules.ts';

const id = z.uuid();

export const Duty = z.object({
  id,
  category: categoryCode,
  categoryName: CategoryName,
  /** The organisation for which it holds, with all below it; null: anywhere. */
  areaId: id.nullable(),
  areaName: z.string().nullable(),
  /** Holds for places of that type. */
  areaType: z.enum(areaTypes).nullable(),
  level: z.enum(dutyLevels),
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  reason: z.string(),
  /** Whether the named unit has somebody who handles requests: without one the next line counts. Null where none is named. */
  staffed: z.boolean().nullable(),
  version: z.number().int().min(1),
});
export type Duty = z.infer<typeof Duty>;

export const dutyList = query({
  name: 'requests.duties',
  path: '/requests/duties',
  access: 'public',
  summary: '权责清单 / the catalogue of responsibilities: who answers for which matter, where, and why',
  reply: z.object({ items: z.array(Duty) }),
});

/** Takes the place of the line for the same matter and area. */
export const setDuty = command({
  name: 'requests.setDuty',
  path: '/requests/duties',
  access: 'requests.configure',
  summary: '设定一项权责 / say who answers for a matter',
  body: z.object({
    category: categoryCode,
    areaId: id.nullable().default(null),
    areaType: z.enum(areaTypes).nullable().default(null),
    level: z.enum(dutyLevels),
    unitId: id.nullable().default(null),
    reason: z.string().trim().min(2).max(200),
  }),
  reply: z.object({ id, version: z.number().int() }),
});

export const endDuty = command({
  name: 'requests.endDuty',
  path: '/requests/duties/:id/end',
  access: 'requests.configure',
  summary: '撤销一项权责 / end a line of the catalogue',
  params: z.object({ id }),
  body: z.object({ version: z.number().int().min(1), reason: z.string().trim().min(2).max(200) }),
  reply: z.object({ id, version: z.number().int() }),
});

export const Routing = z.object({
  unitId: id,
  unitName: z.string(),
  routed: z.enum(routeReasons),
  /** The words of the catalogue, where it decides. */
  reason: z.string().nullable(),
});
export type Routing = z.infer<typeof Routing>;

export const askRouting = query({
  name: 'requests.route',
  path: '/requests/route',
  access: 'public',
  summary: '这件事归谁管 / who would get a request, and why',
  query: z.object({ areaId: id, category: categoryCode }),
  reply: Routing,
});

/** Units that a line can name: those with somebody who handles requests. */
export const dutyUnits = query({
  name: 'requests.dutyUnits',
  path: '/requests/duties/units',
  access: 'requests.configure',
  summary: '可列入权责清单的单位和地域 / units and areas that a line can name',
  reply: z.object({
    units: z.array(z.object({ id, name: z.string(), under: z.string().nullable() })),
    areas: z.array(z.object({ id, name: z.string(), under: z.string().nullable() })),
  }),
});
