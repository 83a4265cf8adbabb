import { PassThrough, Readable } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Download } from '#platform/http/route.ts';
import { writeSheet, type Rows } from '#platform/sheets/write.ts';
import { writeTemplate } from '#platform/sheets/template.ts';
import type { exportFormats } from '../contract.ts';
import { asked, type Filters } from '../queries.ts';
import type { Answer, Option } from '../rules.ts';
import { jsonRow, kindLabels, levelLabels, sheetColumns, sheetRow, type Taken } from './rules.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const batch = 1_000;

/** In the order in which they were written: a second import keeps it. */
async function* takenItems(db: Db, scope: Scope, filters: Filters): AsyncGenerator<Taken> {
  const all = asked(db, scope, filters)
    .leftJoin('study_topic as t', 't.code', 'i.topic')
    .select([
      'i.id',
      'i.kind',
      'i.stem',
      'i.options',
      'i.answer',
      'i.explanation',
      'i.level',
      'c.name_zh as category',
      't.name_zh as topic',
      'i.source',
      'i.licence',
    ])
    .orderBy('i.id')
    .limit(batch);
  for (let from: string | undefined; ;) {
    const rows = await (from === undefined ? all : all.where('i.id', '>', from)).execute();
    // Safe: both are written as the contract of a question has them.
    for (const { id: _id, options, answer, topic, ...rest } of rows)
      yield {
        ...rest,
        topic: topic ?? '',
        options: options as unknown as Option[],
        answer: answer as unknown as Answer,
      };
    from = rows.at(-1)?.id;
    if (rows.length < batch || from === undefined) return;
  }
}

/** Read as far as the first item: what the database refuses is refused before a byte is sent. */
const begun = async (items: AsyncGenerator<Taken>): Promise<AsyncGenerator<Taken>> => {
  const first = await items.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* items;
  })();
};

async function* jsonText(items: AsyncGenerator<Taken>): AsyncGenerator<string> {
  yield '{"format":"zhibu.bank.1","items":[';
  let first = true;
  for await (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(jsonRow(item))}`;
    first = false;
  }
  yield '\n]}\n';
}

async function* sheetRows(items: AsyncGenerator<Taken>): AsyncGenerator<readonly string[]> {
  for await (const item of items) yield sheetRow(item);
}

const widths: Readonly<Record<string, number>> = { 题干: 60, 解析: 40, 答案: 16, 分类: 14, 主题: 14, 来源: 24 };
const columns = sheetColumns.map((title) => ({ title, width: widths[title] ?? 12, kind: 'text' as const }));

const sheetOf = (rows: Rows): Readable => {
  const body = new PassThrough();
  writeSheet(body, { sheetName: '题库', columns, rows }).catch((error: unknown) => body.destroy(error as Error));
  return body;
};

export const exportItems = async (
  db: Db,
  scope: Scope,
  county: County,
  { format, ...filters }: Filters & { readonly format: (typeof exportFormats)[number] },
): Promise<Download> => {
  const items = await begun(takenItems(db, scope, filters));
  const name = `题库 ${county.today()}`;
  return format === 'json'
    ? { name: `${name}.json`, mediaType: 'application/json', body: Readable.from(jsonText(items)) }
    : { name: `${name}.xlsx`, mediaType: xlsx, body: sheetOf(sheetRows(items)) };
};

const example = [
  '单选题',
  '党的最高理想和最终目标是（ ）。',
  '实现共产主义',
  '全面建成小康社会',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  'A',
  '',
  '',
  '党章总纲',
  '易',
  '党章',
  '',
  '党章',
  '',
];

/** The form to fill in, with the county's categories to choose from. */
export const templateSheet = async (db: Db): Promise<Download> => {
  const categories = await db
    .selectFrom('bank_category')
    .select('name_zh')
    .where('retired_on', 'is', null)
    .orderBy('position')
    .execute();
  const choices: Readonly<Record<string, readonly string[]>> = {
    题型: Object.values(kindLabels),
    难度: levelLabels,
    分类: categories.map(({ name_zh }) => name_zh),
    填空顺序: ['不限'],
  };
  const body = new PassThrough();
  writeTemplate(body, {
    sheetName: '题库',
    columns: columns.map((column) => ({
      ...column,
      required: column.title === '题干' || column.title === '答案',
      ...(choices[column.title] === undefined ? {} : { choices: choices[column.title] ?? [] }),
    })),
    example,
  }).catch((error: unknown) => body.destroy(error as Error));
  return { name: '题库导入模板.xlsx', mediaType: xlsx, body };
};
