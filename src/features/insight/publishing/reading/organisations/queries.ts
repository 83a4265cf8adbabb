import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { publicOrganisations } from '../contract.ts';

/** Organisations that stand, with what the public is told of each and of how many below it. */
const told = (db: Db) =>
  db
    .selectFrom('organisation as o')
    .leftJoin('public_contact as k', (join) =>
      join.onRef('k.organisation_id', '=', 'o.id').on(sql<boolean>`k.phone || k.address || k.hours <> ''`),
    )
    .where('o.abolished_on', 'is', null)
    .select([
      'o.id',
      'o.name',
      'o.path',
      'o.parent_id',
      sql<string>`coalesce(k.phone, '')`.as('phone'),
      sql<string>`coalesce(k.address, '')`.as('address'),
      sql<string>`coalesce(k.hours, '')`.as('hours'),
      sql<boolean>`k.organisation_id is not null`.as('is_told'),
      sql<number>`(select count(*)::int4 from public_contact b join organisation d on d.id = b.organisation_id
        where d.path > o.path and d.path < left(o.path, -1) || '0' and d.abolished_on is null
          and b.phone || b.address || b.hours <> '')`.as('below'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof told>['executeTakeFirstOrThrow']>>;

const view = ({ id, name, phone, address, hours, below }: Row) => ({ id, name, phone, address, hours, below });

const above = async (db: Db, row: Row) => {
  if (row.parent_id === null) return null;
  const parent = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', '=', row.parent_id)
    .executeTakeFirst();
  return parent ?? null;
};

/** Those below one, or below the county's own, of which something is told. @throws AppError not_found */
export const organisationsOf = async (
  db: Db,
  under: string | undefined,
): Promise<z.input<typeof publicOrganisations.reply>> => {
  const of = await (
    under === undefined ? told(db).where('o.parent_id', 'is', null) : told(db).where('o.id', '=', under)
  )
    .orderBy('o.path')
    .executeTakeFirst();
  if (of === undefined) {
    if (under === undefined) return { of: null, items: [] };
    throw notFound();
  }
  const rows = await told(db)
    .where('o.parent_id', '=', of.id)
    .where('o.path', '<', rangeEnd(of.path))
    .orderBy('o.position')
    .orderBy('o.path')
    .execute();
  const items = rows.filter(({ is_told, below }) => is_told || below > 0);
  if (under !== undefined && !of.is_told && items.length === 0) throw notFound();
  return { of: { ...view(of), above: under === undefined ? null : await above(db, of) }, items: items.map(view) };
};
