import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { visibleDone } from '../access.ts';
import type { Content } from '../content/rules.ts';
import { finishIfWhole } from '../own/commands.ts';
import type { confirmTask } from './contract.ts';

/** The branch was there, or knows who was. Nobody confirms what he says of himself. @throws AppError not_found, stale, conflict, refused */
export const confirm = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, decision }: z.output<typeof confirmTask.body>,
): Promise<z.input<typeof confirmTask.reply>> => {
  const row = await visibleDone(tx, scope)
    .innerJoin('course_release as r', (join) =>
      join.onRef('r.course_id', '=', 'd.course_id').onRef('r.edition', '=', 'd.edition'),
    )
    .select(['d.id', 'd.version', 'd.state', 'd.course_id', 'd.person_id', 'd.org_path', 'd.edition', 'r.content'])
    .where('d.id', '=', id)
    .forUpdate('d')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.person_id === scope.personId) throw new AppError('refused', { message: 'courses.own_task' });
  if (row.version !== version) throw new AppError('stale', { current: { id, version: row.version } });
  if (row.state !== 'asked') throw new AppError('conflict', { message: 'courses.wrong_state' });
  const state = decision === 'confirm' ? 'done' : 'returned';
  await tx
    .updateTable('course_done')
    .set({
      state,
      done_on: state === 'done' ? county.today() : null,
      actor: scope.actor,
      version: version + 1,
    })
    .where('id', '=', id)
    .execute();
  if (state === 'done')
    await finishIfWhole(
      tx,
      county,
      { personId: row.person_id, path: row.org_path },
      // Safe: it was read by the rules when it was kept.
      { id: row.course_id, edition: row.edition, content: row.content as unknown as Content },
    );
  audit(tx, { action: 'courses.confirm', entity: 'course_done', entityId: id, path: row.org_path });
  touch(tx, 'course-tasks', { path: row.org_path });
  touch(tx, 'own-courses', { path: row.org_path });
  return { id, version: version + 1, state };
};
