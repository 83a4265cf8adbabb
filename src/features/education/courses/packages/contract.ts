import { z } from 'zod';
import { KeptElements, OpenedPackage } from '#features/education/packages/contract.ts';
import { mostParts } from '#features/education/packages/rules.ts';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const place = z.number().int().min(0).max(mostParts);
const asked = z.object({ part: z.coerce.number().int().min(0).max(mostParts).default(0) });
const onUnit = z.object({ id, unit: id });

export const coursePackage = query({
  name: 'courses.package',
  path: '/courses/:id/packages/:file',
  access: 'courses.read',
  summary: '试看课件包，不记录 / look at a package of a course; nothing is kept',
  params: z.object({ id, file: id }),
  query: asked,
  reply: OpenedPackage,
});

export const ownPackage = query({
  name: 'own.package',
  path: '/own/courses/:id/packages/:unit',
  access: 'own.courses',
  summary: '我的课件包 / the package of a unit, and how far the reader is',
  params: onUnit,
  query: asked,
  reply: OpenedPackage,
});

export const openPackage = command({
  name: 'own.openPackage',
  path: '/own/courses/:id/packages/:unit',
  access: 'own.courses',
  summary: '打开课件包 / open a part of a package, for the first time or again',
  params: onUnit,
  body: z.object({ part: place }),
  reply: z.object({ run: id }),
});

export const KeptPackage = z.object({
  unitId: id,
  /** The part was learnt. */
  done: z.boolean(),
  /** All of its parts were. */
  whole: z.boolean(),
  /** Nothing of the course is missing any more. */
  finished: z.boolean(),
});

export const keepPackage = command({
  name: 'own.keepPackage',
  path: '/own/courses/:id/packages/:unit/kept',
  access: 'own.courses',
  summary: '保存课件包进度 / keep how far the reader is in a package, as it says itself',
  params: onUnit,
  body: z.object({ part: place, kept: KeptElements }),
  reply: KeptPackage,
});
