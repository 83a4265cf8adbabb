import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { Context } from '#platform/http/route.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { endOf, isOver, linesOf, markAttempt } from '../marking/commands.ts';
import { keptView, lockSitting } from '../journal/commands.ts';
import { aheadMs, standingAnswers } from '../rules.ts';
import { beginExam, handIn, takeSeat, type Begun, type Kept, type Seat } from './contract.ts';
import {
  askedExams,
  attemptRows,
  drawnOf,
  itemsFor,
  journalKey,
  paperKey,
  paperOf,
  placeOf,
  sealedPaper,
  type Attempt,
} from './queries.ts';

/** Where and when a request is judged. */
type At = Pick<Context, 'county' | 'arrived'>;

const seatView = async (tx: Tx, county: County, attempt: Attempt, now: Date): Promise<z.input<typeof Seat>> => {
  const paper = paperOf(await itemsFor(tx, county, attempt), attempt);
  return {
    attemptId: attempt.id,
    examId: attempt.exam_id,
    title: attempt.title,
    kind: attempt.kind,
    minutes: attempt.minutes,
    items: paper.items.length,
    passShare: attempt.pass_share,
    round: attempt.round,
    attempts: attempt.attempts,
    opensAt: attempt.opens_at,
    closesAt: attempt.closes_at,
    slotAt: attempt.slot_at,
    begun: attempt.begun_at !== null,
    sealed: sealedPaper(county, attempt.id, paper),
    now: now.toISOString(),
  };
};

/** When a place begins: each at a moment of its own, since those who begin in one second wait for each other. */
const slotOf = (opensAt: number, spreadSeconds: number, now: number): Date =>
  new Date(Math.max(now, opensAt + randomInt(spreadSeconds * 1_000 + 1)));

/** The paper, closed, and when the place begins. The place that somebody has already is given again. @throws AppError not_found, refused */
export const seat = async (
  tx: Tx,
  scope: Scope,
  county: County,
  examId: string,
  arrived: Date,
): Promise<z.input<typeof Seat>> => {
  const { personId } = scope;
  const place = await placeOf(tx, scope, county.today());
  if (place === null || personId === null) throw notFound();
  // One person's rounds are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exam ${examId} ${personId}`}, 0))`.execute(tx);
  const exam = await askedExams(tx, place).where('e.id', '=', examId).selectAll('e').executeTakeFirst();
  if (exam === undefined) throw notFound();
  const now = arrived.getTime();
  const before = await attemptRows(tx, scope).where('a.exam_id', '=', examId).orderBy('a.round').execute();
  const last = before.at(-1);
  const isRunning =
    last !== undefined && last.handed_in_at === null && (last.ends_at === null || Date.parse(last.ends_at) > now);
  const done = (attempt: Attempt): Promise<z.input<typeof Seat>> => {
    audit(tx, { action: takeSeat.name, entity: 'exam_attempt', entityId: attempt.id, path: attempt.org_path });
    return seatView(tx, county, attempt, arrived);
  };
  if (last?.channel === 'paper') throw new AppError('refused', { message: 'exams.on_paper' });
  if (isRunning && Date.parse(exam.closes_at) > now) return done(last);
  const opensAt = Date.parse(exam.opens_at);
  if (now < opensAt - aheadMs) throw new AppError('refused', { message: 'exams.not_open' });
  if (now >= Date.parse(exam.closes_at)) throw new AppError('refused', { message: 'exams.closed' });
  if (before.length >= exam.attempts) throw new AppError('refused', { message: 'exams.no_rounds' });
  const id = newId();
  await tx
    .insertInto('exam_attempt')
    .values({
      id,
      exam_id: examId,
      person_id: personId,
      org_path: matterPath(await holdPath(tx, exam.unit_id), id),
      home_path: place.path,
      round: before.length + 1,
      form: randomInt(Math.max(1, drawnOf(exam.drawn).length)),
      seed: randomInt(2 ** 31),
      slot_at: slotOf(opensAt, exam.spread_seconds, now).toISOString(),
    })
    .execute();
  return done(await attemptRows(tx, scope).where('a.id', '=', id).executeTakeFirstOrThrow());
};

/** The sitting of this device: its own where it was the last, else a new one, which from now on goes before all the others. */
const sittingOf = async (tx: Tx, attempt: Attempt, device: string, arrived: Date) => {
  const all = await tx
    .selectFrom('exam_sitting')
    .select(['n', 'device', 'last_seq', 'head'])
    .where('attempt_id', '=', attempt.id)
    .orderBy('n')
    .execute();
  const last = all.at(-1);
  const lines = all.reduce((sum, { last_seq }) => sum + last_seq, 0);
  if (last?.device === device) return { ...last, others: lines - last.last_seq };
  const next = { n: (last?.n ?? 0) + 1, device, last_seq: 0, head: '', others: lines };
  await tx
    .insertInto('exam_sitting')
    .values({
      id: newId(),
      attempt_id: attempt.id,
      person_id: attempt.person_id,
      org_path: attempt.org_path,
      n: next.n,
      device,
      opened_at: arrived.toISOString(),
    })
    .execute();
  return next;
};

/** @throws AppError not_found, slow_down before its slot, refused */
export const begin = async (
  tx: Tx,
  scope: Scope,
  { county, arrived }: At,
  id: string,
  { device }: z.output<typeof beginExam.body>,
): Promise<z.input<typeof Begun>> => {
  const attempt = await attemptRows(tx, scope)
    .where('a.id', '=', id)
    .where('a.channel', '=', 'phone')
    .forUpdate('a')
    .executeTakeFirst();
  if (attempt === undefined) throw notFound();
  const now = arrived.getTime();
  let endsAt = attempt.ends_at;
  if (endsAt === null) {
    const early = Date.parse(attempt.slot_at) - now;
    if (early > 0) throw new AppError('slow_down', { message: 'exams.not_yet', retryAfter: Math.ceil(early / 1_000) });
    if (now >= Date.parse(attempt.closes_at)) throw new AppError('refused', { message: 'exams.closed' });
    endsAt = new Date(Math.min(now + attempt.minutes * 60_000, Date.parse(attempt.closes_at))).toISOString();
    await tx
      .updateTable('exam_attempt')
      .set({ begun_at: arrived.toISOString(), ends_at: endsAt })
      .where('id', '=', id)
      .execute();
  }
  const sitting = await sittingOf(tx, attempt, device, arrived);
  const standing = attempt.begun_at === null ? new Map<number, string>() : standingAnswers(await linesOf(tx, id));
  audit(tx, { action: beginExam.name, entity: 'exam_attempt', entityId: id, path: attempt.org_path });
  return {
    attemptId: id,
    paperKey: paperKey(county, id).toString('base64'),
    sitting: sitting.n,
    journalKey: journalKey(county, id, sitting.n).toString('base64'),
    lastSeq: sitting.last_seq,
    head: sitting.head,
    others: sitting.others,
    answers: [...standing].map(([item, answer]) => ({ item, answer: JSON.parse(answer) as string[] })),
    endsAt,
    handedIn: attempt.handed_in_at !== null,
    now: arrived.toISOString(),
  };
};

/** The person's own end. What is still on the way is sent first: refused while lines are missing. @throws AppError not_found, refused */
export const hand = async (
  tx: Tx,
  scope: Scope,
  { county, arrived }: At,
  id: string,
  { sitting: n, seq }: z.output<typeof handIn.body>,
): Promise<z.input<typeof Kept>> => {
  const row = await lockSitting(tx, scope, id, n);
  audit(tx, { action: handIn.name, entity: 'exam_attempt', entityId: id, path: row.org_path });
  if (row.last_seq < seq)
    throw new AppError('refused', {
      message: 'exams.lines_missing',
      current: { lastSeq: row.last_seq, head: row.head },
    });
  if (row.latest > n) throw new AppError('refused', { message: 'exams.moved_on' });
  const ended = row.handed_in_at !== null || arrived.getTime() >= endOf(row).at;
  const handed = ended ? row : { ...row, handed_in_at: arrived.toISOString() };
  if (!ended)
    await tx.updateTable('exam_attempt').set({ handed_in_at: handed.handed_in_at }).where('id', '=', id).execute();
  if (!ended || isOver(row, arrived.getTime())) await markAttempt(tx, handed, await itemsFor(tx, county, row), arrived);
  touch(tx, 'exams', { path: row.org_path });
  return keptView(handed, n, arrived);
};
