import type { StartedSource } from '#platform/feature.ts';
import { visibleApprovals } from '../access.ts';

/** What this person asked a second one for: what waits, and what was answered lately. */
export const askedApprovals: StartedSource = {
  kind: 'approvals',
  permission: 'signed-in',
  async list(db, scope, _county, { since, limit }) {
    const rows = await visibleApprovals(db, scope)
      .leftJoin('organisation as o', 'o.path', 'a.org_path')
      .where('a.asked_by', '=', scope.accountId)
      .where((e) => e.or([e('a.state', '=', 'waiting'), e('a.decided_at', '>=', since)]))
      .select(['a.id', 'a.reason', 'a.state', 'a.asked_at', 'o.short_name'])
      .orderBy('a.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      params: { reason: row.reason },
      link: `/approvals/${row.id}`,
      state: `approvals.${row.state}`,
      at: row.asked_at,
      where: row.state === 'waiting' ? row.short_name : null,
    }));
  },
};
