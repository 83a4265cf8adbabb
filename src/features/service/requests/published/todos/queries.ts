import { sql } from 'kysely';
import type { TodoSource } from '#platform/feature.ts';
import { visiblePublications } from '../access.ts';

/** Answers that somebody else has proposed to publish. */
export const publicationTodos: TodoSource = {
  kind: 'requests.publication',
  permission: 'requests.publish',
  link: '/requests/publications',
  async list(db, scope, _county, { limit }) {
    const waiting = visiblePublications(db, scope)
      .where('p.state', '=', 'proposed')
      .where('p.proposed_by', 'is distinct from', scope.accountId);
    const [rows, { count }] = await Promise.all([
      waiting.select(['p.id', 'p.unit_name']).orderBy('p.id').limit(limit).execute(),
      waiting.select(sql<number>`count(*)::int4`.as('count')).executeTakeFirstOrThrow(),
    ]);
    const items = rows.map(({ id, unit_name }) => ({
      id,
      params: { unit: unit_name },
      link: '/requests/publications',
      dueOn: null,
      ruleId: null,
      why: 'publication',
    }));
    return { count, items };
  },
};
