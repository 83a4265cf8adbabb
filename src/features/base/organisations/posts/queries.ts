import { sql } from 'kysely';
import type { z } from 'zod';
import { rangeEnd, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { withoutGaps } from '#shared/names.ts';
import type { Candidate } from '../terms/contract.ts';
import { placeFor } from '../terms/queries.ts';

/** As many as a person looks through; whoever is not among them is found by more of the name. */
const most = 20;

const contains = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Members of the scope's range by name or pinyin, those of the organisation first. @throws AppError not_found */
export const candidatesOf = async (
  db: Db,
  scope: Scope,
  organisationId: string,
  typed: string,
): Promise<{ items: z.input<typeof Candidate>[] }> => {
  const place = await placeFor(db, scope, organisationId);
  const text = withoutGaps(typed.normalize('NFKC').trim());
  const low = text.toLowerCase().replace(/[' ]/g, '');
  const inside = sql<boolean>`p.org_path >= ${place.path} and p.org_path < ${rangeEnd(place.path)}`;
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .where('p.voided_at', 'is', null)
    .where('p.merged_into_id', 'is', null)
    .where((e) =>
      /^[a-z]+$/.test(low)
        ? e.or([sql<boolean>`starts_with(p.initials, ${low})`, sql<boolean>`starts_with(p.pinyin, ${low})`])
        : e('p.name', 'like', contains(text)),
    )
    .select([
      'p.id as personId',
      'p.name',
      'm.joined_on as joinedOn',
      'b.short_name as branchName',
      inside.as('inside'),
    ])
    .orderBy('inside', 'desc')
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .limit(most)
    .execute();
  return { items: rows };
};
