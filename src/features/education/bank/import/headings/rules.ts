/** What the columns of a sheet of questions, or the keys of a JSON file, are called. */
export const sheetFields = [
  'kind',
  'stem',
  'options',
  'answer',
  'explanation',
  'level',
  'category',
  'topic',
  'source',
  'licence',
  'points',
  'order',
] as const;
export type SheetField = (typeof sheetFields)[number];

/** A column of its own for an option (`A` to `J`) or for what one gap takes (1 and on). */
export type ColumnUse = { readonly field: SheetField } | { readonly option: string } | { readonly gap: number } | null;

const names: Readonly<Record<SheetField, readonly string[]>> = {
  kind: ['题型', '类型', '试题类型', '题目类型', '试题题型', '题型名称', 'type', 'kind', 'questiontype'],
  stem: [
    '题干',
    '题目',
    '试题',
    '问题',
    '试题内容',
    '题目内容',
    '题干内容',
    '题面',
    '题目描述',
    '内容',
    '试题题干',
    '题目名称',
    'stem',
    'question',
    'title',
    'content',
    'text',
    'subject',
  ],
  options: [
    '选项',
    '备选答案',
    '备选项',
    '选项内容',
    '候选答案',
    '可选项',
    '答案选项',
    '试题选项',
    '选择项',
    'options',
    'choices',
    'option',
  ],
  answer: [
    '答案',
    '正确答案',
    '标准答案',
    '参考答案',
    '正确选项',
    '试题答案',
    '题目答案',
    '答案内容',
    'answer',
    'answers',
    'correct',
    'correctanswer',
    'key',
  ],
  explanation: [
    '解析',
    '答案解析',
    '试题解析',
    '题目解析',
    '解释',
    '答题解析',
    '说明',
    '备注',
    'explanation',
    'analysis',
    'explain',
    'remark',
  ],
  level: ['难度', '难易程度', '难易度', '难度系数', '难度等级', '试题难度', '难易', 'level', 'difficulty'],
  category: [
    '分类',
    '类别',
    '题库分类',
    '所属分类',
    '试题分类',
    '章节',
    '科目',
    '题库',
    '所属题库',
    '模块',
    'category',
    'chapter',
    'bank',
  ],
  topic: ['主题', '学习主题', '知识点', '考点', 'topic', 'knowledge'],
  source: ['来源', '出处', '依据', '出题依据', '题目来源', '试题来源', 'source', 'from'],
  points: ['得分要点', '评分要点', '采分点', '要点', 'points'],
  order: ['填空顺序', 'anyorder'],
  licence: ['许可', '授权', '版权', '使用许可', 'licence', 'license'],
};

const fields = new Map(sheetFields.flatMap((field) => names[field].map((name) => [name, field] as const)));

const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[（(【[].*?[）)】\]]/gu, '')
    .replaceAll(/[\s*:：_\-、.]/gu, '');

/** What a heading means; null where nobody knows. */
export const useOf = (heading: string): ColumnUse => {
  const name = plainName(heading);
  const field = fields.get(name);
  if (field !== undefined) return { field };
  const option = /^(?:选项|备选项|备选答案|答案选项|option|choice)?([a-j])(?:选项|项)?$/u.exec(name);
  if (option?.[1] !== undefined) return { option: option[1].toUpperCase() };
  const numbered = /^(?:选项|备选项|option|choice)([1-9]|10|[一二三四五六七八九十])$/u.exec(name)?.[1];
  if (numbered !== undefined) {
    const at = /\d/u.test(numbered) ? Number(numbered) : '一二三四五六七八九十'.indexOf(numbered) + 1;
    return { option: 'ABCDEFGHIJ'.charAt(at - 1) };
  }
  const gapAt = /^(?:答案|填空答案|填空|空|answer)(\d{1,2})$/u.exec(name)?.[1];
  return gapAt === undefined ? null : { gap: Number(gapAt) };
};

/** What a person may say that a column holds: a field, an option, or what one gap takes. */
export const columnCodes = [
  'kind',
  'stem',
  ...[...'ABCDEFGHIJ'].map((key) => `option:${key}` as const),
  'options',
  'answer',
  ...[1, 2, 3, 4, 5].map((gap) => `gap:${gap}` as const),
  'explanation',
  'level',
  'category',
  'topic',
  'source',
  'licence',
  'points',
  'order',
] as const;
export type ColumnCode = (typeof columnCodes)[number];

export const useOfCode = (code: ColumnCode | ''): ColumnUse => {
  if (code === '') return null;
  const [kind, which = ''] = code.split(':');
  if (kind === 'option') return { option: which };
  if (kind === 'gap') return { gap: Number(which) };
  return { field: code as SheetField };
};
export const codeOfUse = (use: ColumnUse): ColumnCode | '' => {
  if (use === null) return '';
  const code = 'field' in use ? use.field : 'option' in use ? `option:${use.option}` : `gap:${use.gap}`;
  return columnCodes.find((one) => one === code) ?? '';
};

/** How a person says that a sheet is to be read: below which line questions begin, and what each column holds. */
export interface SheetMapping {
  readonly sheet: string;
  readonly line: number;
  readonly uses: readonly (ColumnCode | '')[];
}

/** A heading stands within the first rows; a title and a note may stand above it. */
export const headingRows = 15;

export interface Heading {
  /** Index among the rows that were looked at. */
  readonly at: number;
  readonly uses: readonly ColumnUse[];
}

const has = (uses: readonly ColumnUse[], field: SheetField): boolean =>
  uses.some((use) => use !== null && 'field' in use && use.field === field);

/**
 * What columns of one name mean: several 选项 are the options in their order, unless options have columns of their own. Any other
 * field may stand in several columns, of which a row is read as a whole.
 */
export const settled = (uses: readonly ColumnUse[]): readonly ColumnUse[] => {
  const isList = (use: ColumnUse): boolean => use !== null && 'field' in use && use.field === 'options';
  const lists = uses.filter(isList).length;
  if (lists < 2 || uses.some((use) => use !== null && 'option' in use)) return uses;
  let at = 0;
  return uses.map((use) => {
    if (!isList(use)) return use;
    const key = 'ABCDEFGHIJ'.charAt(at);
    at += 1;
    return key === '' ? null : { option: key };
  });
};

/** Columns without a heading behind 选项 belong to it, as cells that were joined come out of a program. */
const usesOf = (row: readonly string[]): readonly ColumnUse[] => {
  let isList = false;
  const uses = row.map((text): ColumnUse => {
    if (text.trim() === '') return isList ? { field: 'options' } : null;
    const use = text.length > 20 ? null : useOf(text);
    isList = use !== null && 'field' in use && use.field === 'options';
    return use;
  });
  return settled(uses);
};

/** The row that names a stem and one thing more; null where there is none. */
export const headingIn = (rows: readonly (readonly string[])[]): Heading | null => {
  for (const [at, row] of rows.slice(0, headingRows).entries()) {
    const uses = usesOf(row);
    if (has(uses, 'stem') && uses.filter((use) => use !== null).length >= 2) return { at, uses };
  }
  return null;
};

/** A heading among the questions, as where sheets were put one below the other: it holds from there on. */
export const headingAmong = (row: readonly string[]): readonly ColumnUse[] | null => {
  const uses = usesOf(row);
  const asks = has(uses, 'answer') || uses.some((use) => use !== null && !('field' in use));
  // Nothing but headings stands in it: a question that is called as a column has an answer beside it.
  const others = row.filter(
    (text, at) => text.trim() !== '' && uses[at] === null && !/号$|^no\.?$/iu.test(text.trim()),
  );
  return has(uses, 'stem') && asks && others.length === 0 ? uses : null;
};

/* Sheets without a heading */

const half = (text: string): string => text.normalize('NFKC').trim();
const signs = {
  kind: /^[（(【[]?(?:单选|多选|判断|填空|简答|问答|论述|不定项|单项选择|多项选择|选择|是非)(?:题)?[）)】\]]?$/u,
  answer: /^(?:[A-J](?:[\s,、;|]*[A-J])*|[√✓✔×✗✘]|对|错|正确|错误|是|否|T|F|true|false)$/iu,
  level: /^(?:较?[易难]|中等?|一般|容易|简单|困难|★+)$/u,
  option: /^[（(]?[A-J]\s*[.、:)]/u,
  question: /[?。:]$|\(\s*\)|_{2,}/u,
} as const;

/** How many in ten of what stands in a column look so. */
const share = (column: readonly string[], pattern: RegExp): number => {
  const there = column.map(half).filter((text) => text !== '');
  return there.length === 0 ? 0 : there.filter((text) => pattern.test(text)).length / there.length;
};
const mean = (column: readonly string[]): number => {
  const there = column.filter((text) => text.trim() !== '');
  return there.reduce((sum, text) => sum + text.trim().length, 0) / Math.max(1, there.length);
};

/** Questions are long and end as sentences do; options may be longer still. */
const likeQuestions = (column: readonly string[]): number =>
  share(column, signs.option) >= 0.5 ? 0 : mean(column) * (1 + share(column, signs.question));

/** What a sheet without known headings may hold; a person confirms it. */
export interface Guess {
  /** Index of the row above the first question; -1: the first row is one. */
  readonly at: number;
  readonly uses: readonly (ColumnCode | '')[];
}

/** Null where no column looks like answers beside one that looks like questions. */
export const guessIn = (rows: readonly (readonly string[])[]): Guess | null => {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? ''));
  const taken = new Set<number>();
  /** The column that has most of it; of equal ones the last: 正确 and 错误 may stand before the answer as options. */
  const most = (of: (column: readonly string[]) => number, from: number, isOpen = (_at: number) => true): number => {
    const found = columns.map((column, at) => (taken.has(at) || !isOpen(at) ? 0 : of(column)));
    const best = Math.max(0, ...found);
    const at = best < from ? -1 : found.lastIndexOf(best);
    if (at >= 0) taken.add(at);
    return at;
  };
  const answer = most((column) => share(column, signs.answer), 0.5);
  const kind = most((column) => share(column, signs.kind), 0.5);
  const level = most((column) => share(column, signs.level), 0.5);
  const before = most(likeQuestions, 5, (at) => at < answer);
  const stem = before < 0 ? most(likeQuestions, 5) : before;
  if (answer < 0 || stem < 0) return null;
  const free = columns.flatMap((column, at) =>
    taken.has(at) || at < stem || column.every((text) => text.trim() === '') ? [] : [at],
  );
  const between = free.filter((at) => at < answer);
  const after = free.filter((at) => at > answer);
  const options = between.length > 0 ? between : after.length > 1 ? after : [];
  const explanation = between.length > 0 || after.length === 1 ? after.find((at) => mean(columns[at] ?? []) >= 8) : -1;
  const uses = columns.map((_column, at): ColumnCode | '' => {
    if (at === answer) return 'answer';
    if (at === kind) return 'kind';
    if (at === level) return 'level';
    if (at === stem) return 'stem';
    if (at === explanation) return 'explanation';
    const place = options.indexOf(at);
    if (place < 0) return '';
    if (options.length === 1) return 'options';
    return columnCodes.find((code) => code === `option:${'ABCDEFGHIJ'.charAt(place)}`) ?? '';
  });
  const first = rows.findIndex((row) => signs.answer.test(half(row[answer] ?? '')));
  return { at: first - 1, uses };
};
