import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, rangeEnd, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { heldAttempts, heldExams } from '../access.ts';
import { helpedItems, helpedPaper } from '../helpers/queries.ts';
import { markAttempt } from '../marking/commands.ts';
import { frozenItems } from '../paper/queries.ts';
import type { Line } from '../rules.ts';
import { drawnOf, itemsOfForm, journalKey, macOf } from '../seat/queries.ts';
import { enterPaper, printPaper } from './contract.ts';

/** Of one sheet of paper, whatever it asks. */
export const newPaperCode = (): string => String(randomInt(10 ** 10 - 1)).padStart(10, '0');

/** A paper for one person, the same as often as it is printed. @throws AppError not_found, invalid, conflict */
export const print = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  personId: string,
): Promise<z.input<typeof printPaper.reply>> => {
  const exam = await heldExams(tx, scope)
    .innerJoin('organisation as t', 't.id', 'e.audience_id')
    .where('e.id', '=', id)
    .where('e.state', '=', 'published')
    .select([
      'e.id',
      'e.drawn',
      'e.closes_at',
      'e.opens_at',
      'e.branch_types',
      't.path as audience_path',
      'u.path as unit_path',
    ])
    .forUpdate('e')
    .executeTakeFirst();
  if (exam === undefined) throw notFound();
  if (county.now().getTime() >= Date.parse(exam.closes_at)) throw new AppError('refused', { message: 'exams.closed' });
  const person = await tx
    .selectFrom('membership as m')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.person_id', '=', personId)
    .where('m.left_on', 'is', null)
    .select(['b.path', 'b.type'])
    .executeTakeFirst();
  const { branch_types: types } = exam;
  const isAsked =
    person?.path.startsWith(exam.audience_path) === true && (types.length === 0 || types.includes(person.type));
  if (person === undefined || !isAsked) throw invalid('body.personId', 'exams.not_asked');
  const before = await tx
    .selectFrom('exam_attempt')
    .select(['id', 'code', 'org_path', 'begun_at'])
    .where('exam_id', '=', id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (before?.code === null && before.begun_at !== null)
    throw new AppError('conflict', { message: 'exams.begun_elsewhere' });
  const attempt = { id: before?.id ?? newId(), code: before?.code ?? newPaperCode() };
  const path = before?.org_path ?? matterPath(exam.unit_path, attempt.id);
  // Whoever has only looked at what the exam is may still take it on paper.
  if (before?.code === null)
    await tx
      .updateTable('exam_attempt')
      .set({ channel: 'paper', code: attempt.code })
      .where('id', '=', attempt.id)
      .execute();
  if (before === undefined)
    await tx
      .insertInto('exam_attempt')
      .values({
        id: attempt.id,
        exam_id: id,
        person_id: personId,
        org_path: path,
        home_path: person.path,
        round: 1,
        channel: 'paper',
        code: attempt.code,
        form: randomInt(Math.max(1, drawnOf(exam.drawn).length)),
        seed: randomInt(2 ** 31),
        slot_at: exam.opens_at,
      })
      .execute();
  audit(tx, { action: printPaper.name, entity: 'exam_attempt', entityId: attempt.id, path });
  return { attemptId: attempt.id, code: attempt.code };
};

const setRange = async (tx: Tx, { from, to }: { readonly from: string; readonly to: string }): Promise<void> => {
  await sql`select set_config('app.lower', ${from}, true), set_config('app.upper', ${to}, true)`.execute(tx);
};

type Attempts = ReturnType<typeof heldAttempts>;

const lockPaper = (rows: Attempts, code: string) =>
  rows
    .where('a.code', '=', code)
    .selectAll('a')
    .select(['e.state', 'e.drawn', 'e.opens_at', 'e.closes_at', 'e.late_minutes', 'e.halves', 'e.pass_share'])
    .forNoKeyUpdate('a')
    .executeTakeFirst();

/**
 * The paper of a code, held: by the office of the exam, or by a unit that it has named, whose range is then that one attempt until the
 * transaction ends. @throws AppError not_found
 */
const openPaper = async (tx: Tx, scope: Scope, code: string) => {
  const held = await lockPaper(heldAttempts(tx, scope), code);
  if (held !== undefined) return { row: held, items: await frozenItems(tx, held.exam_id) };
  const helped = await helpedPaper(tx, scope, code);
  if (helped === undefined) throw notFound();
  const items = await helpedItems(tx, scope, helped.exam_id);
  await setRange(tx, { from: helped.org_path, to: rangeEnd(helped.org_path) });
  const all = tx.selectFrom('exam_attempt as a').innerJoin('exam as e', 'e.id', 'a.exam_id');
  const row = await lockPaper(all, code);
  if (row === undefined) throw notFound();
  return { row, items };
};

/**
 * What somebody answered on paper, as lines of a sitting of the helper's. Entered again, the later word counts; after the release
 * nothing is. @throws AppError not_found, conflict, invalid
 */
export const enter = async (
  tx: Tx,
  scope: Scope,
  county: County,
  code: string,
  answers: z.output<typeof enterPaper.body>['answers'],
): Promise<z.input<typeof enterPaper.reply>> => {
  const { row, items: all } = await openPaper(tx, scope, code);
  if (row.state !== 'published') throw new AppError('conflict', { message: 'exams.wrong_state' });
  const items = itemsOfForm(all, drawnOf(row.drawn), row.form);
  if (answers.some(({ item }) => items.every(({ n }) => n !== item)))
    throw invalid('body.answers', 'exams.no_such_item');
  const now = county.now();
  const filed = { attempt_id: row.id, person_id: row.person_id, org_path: row.org_path };
  const last = await tx
    .selectFrom('exam_sitting')
    .select('n')
    .where('attempt_id', '=', row.id)
    .orderBy('n', 'desc')
    .executeTakeFirst();
  const n = (last?.n ?? 0) + 1;
  const key = journalKey(county, row.id, n);
  let head = '';
  const lines = answers.map(({ item, answer }, at): Line => {
    const line = { seq: at + 1, item, answer, at: now.getTime() };
    head = macOf(key, head, line);
    return { ...line, mac: head };
  });
  const stamp = now.toISOString();
  await tx
    .insertInto('exam_sitting')
    .values({ ...filed, id: newId(), n, device: randomUUID(), last_seq: lines.length, head, opened_at: stamp })
    .execute();
  if (lines.length > 0)
    await tx
      .insertInto('exam_entry')
      .values(
        lines.map(({ seq, item, answer, mac }) => ({
          ...filed,
          sitting: n,
          seq,
          item,
          answer: JSON.stringify(answer),
          written_at: stamp,
          received_at: stamp,
          mac,
        })),
      )
      .execute();
  const ended = { begun_at: row.opens_at, ends_at: row.closes_at, handed_in_at: stamp };
  await tx.updateTable('exam_attempt').set(ended).where('id', '=', row.id).execute();
  await markAttempt(tx, { ...row, ...ended }, items, now);
  audit(tx, { action: enterPaper.name, entity: 'exam_attempt', entityId: row.id, path: row.org_path });
  touch(tx, 'exams', { path: row.org_path });
  return { attemptId: row.id, answered: answers.length };
};
