import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { lookedAt, openedPackage } from '#features/education/packages/index.ts';
import type { OpenedPackage } from '#features/education/packages/contract.ts';
import { notFound } from '#shared/errors.ts';
import { visibleCourses } from '../access.ts';
import { unitOf } from '../content/rules.ts';
import { contentOf, releaseFor, type ReleaseRow } from '../own/queries.ts';

/** The package that a unit shows. @throws AppError not_found */
export const packageIn = (row: Pick<ReleaseRow, 'content'>, unitId: string): string => {
  const unit = unitOf(contentOf(row), unitId);
  if (unit === undefined || unit.kind !== 'package') throw notFound();
  return unit.file;
};

/** @throws AppError not_found */
export const ownOpened = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, unit, part }: { readonly id: string; readonly unit: string; readonly part: number },
): Promise<z.input<typeof OpenedPackage>> => {
  const row = await releaseFor(db, scope, county, id);
  const { parts, ...opened } = await openedPackage(db, scope, county, {
    packageId: packageIn(row, unit),
    unitId: unit,
    part,
  });
  return { ...opened, parts: [...parts] };
};

/** For whoever writes or reviews the course. @throws AppError not_found */
export const look = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, file, part }: { readonly id: string; readonly file: string; readonly part: number },
): Promise<z.input<typeof OpenedPackage>> => {
  const row = await visibleCourses(db, scope)
    .innerJoin('course_file as f', 'f.course_id', 'c.id')
    .select('f.file_id')
    .where('c.id', '=', id)
    .where('f.file_id', '=', file)
    .where('f.kind', '=', 'package')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const { parts, ...opened } = await lookedAt(db, county, file, part);
  return { ...opened, parts: [...parts] };
};
