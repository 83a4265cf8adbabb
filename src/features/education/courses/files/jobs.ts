import { sql } from 'kysely';
import { systemScope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { dropFiles } from './commands.ts';

/** An upload that nobody goes on with lives so long. */
const uploadLivesDays = 14;
const atOnce = 20;

/** Films that never arrived whole: what came of them goes, piece by piece. */
export const sweepCourseUploads: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'sweep of course uploads');
  for (;;) {
    const gone = await county.write(scope, async (tx) => {
      const rows = await tx
        .selectFrom('course_file')
        .select(['file_id', 'course_id', 'org_path'])
        .where('whole', '=', false)
        .where(
          'created_at',
          '<',
          sql<string>`${county.now().toISOString()}::timestamptz - make_interval(days => ${uploadLivesDays})`,
        )
        .orderBy('file_id')
        .limit(atOnce)
        .forUpdate()
        .execute();
      await dropFiles(
        tx,
        county,
        rows.map((row) => row.file_id),
      );
      for (const { course_id: id, org_path: path } of rows)
        audit(tx, { action: 'courses.dropUpload', entity: 'course', entityId: id, path });
      return rows.length;
    });
    if (gone < atOnce) return;
  }
};
