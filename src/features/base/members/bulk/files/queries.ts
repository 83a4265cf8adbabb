import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { FieldKey } from '../../catalogue.ts';
import type { Value } from '../../contract.ts';
import { openFields } from '../../row/queries.ts';

/** One of many files: what a bulk change looks at. */
export interface OpenedFile {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly branchId: string;
  readonly ended: boolean;
  readonly fields: Record<FieldKey, Value>;
}

const batch = 1_000;

/** Files of many people, of those whom the scope reaches. Locked in the order of their ids, so that two changes wait for each other in turn. */
export const openMany = async (
  db: Db,
  county: County,
  ids: readonly string[],
  options: { readonly lock?: 'share' | 'update' } = {},
): Promise<OpenedFile[]> => {
  const files: OpenedFile[] = [];
  const sorted = ids.toSorted();
  for (let at = 0; at < sorted.length; at += batch) {
    const some = sorted.slice(at, at + batch);
    const persons = await db
      .selectFrom('person')
      .selectAll()
      .where((e) => e('id', '=', e.fn.any(e.val(some))))
      .where('voided_at', 'is', null)
      .where('merged_into_id', 'is', null)
      .orderBy('id')
      .$if(options.lock === 'update', (q) => q.forUpdate())
      .$if(options.lock === 'share', (q) => q.forShare())
      .execute();
    const memberships = await db
      .selectFrom('membership')
      .selectAll()
      .where((e) => e('person_id', '=', e.fn.any(e.val(some))))
      .where('voided_at', 'is', null)
      // The one that lasts comes last and wins.
      .orderBy('left_on', (o) => o.asc().nullsLast())
      .$if(options.lock === 'update', (q) => q.forUpdate())
      .execute();
    const of = new Map(memberships.map((m) => [m.person_id, m]));
    for (const person of persons) {
      const membership = of.get(person.id);
      if (membership === undefined) continue;
      files.push({
        id: person.id,
        name: person.name,
        path: person.org_path,
        branchId: membership.branch_id,
        ended: membership.left_on !== null,
        fields: openFields(county.crypto, { person, membership }),
      });
    }
  }
  return files;
};
