import type { TodoSource } from '#platform/feature.ts';
import { chinaToday } from '#platform/county/county.ts';
import { decidableKinds, visibleApprovals } from '../access.ts';

/** Acts that wait for this person as the second one: never the own ones, and only kinds that the role may decide. */
export const waitingApprovals: TodoSource = {
  kind: 'approvals.waiting',
  permission: 'approvals.decide',
  // The page of approvals lists the own ones as well; this is the list that has as many.
  link: '/inbox?kind=approvals.waiting',
  async list(db, scope, county, { limit }) {
    const kinds = decidableKinds(scope);
    if (kinds.length === 0) return { count: 0, items: [] };
    const waiting = visibleApprovals(db, scope)
      .where('a.org_path', '>=', scope.from)
      .where('a.org_path', '<', scope.to)
      .where('a.state', '=', 'waiting')
      .where('a.expires_at', '>', county.now().toISOString())
      .where('a.kind', 'in', kinds)
      .where('a.asked_by', '<>', scope.accountId);
    const [rows, { count }] = await Promise.all([
      waiting.select(['a.id', 'a.asker', 'a.expires_at']).orderBy('a.expires_at').limit(limit).execute(),
      waiting.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    ]);
    const items = rows.map((row) => ({
      id: row.id,
      params: { asker: row.asker },
      link: `/approvals/${row.id}`,
      dueOn: chinaToday(new Date(row.expires_at)),
      ruleId: null,
      why: 'approvals',
    }));
    return { count, items };
  },
};
