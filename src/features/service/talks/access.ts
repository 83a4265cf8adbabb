import { sql } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { TalkKind } from './rules.ts';

/** In the words of the partial index: what has ended waits for nobody. */
export const isWaiting = sql<boolean>`(t.waiting_since is not null and (t.request_state is null or t.request_state not in ('closed', 'refused')))`;

/** Its request has ended: it is read and not written any more. */
export const isClosed = sql<boolean>`coalesce(t.request_state in ('closed', 'refused'), false)`;

/** Somebody of the unit that has it now sees to it. */
export const isAttended = sql<boolean>`(t.attendant_id is not null and t.attended_at is not distinct from u.id)`;

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

/** What members say is for their very branch: a general branch above it reads none of it. */
export const isForReader = ({ organisationId }: Scope) =>
  sql<boolean>`(t.kind = 'request' or u.id = ${organisationId}::uuid)`;

/** Kinds that the reader answers for the unit. What members say to their branch is for the branch alone, not for those above. */
export const answeredKinds = (scope: Scope): TalkKind[] => [
  ...(may(scope, 'requests.handle') ? (['request'] as const) : []),
  ...(may(scope, 'talks.branch') ? (['member'] as const) : []),
];
