import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { heldAttempts } from '../access.ts';
import { tellSum } from '../marking/commands.ts';
import { frozenItems } from '../paper/queries.ts';
import { agreedPoints } from '../rules.ts';
import { drawnOf, itemsOfForm } from '../seat/queries.ts';
import { readAnswer } from './contract.ts';
import { readerOf } from './queries.ts';

/** The attempt and its items, held until the commit. @throws AppError not_found */
export const lockMarked = async (tx: Tx, scope: Scope, id: string, examId?: string) => {
  let rows = heldAttempts(tx, scope).where('a.id', '=', id).where('a.marked_at', 'is not', null);
  if (examId !== undefined) rows = rows.where('a.exam_id', '=', examId);
  const attempt = await rows
    .selectAll('a')
    .select(['e.late_minutes', 'e.halves', 'e.pass_share', 'e.drawn', 'e.reading_gap', 'e.state', 'e.released_at'])
    .forNoKeyUpdate('a')
    .executeTakeFirst();
  if (attempt === undefined) throw notFound();
  const items = itemsOfForm(await frozenItems(tx, attempt.exam_id), drawnOf(attempt.drawn), attempt.form);
  return { attempt, items };
};

/** What counts of one item from now on. */
export const setShare = async (tx: Tx, attemptId: string, item: number, share: number): Promise<void> => {
  await tx
    .updateTable('exam_mark')
    .set({ share: Math.round(share * 1_000) / 1_000 })
    .where('attempt_id', '=', attemptId)
    .where('item', '=', item)
    .execute();
};

/** @throws AppError not_found, invalid, conflict */
export const read = async (
  tx: Tx,
  scope: Scope,
  county: County,
  examId: string,
  { attemptId, item: n, points }: z.output<typeof readAnswer.body>,
): Promise<z.input<typeof readAnswer.reply>> => {
  const { attempt, items } = await lockMarked(tx, scope, attemptId, examId);
  const item = items.find((one) => one.n === n);
  if (item === undefined || item.kind !== 'short') throw notFound();
  if (points > item.points) throw invalid('body.points', 'exams.over_points');
  const readings = await tx
    .selectFrom('exam_reading')
    .select(['reader_id', 'given'])
    .where('attempt_id', '=', attemptId)
    .where('item', '=', n)
    .orderBy('at')
    .execute();
  const reader = readerOf(scope);
  if (readings.some(({ reader_id }) => reader_id === reader))
    throw new AppError('conflict', { message: 'exams.own_reading' });
  const gap = Number(attempt.reading_gap);
  const before = readings.map((one) => Number(one.given));
  if (agreedPoints(before, gap) !== null) throw new AppError('conflict', { message: 'exams.wrong_state' });
  await tx
    .insertInto('exam_reading')
    .values({
      id: newId(),
      attempt_id: attemptId,
      person_id: attempt.person_id,
      org_path: attempt.org_path,
      item: n,
      reader_id: reader,
      actor: scope.actor,
      given: points,
      at: county.now().toISOString(),
    })
    .execute();
  const agreed = agreedPoints([...before, points], gap);
  if (agreed !== null) {
    await setShare(tx, attemptId, n, agreed / item.points);
    await tellSum(tx, attempt, items);
  }
  audit(tx, { action: readAnswer.name, entity: 'exam_attempt', entityId: attemptId, path: attempt.org_path });
  return { attemptId, item: n, settled: agreed !== null };
};
