import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { contactList } from './contract.ts';

/** Organisations of the reader's range that stand, with what the public reads of them. */
const organisations = (db: Db, scope: Scope) =>
  db
    .selectFrom('organisation as o')
    .leftJoin('organisation as above', 'above.id', 'o.parent_id')
    .leftJoin('public_contact as k', 'k.organisation_id', 'o.id')
    .where('o.abolished_on', 'is', null)
    .where('o.path', '>=', scope.from)
    .where('o.path', '<', scope.to);

const likeOf = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

const asked = (db: Db, scope: Scope, words: string | undefined) =>
  words === undefined || words === ''
    ? organisations(db, scope)
    : organisations(db, scope).where('o.name', 'ilike', likeOf(words));

/** In the order of the tree. */
export const contactPage = async (
  db: Db,
  scope: Scope,
  { words, cursor, limit }: z.output<typeof contactList.query>,
): Promise<z.input<typeof contactList.reply>> => {
  const rows = asked(db, scope, words);
  const from =
    cursor === undefined
      ? rows
      : rows.where('o.path', '>', sql<string>`(select c.path from organisation c where c.id = ${cursor}::uuid)`);
  const [found, { total }] = await Promise.all([
    from
      .select([
        'o.id as organisationId',
        'o.name',
        'above.short_name as under',
        'k.phone',
        'k.address',
        'k.hours',
        'k.version',
      ])
      .orderBy('o.path')
      .limit(limit + 1)
      .execute(),
    rows.select(sql<number>`count(*)::int4`.as('total')).executeTakeFirstOrThrow(),
  ]);
  const items = found.slice(0, limit).map(({ phone, address, hours, version, ...row }) => ({
    ...row,
    phone: phone ?? '',
    address: address ?? '',
    hours: hours ?? '',
    version: version ?? 0,
  }));
  return { items, next: found.length > limit ? (items.at(-1)?.organisationId ?? null) : null, total };
};
