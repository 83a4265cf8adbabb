import { systemScope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { frozenItems, type FrozenItem } from '../paper/queries.ts';
import { graceMs } from '../rules.ts';
import { drawnOf, itemsOfForm } from '../seat/queries.ts';
import { markAttempt } from './commands.ts';

const reason = 'exams.mark';
/** So many in one transaction: the locks of their rows are held for a moment. */
const lot = 100;

const markLot = async (county: County, known: Map<string, readonly FrozenItem[]>): Promise<number> => {
  const scope = systemScope(county.entry.code, reason);
  const now = county.now();
  const over = new Date(now.getTime() - graceMs).toISOString();
  return county.write(scope, async (tx) => {
    const rows = await tx
      .selectFrom('exam_attempt as a')
      .innerJoin('exam as e', 'e.id', 'a.exam_id')
      .where('a.marked_at', 'is', null)
      .where('a.ends_at', '<', over)
      // A paper ends when it has been entered.
      .where((e) => e.or([e('a.channel', '=', 'phone'), e('a.handed_in_at', 'is not', null)]))
      .selectAll('a')
      .select(['e.late_minutes', 'e.halves', 'e.pass_share', 'e.drawn'])
      .orderBy('a.id')
      .limit(lot)
      .forNoKeyUpdate('a')
      .skipLocked()
      .execute();
    for (const row of rows) {
      const items = known.get(row.exam_id) ?? (await frozenItems(tx, row.exam_id));
      known.set(row.exam_id, items);
      await markAttempt(tx, row, itemsOfForm(items, drawnOf(row.drawn), row.form), now);
      audit(tx, { action: reason, entity: 'exam_attempt', entityId: row.id, path: row.org_path });
    }
    return rows.length;
  });
};

/** Marks what ended without being handed in: the page was closed, or the network did not come back. */
export const markEnded: TaskHandler = async (county) => {
  const known = new Map<string, readonly FrozenItem[]>();
  while ((await markLot(county, known)) === lot);
};
