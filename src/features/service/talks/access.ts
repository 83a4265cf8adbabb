import { sql } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { TalkKind } from './rules.ts';

/** Threads filed in the scope's range, with the unit at whose path they lie. */
export const visibleTalks = (db: Db, scope: Scope) =>
  db
    .selectFrom('talk as t')
    // A path is that of the unit, a mark, the id, and a slash.
    .innerJoin('organisation as u', (join) => join.on(sql<boolean>`u.path = left(t.org_path, -38)`))
    .where('t.org_path', '>=', scope.from)
    .where('t.org_path', '<', scope.to);

/**
 * Messages of one of them. What was said to a branch before is not the next one's to read: the member reads all of it. Whoever is
 * given a request reads its whole thread.
 */
export const visibleMessages = (db: Db, scope: Scope, talkId: string, office: boolean) => {
  const all = db
    .selectFrom('talk_message as m')
    .innerJoin('talk as t', 't.id', 'm.talk_id')
    .innerJoin('organisation as s', 's.id', 'm.unit_id')
    .where('m.talk_id', '=', talkId)
    .where('m.org_path', '>=', scope.from)
    .where('m.org_path', '<', scope.to);
  return office ? all.where(sql<boolean>`(t.kind = 'request' or s.path = left(t.org_path, -38))`) : all;
};

/** Kinds that the reader answers for the unit. What members say to their branch is for the branch alone, not for those above. */
export const answeredKinds = (scope: Scope): TalkKind[] => [
  ...(may(scope, 'requests.handle') ? (['request'] as const) : []),
  ...(may(scope, 'talks.branch') ? (['member'] as const) : []),
];
