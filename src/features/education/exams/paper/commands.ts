import { randomInt } from 'node:crypto';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { publishedOf } from './queries.ts';
import { difficultyOfPaper, drawPapers, type BlueprintRow, type Paper, type Placed } from './rules.ts';

export interface PaperPlan {
  readonly id: string;
  readonly unitPath: string;
  readonly forms: number;
  readonly bound: number;
  readonly blueprint: readonly BlueprintRow[];
  readonly picked: readonly Placed[];
}

type BankRow = Awaited<ReturnType<typeof publishedOf>>[number];

const fixedPaper = (picked: readonly Placed[], pool: readonly BankRow[]): readonly Paper[] => {
  const known = new Map(pool.map((row) => [row.id, row.difficulty]));
  // Retired, or changed by a newer edition, since it was chosen.
  const gone = picked.findIndex(({ id }) => !known.has(id));
  if (gone >= 0) throw invalid('body.picked', 'exams.item_gone', { n: gone + 1 });
  const items = picked.map(({ id, points }) => ({ id, points, difficulty: known.get(id) ?? 0 }));
  return [{ items: picked, difficulty: difficultyOfPaper(items) }];
};

/** A share as percentage points. */
const points = (share: number): number => Math.round(share * 1_000) / 10;

const drawnPapers = (plan: PaperPlan, pool: readonly BankRow[]): readonly Paper[] => {
  const { blueprint, forms, bound } = plan;
  const draw = drawPapers(blueprint, pool, { forms, bound, seed: randomInt(2 ** 31) });
  if (draw.kind === 'too_few')
    throw invalid('body.blueprint', 'exams.too_few', { row: draw.row + 1, found: draw.found });
  if (draw.kind === 'too_far')
    throw invalid('body.bound', 'exams.too_far', { furthest: points(draw.furthest), bound: points(bound) });
  return draw.papers;
};

/** Draws the papers and keeps what they ask as it is now. @throws AppError invalid, refused */
export const freezePapers = async (tx: Tx, plan: PaperPlan): Promise<void> => {
  if (plan.blueprint.length === 0 && plan.picked.length === 0)
    throw new AppError('refused', { message: 'exams.no_items' });
  const pool = await publishedOf(tx, plan);
  const papers = plan.blueprint.length > 0 ? drawnPapers(plan, pool) : fixedPaper(plan.picked, pool);
  // An item may stand in several papers with the points of its row: asked once, frozen once for each number of points.
  const keyOf = ({ id, points }: Placed): string => `${id} ${points}`;
  const asked = new Map<string, Placed & { n: number }>();
  for (const placed of papers.flatMap(({ items }) => items))
    if (!asked.has(keyOf(placed))) asked.set(keyOf(placed), { ...placed, n: asked.size + 1 });
  const byId = new Map(pool.map((row) => [row.id, row]));
  const rows = [...asked.values()].flatMap(({ id, points, n }) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    return {
      id: newId(),
      exam_id: plan.id,
      org_path: matterPath(plan.unitPath, plan.id),
      n,
      bank_item_id: id,
      kind: row.kind,
      category: row.category,
      topic: row.topic,
      difficulty: row.difficulty,
      worth: points,
      stem: row.stem,
      options: JSON.stringify(row.options),
      answer: JSON.stringify(row.answer),
      explanation: row.explanation,
    };
  });
  await tx.insertInto('exam_item').values(rows).execute();
  const drawn = papers.map(({ items, difficulty }) => ({
    items: items.map((placed) => asked.get(keyOf(placed))?.n ?? 0),
    difficulty: Math.round(difficulty * 1_000) / 1_000,
  }));
  await tx
    .updateTable('exam')
    .set({ drawn: JSON.stringify(drawn) })
    .where('id', '=', plan.id)
    .execute();
};
