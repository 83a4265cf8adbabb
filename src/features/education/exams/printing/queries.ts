import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import { notFound } from '#shared/errors.ts';
import type { Block } from '#shared/letter.ts';
import { heldAttempts, heldExams } from '../access.ts';
import { helpedItems, helpedPaper } from '../helpers/queries.ts';
import { frozenItems } from '../paper/queries.ts';
import type { ItemKind } from '../rules.ts';
import { drawnOf, itemsOfForm, paperOf } from '../seat/queries.ts';
import type { findTakers, paperItems } from './contract.ts';

const mostFound = 20;

/** Members whom the exam asks and who lie in the asker's range. */
export const takersNamed = async (
  db: Db,
  scope: Scope,
  id: string,
  words: string,
): Promise<z.input<typeof findTakers.reply>> => {
  const exam = await heldExams(db, scope)
    .innerJoin('organisation as t', 't.id', 'e.audience_id')
    .where('e.id', '=', id)
    .select(['e.id', 'e.branch_types', 't.path'])
    .executeTakeFirst();
  if (exam === undefined) throw notFound();
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('organisation as b', 'b.id', 'm.branch_id')
    .where('m.left_on', 'is', null)
    .where(sql<boolean>`starts_with(b.path, ${exam.path})`)
    .where(sql<boolean>`(${exam.branch_types}::text[] = '{}' or b.type::text = any(${exam.branch_types}::text[]))`)
    .where(sql<boolean>`position(${words} in p.name) > 0`)
    .select(['p.id', 'p.name', 'b.short_name'])
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(mostFound)
    .execute();
  return { items: rows.map((row) => ({ personId: row.id, name: row.name, branchName: row.short_name })) };
};

/** As `byCode` gives it, for a unit that the exam has named to enter its papers. @throws AppError not_found */
const helpedByCode = async (db: Db, scope: Scope, code: string) => {
  const paper = await helpedPaper(db, scope, code);
  if (paper === undefined) throw notFound();
  const [items, exam] = await Promise.all([
    helpedItems(db, scope, paper.exam_id),
    db
      .selectFrom('exam')
      .select(['title', 'minutes', 'drawn', 'shuffle'])
      .where('id', '=', paper.exam_id)
      .executeTakeFirstOrThrow(),
  ]);
  const asked = paperOf(itemsOfForm(items, drawnOf(exam.drawn), paper.form), { ...exam, seed: paper.seed });
  return { ...exam, name: paper.name, paper: asked };
};

const byCode = async (db: Db, scope: Scope, code: string) => {
  const row = await heldAttempts(db, scope)
    .where('a.code', '=', code)
    .select(['a.id', 'a.exam_id', 'a.form', 'a.seed', 'e.title', 'e.minutes', 'e.drawn', 'e.shuffle'])
    .executeTakeFirst();
  if (row === undefined) return helpedByCode(db, scope, code);
  const [items, { rows }] = await Promise.all([
    frozenItems(db, row.exam_id),
    sql<{ name: string }>`select n.name from exam_names(${row.exam_id}, ${scope.from}, ${scope.to}) n
      where n.attempt_id = ${row.id}`.execute(db),
  ]);
  const paper = paperOf(itemsOfForm(items, drawnOf(row.drawn), row.form), row);
  return { ...row, name: rows[0]?.name ?? '', paper };
};

/** @throws AppError not_found */
export const paperByCode = async (db: Db, scope: Scope, code: string): Promise<z.input<typeof paperItems.reply>> => {
  const { name, paper } = await byCode(db, scope, code);
  return { name, items: paper.items };
};

const sorts: Readonly<Record<ItemKind, string>> = {
  single: '单选',
  multiple: '多选',
  judge: '判断，对的写 √，错的写 ×',
  blank: '填空',
  short: '简答',
};
const shortLines = 6;

/** The paper as it is printed: letters stand in the order in which they are entered. @throws AppError not_found */
export const sheetFile = async (db: Db, scope: Scope, code: string): Promise<Download> => {
  const { title, minutes, name, paper } = await byCode(db, scope, code);
  const blocks: Block[] = [
    { kind: 'title', text: title },
    { kind: 'plain', text: `试卷编号 ${code}    姓名 ${name}    时间 ${minutes} 分钟` },
    ...paper.items.flatMap((item, at): Block[] => [
      { kind: 'plain', text: `${at + 1}．（${sorts[item.kind]}，${item.points} 分）${item.stem}    答：（        ）` },
      ...item.options.map(({ text }, place): Block => ({
        kind: 'text',
        text: `${'ABCDEFGHIJ'[place] ?? ''}．${text}`,
      })),
      ...(item.kind === 'short'
        ? [{ kind: 'plain', text: Array.from({ length: shortLines }, () => '＿'.repeat(26)).join('\n') } as const]
        : []),
    ]),
  ];
  return letterFile(`${title} ${code}`, blocks, 'pdf');
};
