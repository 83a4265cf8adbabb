import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { FrozenItem } from '../paper/queries.ts';
import { countedAnswers, type End, graceMs, type KeptLine, shareOf, sumOf } from '../rules.ts';

export interface Ended {
  readonly id: string;
  readonly exam_id: string;
  readonly person_id: string;
  readonly org_path: string;
  readonly ends_at: string | null;
  readonly handed_in_at: string | null;
  readonly late_minutes: number;
  readonly halves: boolean;
  readonly pass_share: number;
}

/** When an attempt that has begun is over. */
export const endOf = ({ ends_at, handed_in_at, late_minutes }: Ended): End => {
  const byClock = Date.parse(ends_at ?? '');
  const byHand = handed_in_at === null ? null : Date.parse(handed_in_at);
  return { at: byHand ?? byClock, byHand: byHand !== null, lateUntil: byClock + late_minutes * 60_000 };
};

export const isOver = (attempt: Ended, now: number): boolean => {
  const { at, byHand } = endOf(attempt);
  return now > at + (byHand ? 0 : graceMs);
};

/** All that has come in of an attempt. */
export const linesOf = async (tx: Tx, attemptId: string): Promise<readonly KeptLine[]> => {
  const rows = await tx
    .selectFrom('exam_entry')
    .select(['sitting', 'seq', 'item', 'answer', 'written_at', 'received_at'])
    .where('attempt_id', '=', attemptId)
    .execute();
  return rows.map((row) => ({
    sitting: row.sitting,
    seq: row.seq,
    item: row.item,
    answer: row.answer,
    writtenAt: Date.parse(row.written_at),
    receivedAt: Date.parse(row.received_at),
  }));
};

interface Given {
  readonly item: number;
  readonly share: string | null;
}

const outcomeOf = (attempt: Ended, items: readonly FrozenItem[], marks: readonly Given[]) => {
  const shares = new Map(marks.map(({ item, share }) => [item, share === null ? null : Number(share)]));
  const most = items.reduce((sum, { points }) => sum + points, 0);
  const won = sumOf(items.map((item) => ({ points: item.points, share: shares.get(item.n) ?? null })));
  return { won, most, passed: won === null ? null : won * 100 >= most * attempt.pass_share };
};

/** The points as the marks now say. */
export const tellSum = async (tx: Tx, attempt: Ended, items: readonly FrozenItem[]): Promise<void> => {
  const marks = await tx
    .selectFrom('exam_mark')
    .select(['item', 'share'])
    .where('attempt_id', '=', attempt.id)
    .execute();
  await tx
    .updateTable('exam_attempt')
    .set(outcomeOf(attempt, items, marks))
    .where('id', '=', attempt.id)
    .execute();
};

/**
 * Reckons the marks of an attempt that is over, and held, from its journal: as often as something still comes in, and with the same
 * outcome whatever came first. What readers have given stays while the answer that they read is the one that counts.
 */
export const markAttempt = async (tx: Tx, attempt: Ended, items: readonly FrozenItem[], now: Date): Promise<void> => {
  const { answers, late } = countedAnswers(await linesOf(tx, attempt.id), endOf(attempt));
  const rows = items.map(({ n, right }) => {
    const answer = answers.get(n) ?? null;
    const share = shareOf(right, answer === null ? null : (JSON.parse(answer) as string[]), attempt.halves);
    return { id: newId(), item: n, answer, share };
  });
  const { rows: marks } =
    await sql<Given>`insert into exam_mark as m (id, attempt_id, exam_id, person_id, org_path, item, answer, share)
    select r.id, ${attempt.id}, ${attempt.exam_id}, ${attempt.person_id}, ${attempt.org_path}, r.item, r.answer, r.share
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, item integer, answer text, share numeric)
    on conflict (attempt_id, item) do update set answer = excluded.answer,
      share = case when m.answer is not distinct from excluded.answer and excluded.share is null then m.share else excluded.share end
    returning m.item, m.share`.execute(tx);
  await tx
    .updateTable('exam_attempt')
    .set({ marked_at: now.toISOString(), late, ...outcomeOf(attempt, items, marks) })
    .where('id', '=', attempt.id)
    .execute();
};
