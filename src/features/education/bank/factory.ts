import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Tx } from '#platform/db/types.ts';
import { matterPath } from '#platform/access/scope.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import { newId } from '#shared/ids.ts';
import type { BankState, Question } from './rules.ts';
import { marksOf } from './writing/commands.ts';

interface Facts extends Partial<Question> {
  readonly unit: { readonly id: string };
  readonly category?: string;
  readonly topic?: string;
  readonly level?: number;
  readonly explanation?: string;
  readonly source?: string;
  readonly licence?: string;
  readonly state?: BankState;
  readonly writer?: string;
  readonly reviewer?: string;
  readonly at?: string;
}

const stages = { draft: [], review: ['review'], published: ['published'], retired: ['published', 'retired'] } as const;

/** A question of the bank, as far as it has come by the hands of people who have no account here. */
export const plantQuestion = async (
  tx: Tx,
  {
    unit,
    kind = 'single',
    stem = '<b>预备党员</b> "的预备期\' 为（ ）',
    options = kind === 'single' || kind === 'multiple'
      ? ['一年', '两年', '三年'].map((text, at) => ({ key: 'ABC'.charAt(at), text }))
      : [],
    answer = { keys: ['A'] },
    category = 'charter',
    topic = 'charter',
    level = 2,
    explanation = '',
    source = '',
    licence = '',
    state = 'published',
    writer = '某教师',
    reviewer = '某审核人',
    at = '2026-03-02T00:00:00Z',
  }: Facts,
): Promise<{ readonly id: string }> => {
  const id = newId();
  const question: Question = { kind, stem, options, answer };
  await tx
    .insertInto('bank_item')
    .values({
      id,
      line_id: id,
      unit_id: unit.id,
      category_code: category,
      topic,
      kind,
      stem,
      options: JSON.stringify(options),
      answer: JSON.stringify(answer),
      explanation,
      level,
      source,
      licence,
      writers: [newId()],
      writer,
      ...marksOf(question),
      created_at: at,
      changed_at: at,
    })
    .execute();
  for (const stage of stages[state])
    await tx
      .updateTable('bank_item')
      .set({ state: stage, ...(stage === 'published' ? { reviewer_id: newId(), reviewer } : {}) })
      .where('id', '=', id)
      .execute();
  return { id };
};

/** A workbook with the headings in its first row. */
export const sheetOfQuestions = async (
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  await writeSheet(stream, { sheetName: '题库', columns: headings.map((title) => ({ title })), rows });
  return whole;
};

/** A file that was read: one row that is ready, one that names no known category. */
export const plantImport = async (
  tx: Tx,
  { unit }: { readonly unit: { readonly id: string; readonly path: string } },
): Promise<{ readonly id: string }> => {
  const id = newId();
  const org_path = matterPath(unit.path, id);
  const defaults = JSON.stringify({ categoryCode: null, source: '', licence: '' });
  await tx
    .insertInto('bank_import')
    .values({
      id,
      org_path,
      unit_id: unit.id,
      holder: newId(),
      actor: '某教师',
      file_name: '题库.xlsx',
      size: 1,
      defaults,
      state: 'preview',
    })
    .execute();
  const item = {
    kind: 'judge' as const,
    stem: '支委会 <b>每月</b> "一次\'',
    options: [],
    answer: { holds: true },
    explanation: '',
    level: 2,
    topic: null,
    source: '',
    licence: '',
  };
  const row = { import_id: id, org_path, sheet: '题库', cells: JSON.stringify([item.stem, '对']) };
  await tx
    .insertInto('bank_import_row')
    .values([
      {
        ...row,
        seq: 1,
        line: 2,
        item: JSON.stringify({ ...item, categoryCode: 'branch', categoryText: '' }),
        state: 'ready',
        item_id: newId(),
        ...marksOf(item),
      },
      {
        ...row,
        seq: 2,
        line: 3,
        item: JSON.stringify({ ...item, categoryCode: null, categoryText: '组织生活' }),
        faults: JSON.stringify([{ fault: 'category_unknown', value: '组织生活' }]),
        state: 'fault',
        item_id: newId(),
      },
    ])
    .execute();
  return { id };
};
