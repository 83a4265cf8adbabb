/** Posts of learners, in whatever organisation they are held: what is asked of a person is the same for every reader of the file. */
import { sql, type RawBuilder } from 'kysely';
import { rangeEnd } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { HeldPost } from '../hours/rules.ts';

interface Row {
  readonly person_id: string;
  readonly post: string;
  readonly from_on: string;
  readonly to_on: string | null;
}

/** Of people in the reader's range, and of the reader. */
export const postsOf = async (db: Db, people: readonly string[]): Promise<(id: string) => readonly HeldPost[]> => {
  if (people.length === 0) return () => [];
  const { rows } = await sql<Row>`select * from study_posts(${[...people]}::uuid[])`.execute(db);
  const held = new Map<string, HeldPost[]>();
  for (const { person_id: id, post, from_on: fromOn, to_on: toOn } of rows)
    held.set(id, [...(held.get(id) ?? []), { post, fromOn, toOn }]);
  return (id) => held.get(id) ?? [];
};

/** Posts that members of a place hold, and those that are held there: a table for a query, `person_id`, `post`, `from_on`, `to_on`. */
export const postsAt = (path: string): RawBuilder<unknown> => sql`(
  select person_id, post, from_on, to_on from post_holding
  where org_path >= ${path} and org_path < ${rangeEnd(path)} and voided_at is null
  union all select * from study_posts_outside(${path}, ${rangeEnd(path)}))`;
