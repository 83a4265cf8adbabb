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

/** A column that repeats a field is not read a second time: the first one counts. */
const once = (uses: readonly ColumnUse[]): ColumnUse[] => {
  const before = new Set<string>();
  return uses.map((use) => {
    const key = JSON.stringify(use);
    if (use === null || before.has(key)) return null;
    before.add(key);
    return use;
  });
};

/** The row that names a stem and one thing more; null where there is none. */
export const headingIn = (rows: readonly (readonly string[])[]): Heading | null => {
  for (const [at, row] of rows.slice(0, headingRows).entries()) {
    const uses = once(row.map((text) => (text.trim() === '' || text.length > 20 ? null : useOf(text))));
    if (has(uses, 'stem') && uses.filter((use) => use !== null).length >= 2) return { at, uses };
  }
  return null;
};
