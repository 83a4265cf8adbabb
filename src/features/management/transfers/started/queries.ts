import type { StartedSource } from '#platform/feature.ts';
import { transferView, withPlaces } from '../queries.ts';
import { visibleTransfers } from '../access.ts';

/** Transfers whose first step this person took: those under way, and those that ended lately. */
export const startedTransfers: StartedSource = {
  kind: 'transfers',
  permission: 'transfers.read',
  async list(db, scope, county, { since, limit }) {
    const rows = await withPlaces(visibleTransfers(db, scope))
      .innerJoin('transfer_event as s', 's.transfer_id', 't.id')
      .where('s.version', '=', 1)
      .where('s.account_id', '=', scope.accountId)
      .where((e) =>
        e
          .exists(
            e
              .selectFrom('transfer_event as l')
              .select('l.version')
              .whereRef('l.transfer_id', '=', 't.id')
              .where('l.at', '>=', since),
          )
          .or(e('t.due_on', 'is not', null)),
      )
      .select('s.at as started_at')
      .orderBy('t.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => {
      const { member, state, waitsForName } = transferView(scope, county, row);
      return {
        id: row.id,
        params: { name: member.name },
        link: `/transfers/${row.id}`,
        state: `transfers.${state}`,
        at: row.started_at,
        where: waitsForName,
      };
    });
  },
};
