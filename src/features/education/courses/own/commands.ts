import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { markOf, type Answer, type Given } from '#features/education/bank/rules.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { ownAttempts, ownDone } from '../access.ts';
import { isEvidence, unitOf, unitsOf, type Content } from '../content/rules.ts';
import { isRight } from '../quiz/rules.ts';
import type { AnsweredQuiz, answerQuiz, OwnUnit } from './contract.ts';
import { contentOf, drawFor, releaseFor, type QuizUnit, type ReleaseRow } from './queries.ts';

export interface Taker {
  readonly personId: string;
  readonly path: string;
}

/** Where the reader's rows are filed; held, so that two devices write one after the other. @throws AppError not_found */
export const takerOf = async (tx: Tx, scope: Scope): Promise<Taker> => {
  const { personId } = scope;
  if (personId === null) throw notFound();
  const person = await tx
    .selectFrom('person')
    .select('org_path')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined) throw notFound();
  return { personId, path: person.org_path };
};

/** The first piece of evidence begins it. */
export const beginTaking = async (
  tx: Tx,
  county: County,
  { personId, path }: Taker,
  row: ReleaseRow,
): Promise<void> => {
  await tx
    .insertInto('course_taking')
    .values({
      id: newId(),
      course_id: row.id,
      person_id: personId,
      org_path: path,
      edition: row.edition,
      begun_on: county.today(),
    })
    .onConflict((c) => c.columns(['person_id', 'course_id']).doNothing())
    .execute();
};

/** A unit whose evidence is there: once, whatever comes later. */
export const passUnit = async (
  tx: Tx,
  county: County,
  { personId, path }: Taker,
  { course, edition, unit }: { readonly course: string; readonly edition: number; readonly unit: string },
): Promise<void> => {
  await tx
    .insertInto('course_done')
    .values({
      id: newId(),
      course_id: course,
      unit_id: unit,
      person_id: personId,
      org_path: path,
      edition,
      state: 'done',
      asked_on: county.today(),
      done_on: county.today(),
    })
    .onConflict((c) => c.columns(['person_id', 'unit_id']).doNothing())
    .execute();
};

/** Whether nothing is missing any more: said once, on the day on which it became so. */
export const finishIfWhole = async (
  tx: Tx,
  county: County,
  { personId, path }: Taker,
  course: { readonly id: string; readonly edition: number; readonly content: Content },
): Promise<boolean> => {
  const needed = unitsOf(course.content).filter(isEvidence);
  const rows = await tx
    .selectFrom('course_done')
    .select('unit_id')
    .where('person_id', '=', personId)
    .where('course_id', '=', course.id)
    .where('state', '=', 'done')
    .execute();
  const done = new Set(rows.map((row) => row.unit_id));
  if (!needed.every(({ id }) => done.has(id))) return false;
  const written = await tx
    .updateTable('course_taking')
    .set({ finished_on: county.today(), edition: course.edition })
    .where('person_id', '=', personId)
    .where('course_id', '=', course.id)
    .where('finished_on', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (written !== undefined)
    emit(tx, {
      kind: 'courses.finished',
      payload: { course: course.id, edition: course.edition, person: personId, path },
    });
  return true;
};

export const told = (tx: Tx, action: string, taker: Taker, courseId: string): void => {
  audit(tx, { action: `own.${action}`, entity: 'course', entityId: courseId, path: taker.path });
  touch(tx, 'own-courses', { path: taker.path });
};

interface Key {
  readonly answer: Answer;
  readonly kind: 'single' | 'multiple' | 'judge' | 'blank' | 'short';
  readonly explanation: string;
}

const keysOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Key>> => {
  const rows = await tx
    .selectFrom('bank_item as i')
    .select(['i.id', 'i.kind', 'i.answer', 'i.explanation'])
    .where('i.id', 'in', ids)
    .execute();
  // Safe: it is written as the contract of a question has it.
  return new Map(rows.map(({ id, answer, ...row }) => [id, { ...row, answer: answer as unknown as Answer }]));
};

type Asked = z.output<typeof answerQuiz.body>;

/** The questions of this very try, each answered once or left open. @throws AppError stale, refused */
const checkPaper = async (
  tx: Tx,
  scope: Scope,
  county: County,
  unit: QuizUnit,
  { answers }: Asked,
): Promise<string[]> => {
  const { items, left } = await drawFor(tx, scope, county, unit);
  if (left === 0) throw new AppError('refused', { message: 'courses.tomorrow' });
  const given = new Set(answers.map(({ itemId }) => itemId));
  if (given.size < answers.length || [...given].some((id) => !items.includes(id)))
    throw new AppError('stale', { current: { unitId: unit.id } });
  return items;
};

/** What the same try was told before; undefined where it is new. */
const earlier = async (tx: Tx, scope: Scope, attemptId: string) =>
  ownAttempts(tx, scope)
    .select(['a.items', 'a.marks', 'a.passed', 'a.unit_id'])
    .where('a.id', '=', attemptId)
    .executeTakeFirst();

/** @throws AppError not_found, stale, refused */
export const answer = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, unit: unitId }: { readonly id: string; readonly unit: string },
  body: Asked,
): Promise<z.input<typeof AnsweredQuiz>> => {
  const taker = await takerOf(tx, scope);
  const row = await releaseFor(tx, scope, county, id);
  const unit = unitOf(contentOf(row), unitId);
  if (unit === undefined || unit.kind !== 'quiz') throw notFound();
  const before = await earlier(tx, scope, body.attemptId);
  if (before !== undefined && before.unit_id !== unitId) throw new AppError('conflict');
  const items = before?.items ?? (await checkPaper(tx, scope, county, unit, body));
  const keys = await keysOf(tx, items);
  const given = new Map<string, Given>(body.answers.map(({ itemId, given: said }) => [itemId, said]));
  const marks =
    before?.marks.map(Number) ??
    items.map((item) => {
      const key = keys.get(item);
      return key === undefined ? 0 : (markOf(key, given.get(item) ?? null) ?? 0);
    });
  const right = marks.filter(isRight).length;
  const pass = Math.min(unit.pass, items.length);
  const passed = right >= pass;
  if (before === undefined)
    await tx
      .insertInto('course_attempt')
      .values({
        id: body.attemptId,
        course_id: id,
        unit_id: unitId,
        person_id: taker.personId,
        edition: row.edition,
        items,
        answers: JSON.stringify(body.answers),
        marks: marks.map(String),
        passed,
        answered_on: county.today(),
        at: county.now().toISOString(),
      })
      .execute();
  await beginTaking(tx, county, taker, row);
  if (passed) await passUnit(tx, county, taker, { course: id, edition: row.edition, unit: unitId });
  const finished = await finishIfWhole(tx, county, taker, { id, edition: row.edition, content: contentOf(row) });
  told(tx, 'answerQuiz', taker, id);
  return {
    attemptId: body.attemptId,
    unitId,
    passed,
    right,
    asked: items.length,
    pass,
    marks: items.map((itemId, at) => ({
      itemId,
      right: isRight(marks[at] ?? 0),
      explanation: keys.get(itemId)?.explanation ?? '',
    })),
    finished,
  };
};

/** Waits for the branch to confirm it; what was returned can be said again. @throws AppError not_found, conflict */
export const saidTaskDone = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, unit: unitId }: { readonly id: string; readonly unit: string },
): Promise<z.input<typeof OwnUnit>> => {
  const taker = await takerOf(tx, scope);
  const row = await releaseFor(tx, scope, county, id);
  const unit = unitOf(contentOf(row), unitId);
  if (unit === undefined || unit.kind !== 'task') throw notFound();
  const today = county.today();
  const kept = await ownDone(tx, scope)
    .select(['d.id', 'd.state', 'd.version'])
    .where('d.unit_id', '=', unitId)
    .forUpdate('d')
    .executeTakeFirst();
  if (kept === undefined)
    await tx
      .insertInto('course_done')
      .values({
        id: newId(),
        course_id: id,
        unit_id: unitId,
        person_id: taker.personId,
        org_path: taker.path,
        edition: row.edition,
        state: 'asked',
        asked_on: today,
      })
      .execute();
  else if (kept.state === 'returned')
    await tx
      .updateTable('course_done')
      .set({ state: 'asked', asked_on: today, edition: row.edition, version: kept.version + 1 })
      .where('id', '=', kept.id)
      .execute();
  await beginTaking(tx, county, taker, row);
  told(tx, 'saidTask', taker, id);
  touch(tx, 'course-tasks', { path: taker.path });
  return { unitId, state: kept?.state === 'done' ? 'done' : 'asked', on: today };
};
