import { sql, type Selectable } from 'kysely';
import type { County } from '#platform/county/county.ts';
import type { ExamItem as ExamItemTable } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { difficultyOf, type ItemKind, type Right } from '../rules.ts';
import type { BlueprintRow, Placed } from './rules.ts';

/** An item as it was frozen. */
export interface FrozenItem {
  readonly n: number;
  readonly kind: ItemKind;
  readonly category: string;
  readonly topic: string;
  readonly difficulty: number;
  readonly points: number;
  readonly stem: string;
  readonly options: readonly { readonly key: string; readonly text: string }[];
  readonly right: Right;
  readonly explanation: string;
}

type Row = Selectable<ExamItemTable>;

export const frozen = (row: Row): FrozenItem => ({
  n: row.n,
  kind: row.kind,
  category: row.category,
  topic: row.topic,
  difficulty: Number(row.difficulty),
  points: Number(row.worth),
  stem: row.stem,
  // Written by the publishing of the exam alone, in these shapes.
  options: row.options as unknown as FrozenItem['options'],
  right: row.answer as unknown as Right,
  explanation: row.explanation,
});

/** Items as the office of the exam reads them. */
export const frozenItems = async (db: Db, examId: string): Promise<readonly FrozenItem[]> =>
  (await db.selectFrom('exam_item').selectAll().where('exam_id', '=', examId).orderBy('n').execute()).map(frozen);

/** Questions of the bank that a plan of papers can draw from or has picked, as they are worded now. */
export const publishedOf = async (
  db: Db,
  { blueprint, picked }: { readonly blueprint: readonly BlueprintRow[]; readonly picked: readonly Placed[] },
) => {
  const rows = db.selectFrom('bank_item as b').where('b.state', '=', 'published').selectAll('b');
  const found =
    blueprint.length > 0
      ? rows.where('b.category_code', 'in', [...new Set(blueprint.map(({ category }) => category))])
      : rows.where(
          'b.id',
          'in',
          picked.map(({ id }) => id),
        );
  return (await found.orderBy('b.id').execute()).map((row) => ({
    ...row,
    category: row.category_code,
    difficulty: difficultyOf(row.difficulty === null ? null : Number(row.difficulty), row.level),
  }));
};

/** What was picked for a draft, as the bank words it now; what the bank no longer offers is left out, and publishing names it. */
export const pickedItems = async (db: Db, picked: readonly Placed[]): Promise<readonly FrozenItem[]> => {
  if (picked.length === 0) return [];
  const byId = new Map((await publishedOf(db, { blueprint: [], picked })).map((row) => [row.id, row]));
  return picked.flatMap(({ id, points }, at) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const { kind, category, topic, difficulty, stem, explanation } = row;
    return {
      n: at + 1,
      kind,
      category,
      topic,
      difficulty,
      points,
      stem,
      explanation,
      // In the shapes of an item that is frozen: the bank and an exam word them alike.
      options: row.options as unknown as FrozenItem['options'],
      right: row.answer as unknown as Right,
    };
  });
};

/** What a process remembers of papers; thousands begin with the same one. What was published never changes. */
const remembered = new WeakMap<County, Map<string, readonly FrozenItem[]>>();
const mostRemembered = 20;

/** Items of an exam that the person behind the scope has a place at. */
export const askedItems = async (db: Db, county: County, examId: string): Promise<readonly FrozenItem[]> => {
  const known = remembered.get(county) ?? new Map<string, readonly FrozenItem[]>();
  remembered.set(county, known);
  const before = known.get(examId);
  if (before !== undefined) return before;
  const { rows } = await sql<Row>`select * from own_exam_items(${examId})`.execute(db);
  const items = rows.map(frozen);
  const [oldest] = known.keys();
  if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
  if (items.length > 0) known.set(examId, items);
  return items;
};

/** What is right, in the words of an answer: what the office and, once it is told, the person read. */
export const rightWords = (right: Right): readonly string[] => {
  if ('keys' in right) return right.keys;
  if ('holds' in right) return [right.holds ? 'T' : 'F'];
  if ('blanks' in right) return right.blanks.map((words) => words.join(' / '));
  return [right.model];
};

export const gapsOf = (right: Right): number => ('blanks' in right ? right.blanks.length : 0);
