import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';

/** Articles filed in the scope's range, with their column, their unit and what the public sees of them. */
export const visibleArticles = (db: Db, scope: Scope) =>
  db
    .selectFrom('article as a')
    .innerJoin('publishing_column as c', 'c.id', 'a.column_id')
    .innerJoin('organisation as u', 'u.id', 'a.unit_id')
    .leftJoin('published_article as p', 'p.article_id', 'a.id')
    .where('a.org_path', '>=', scope.from)
    .where('a.org_path', '<', scope.to);

/** What the public may read at an instant. The only door to it: what begins later or has ended is nobody's. */
export const publicArticles = (db: Db, now: string) =>
  db
    .selectFrom('published_article as p')
    .innerJoin('publishing_column as c', 'c.id', 'p.column_id')
    .innerJoin('organisation as u', 'u.id', 'p.unit_id')
    .where('p.from_at', '<=', now)
    .where((where) => where.or([where('p.until', 'is', null), where('p.until', '>', now)]));

/** Whose hand it is: the person's, or the account's where that is nobody's. */
export const holderOf = (scope: Scope): string => {
  const holder = scope.personId ?? scope.accountId;
  if (holder === null) throw new Error('an article is nobody’s work');
  return holder;
};
