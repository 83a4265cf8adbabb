import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleKeys } from '../access.ts';
import { checkName, plainMobile } from '../identity/rules.ts';
import { likelyPeople } from '../import/reading/queries.ts';
import type { membersAlike } from './contract.ts';

type Asked = z.output<typeof membersAlike.query>;

/** Whoever finds more than this has typed a name that says nothing. */
const shown = 10;

/** Files of the range with the name and the birth date, or the name and the phone, of somebody about to be entered. */
export const alikeOf = async (db: Db, scope: Scope, county: County, { name, birthDate, phone }: Asked) => {
  // Who does not see a field must not try it out.
  const keys = visibleKeys(scope, false);
  const mobile = phone === undefined || !keys.has('phone') ? undefined : plainMobile(phone);
  const likely = await likelyPeople(db, [
    {
      name: checkName(name).name,
      birthDate: keys.has('birthDate') ? (birthDate ?? null) : null,
      phoneHash: mobile === undefined ? null : county.crypto.hash('phone', mobile),
    },
  ]);
  const reasons = new Map(likely.toReversed().map(({ id, reason }) => [id, reason]));
  const rows = await db
    .selectFrom('person as p')
    .innerJoin('membership as m', (join) => join.onRef('m.person_id', '=', 'p.id').on('m.voided_at', 'is', null))
    .innerJoin('organisation as o', 'o.id', 'm.branch_id')
    .select(['p.id', 'p.name', 'p.birth_date', 'm.left_on', 'o.short_name'])
    .where('p.id', '=', sql<string>`any(${[...reasons.keys()]}::uuid[])`)
    .where(
      sql<boolean>`not exists (select from membership l where l.person_id = m.person_id and l.voided_at is null and l.id > m.id)`,
    )
    .orderBy('p.id')
    .limit(shown)
    .execute();
  return {
    items: rows.flatMap((row) => {
      const reason = reasons.get(row.id);
      const { id, name: called, birth_date: born, short_name: branchName } = row;
      return reason ? [{ id, name: called, birthDate: born, branchName, ended: row.left_on !== null, reason }] : [];
    }),
  };
};
