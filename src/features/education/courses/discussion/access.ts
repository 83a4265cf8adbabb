import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** The branch to which the reader belongs, or for which the reader works: a member's own range begins with its path. */
export const branchPathOf = ({ from }: Scope): string => from.split('@')[0] ?? '';

/** What that very branch has said: nothing of another, above or below. */
export const branchPosts = (db: Db, scope: Scope) =>
  db.selectFrom('course_post as p').where('p.org_path', '=', branchPathOf(scope)).where('p.removed_at', 'is', null);
