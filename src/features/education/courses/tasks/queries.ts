import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleDone } from '../access.ts';
import { unitOf, type Content } from '../content/rules.ts';
import type { waitingTasks } from './contract.ts';

const most = 200;

/** Those that have waited longest. */
export const tasksWaiting = async (db: Db, scope: Scope): Promise<z.input<typeof waitingTasks.reply>> => {
  const rows = await visibleDone(db, scope)
    .innerJoin('course_release as r', (join) =>
      join.onRef('r.course_id', '=', 'd.course_id').onRef('r.edition', '=', 'd.edition'),
    )
    .select(['d.id', 'd.version', 'd.unit_id', 'd.asked_on', 'p.name', 'r.title', 'r.content'])
    .where('d.state', '=', 'asked')
    .orderBy('d.asked_on')
    .orderBy('d.id')
    .limit(most)
    .execute();
  return {
    items: rows.flatMap((row) => {
      // Safe: it was read by the rules when it was kept.
      const unit = unitOf(row.content as unknown as Content, row.unit_id);
      if (unit === undefined || unit.kind !== 'task') return [];
      return [
        {
          id: row.id,
          version: row.version,
          personName: row.name ?? '',
          courseTitle: row.title,
          task: unit.title,
          place: unit.place,
          askedOn: row.asked_on,
        },
      ];
    }),
  };
};
