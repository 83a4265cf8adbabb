import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { audienceRoot, heldExams } from './access.ts';
import { changeExam, createExam, type ExamFields, type HandledExam, removeExam, stepExam } from './contract.ts';
import { freezePapers } from './paper/commands.ts';
import type { BlueprintRow, Placed } from './paper/rules.ts';
import { allows, type ExamState } from './rules.ts';
import { tellLater, tellWithdrawn } from './telling/commands.ts';

type Fields = z.output<typeof ExamFields>;
type Handled = z.input<typeof HandledExam>;

/** What no single field shows. */
const checked = async (tx: Tx, scope: Scope, fields: Fields): Promise<void> => {
  const open = Date.parse(fields.closesAt) - Date.parse(fields.opensAt);
  if (open <= 0) throw invalid('body.closesAt', 'exams.closes_before');
  // Whoever begins last still has the whole time.
  if (open < fields.minutes * 60_000 + fields.spreadSeconds * 1_000)
    throw invalid('body.closesAt', 'exams.window_short', { minutes: fields.minutes });
  if (fields.blueprint.length > 0 && fields.picked.length > 0) throw invalid('body.blueprint', 'exams.one_way');
  if (new Set(fields.picked.map(({ id }) => id)).size < fields.picked.length)
    throw invalid('body.picked', 'exams.picked_twice');
  const audience = await tx
    .selectFrom('organisation')
    .select(['id', 'path'])
    .where('id', '=', fields.audienceId)
    .executeTakeFirst();
  const root = await audienceRoot(tx, scope);
  if (audience === undefined || root === null || !audience.path.startsWith(root))
    throw invalid('body.audienceId', 'exams.not_below');
};

const columnsOf = (fields: Fields) => ({
  title: fields.title,
  kind: fields.kind,
  opens_at: fields.opensAt,
  closes_at: fields.closesAt,
  minutes: fields.minutes,
  spread_seconds: fields.spreadSeconds,
  attempts: fields.attempts,
  audience_id: fields.audienceId,
  stages: [...fields.stages],
  branch_types: [...fields.branchTypes],
  shuffle: fields.shuffle,
  halves: fields.halves,
  pass_share: fields.passShare,
  late_minutes: fields.lateMinutes,
  reading_gap: fields.readingGap,
  forms: fields.blueprint.length > 0 ? fields.forms : 1,
  bound: fields.bound,
  blueprint: JSON.stringify(fields.blueprint),
  picked: JSON.stringify(fields.picked),
});

/** @throws AppError invalid */
export const create = async (tx: Tx, scope: Scope, fields: Fields): Promise<Handled> => {
  if (scope.organisationId === null) throw notFound();
  await checked(tx, scope, fields);
  const path = await holdPath(tx, scope.organisationId);
  const id = newId();
  await tx
    .insertInto('exam')
    .values({ id, unit_id: scope.organisationId, ...columnsOf(fields) })
    .execute();
  audit(tx, { action: createExam.name, entity: 'exam', entityId: id, path });
  touch(tx, 'exams', { path });
  return { id, version: 1, state: 'draft' };
};

const lockExam = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const exam = await heldExams(tx, scope)
    .where('e.id', '=', id)
    .selectAll('e')
    .select('u.path as unit_path')
    .forUpdate('e')
    .executeTakeFirst();
  if (exam === undefined) throw notFound();
  if (exam.version !== version)
    throw new AppError('stale', { current: { id, version: exam.version, state: exam.state } });
  return exam;
};

/** @throws AppError not_found, stale, conflict, invalid */
export const change = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, ...fields }: z.output<typeof changeExam.body>,
): Promise<Handled> => {
  const exam = await lockExam(tx, scope, id, version);
  if (!allows('change', exam.state, false)) throw new AppError('conflict', { message: 'exams.wrong_state' });
  await checked(tx, scope, fields);
  await tx
    .updateTable('exam')
    .set({ ...columnsOf(fields), version: version + 1 })
    .where('id', '=', id)
    .execute();
  audit(tx, { action: changeExam.name, entity: 'exam', entityId: id, path: exam.unit_path });
  touch(tx, 'exams', { path: exam.unit_path });
  return { id, version: version + 1, state: exam.state };
};

/** A draft has no papers, and nobody has been told of it. @throws AppError not_found, stale, conflict */
export const remove = async (tx: Tx, scope: Scope, id: string, version: number): Promise<{ readonly id: string }> => {
  const exam = await lockExam(tx, scope, id, version);
  if (!allows('remove', exam.state, false)) throw new AppError('conflict', { message: 'exams.wrong_state' });
  await tx.deleteFrom('exam_helper').where('exam_id', '=', id).execute();
  await tx.deleteFrom('exam').where('id', '=', id).execute();
  audit(tx, { action: removeExam.name, entity: 'exam', entityId: id, path: exam.unit_path });
  touch(tx, 'exams', { path: exam.unit_path });
  return { id };
};

const stateAfter = { publish: 'published', withdraw: 'withdrawn', release: 'released' } as const satisfies Record<
  string,
  ExamState
>;

/** Marks that still wait would be told as missing. */
const assertMarked = async (tx: Tx, id: string): Promise<void> => {
  const { waiting } = await tx
    .selectFrom('exam_attempt')
    .where('exam_id', '=', id)
    .where('begun_at', 'is not', null)
    .where('won', 'is', null)
    .select(sql<number>`count(*)::int4`.as('waiting'))
    .executeTakeFirstOrThrow();
  if (waiting > 0) throw new AppError('refused', { message: 'exams.not_marked', params: { count: waiting } });
};

/** @throws AppError not_found, stale, conflict, refused, invalid */
export const step = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, act, reason = '' }: z.output<typeof stepExam.body>,
): Promise<Handled> => {
  const exam = await lockExam(tx, scope, id, version);
  const now = county.now();
  const last = Date.parse(exam.closes_at) + exam.late_minutes * 60_000;
  if (!allows(act, exam.state, now.getTime() >= last)) throw new AppError('conflict', { message: 'exams.wrong_state' });
  if (act === 'publish') {
    if (Date.parse(exam.closes_at) <= now.getTime()) throw invalid('body.closesAt', 'exams.closed_already');
    await freezePapers(tx, {
      id,
      unitPath: exam.unit_path,
      forms: exam.forms,
      bound: Number(exam.bound),
      // Written by `columnsOf` alone.
      blueprint: exam.blueprint as unknown as readonly BlueprintRow[],
      picked: exam.picked as unknown as readonly Placed[],
    });
  }
  if (act === 'release') await assertMarked(tx, id);
  const stamp = now.toISOString();
  await tx
    .updateTable('exam')
    .set({
      state: stateAfter[act],
      version: version + 1,
      ...(act === 'publish' ? { published_at: stamp } : {}),
      ...(act === 'release' ? { released_at: stamp } : {}),
      ...(act === 'withdraw' ? { withdrawn_reason: reason } : {}),
    })
    .where('id', '=', id)
    .execute();
  // What is for practice asks nobody.
  if (act === 'publish' && exam.kind !== 'practice') await tellLater(tx, county, id, { what: 'asked' });
  if (act === 'release') await tellLater(tx, county, id, { what: 'released' });
  if (act === 'withdraw') await tellWithdrawn(tx, county, exam, reason);
  audit(tx, {
    action: stepExam.name,
    entity: 'exam',
    entityId: id,
    path: exam.unit_path,
    changes: [{ field: 'state', from: exam.state, to: stateAfter[act] }],
    ...(act === 'withdraw' ? { reason } : {}),
  });
  touch(tx, 'exams', { path: exam.unit_path });
  return { id, version: version + 1, state: stateAfter[act] };
};
