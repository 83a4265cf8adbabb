import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAttempts } from '../access.ts';
import { tellSum } from '../marking/commands.ts';
import { lockMarked, setShare } from '../reading/commands.ts';
import { appealDays } from '../rules.ts';
import { drawnOf } from '../seat/queries.ts';
import { tellAnswered, tellAppealed, toldExam } from '../telling/commands.ts';
import { appealMark, decideAppeal } from './contract.ts';

/** Once for each item, in the days after the release. @throws AppError not_found, refused, conflict */
export const appeal = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { item, words }: z.output<typeof appealMark.body>,
): Promise<z.input<typeof appealMark.reply>> => {
  const attempt = await ownAttempts(tx, scope)
    .where('a.id', '=', id)
    .where('e.state', '=', 'released')
    .select(['a.exam_id', 'a.person_id', 'a.org_path', 'a.form', 'e.drawn', 'e.released_at'])
    .executeTakeFirst();
  if (attempt === undefined || !drawnOf(attempt.drawn)[attempt.form]?.items.includes(item)) throw notFound();
  const now = county.now();
  if (now.getTime() >= Date.parse(attempt.released_at ?? '') + appealDays * 86_400_000)
    throw new AppError('refused', { message: 'exams.appeal_closed' });
  const kept = await tx
    .insertInto('exam_appeal')
    .values({
      id: newId(),
      attempt_id: id,
      person_id: attempt.person_id,
      org_path: attempt.org_path,
      item,
      words,
      made_at: now.toISOString(),
    })
    .onConflict((on) => on.columns(['attempt_id', 'item']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) throw new AppError('conflict', { message: 'exams.appealed' });
  const exam = await toldExam(tx, attempt.exam_id);
  if (exam !== undefined) await tellAppealed(tx, county, exam);
  audit(tx, { action: appealMark.name, entity: 'exam_attempt', entityId: id, path: attempt.org_path });
  touch(tx, 'exams', { path: attempt.org_path });
  return { attemptId: id, item };
};

/** @throws AppError not_found, conflict, invalid */
export const decide = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { answer, points }: z.output<typeof decideAppeal.body>,
): Promise<z.input<typeof decideAppeal.reply>> => {
  const asked = await tx
    .selectFrom('exam_appeal')
    .select(['attempt_id', 'item', 'decided_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (asked === undefined) throw notFound();
  const { attempt, items } = await lockMarked(tx, scope, asked.attempt_id);
  const item = items.find(({ n }) => n === asked.item);
  if (item === undefined) throw notFound();
  if (asked.decided_at !== null) throw new AppError('conflict', { message: 'exams.wrong_state' });
  if (points !== undefined && points > item.points) throw invalid('body.points', 'exams.over_points');
  await tx
    .updateTable('exam_appeal')
    .set({ answer, settled: points ?? null, actor: scope.actor, decided_at: county.now().toISOString() })
    .where('id', '=', id)
    .execute();
  if (points !== undefined) {
    await setShare(tx, asked.attempt_id, asked.item, points / item.points);
    await tellSum(tx, attempt, items);
  }
  const exam = await toldExam(tx, attempt.exam_id);
  if (exam !== undefined)
    await tellAnswered(tx, exam, { appeal: id, person: attempt.person_id, attempt: asked.attempt_id });
  audit(tx, {
    action: decideAppeal.name,
    entity: 'exam_attempt',
    entityId: asked.attempt_id,
    path: attempt.org_path,
    reason: answer,
  });
  touch(tx, 'exams', { path: attempt.org_path });
  return { id, points: points ?? null };
};
