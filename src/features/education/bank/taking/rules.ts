/** A question as a row of a sheet: read by the rules of the import, it is the same question again. */
import { optionKeys, type Question } from '../rules.ts';

export const kindLabels = {
  single: '单选题',
  multiple: '多选题',
  judge: '判断题',
  blank: '填空题',
  short: '简答题',
} as const;
export const levelLabels = ['易', '中', '难'] as const;

export interface Taken extends Question {
  readonly explanation: string;
  readonly level: number;
  readonly category: string;
  readonly topic: string;
  readonly source: string;
  readonly licence: string;
}

export const sheetColumns = [
  '题型',
  '题干',
  ...[...optionKeys].map((key) => `选项${key}`),
  '答案',
  '填空顺序',
  '得分要点',
  '解析',
  '难度',
  '分类',
  '主题',
  '来源',
  '许可',
] as const;

/** Several texts that a gap takes stand between `||`; one that an importer could part gets a bar of its own. */
const takenText = (taken: readonly string[]): string =>
  taken.length > 1 || /[/／或]/u.test(taken.join(''))
    ? `${taken.join('||')}${taken.length > 1 ? '' : '||'}`
    : (taken[0] ?? '');

const answerText = ({ answer }: Question): string => {
  if ('keys' in answer) return answer.keys.join('');
  if ('holds' in answer) return answer.holds ? '正确' : '错误';
  if ('blanks' in answer) return answer.blanks.map(takenText).join('\n');
  return answer.model;
};

export const sheetRow = (item: Taken): string[] => {
  const { answer } = item;
  const texts = new Map(item.options.map(({ key, text }) => [key, text]));
  return [
    kindLabels[item.kind],
    item.stem,
    ...[...optionKeys].map((key) => texts.get(key) ?? ''),
    answerText(item),
    'blanks' in answer && answer.anyOrder ? '不限' : '',
    'points' in answer ? answer.points.join('\n') : '',
    item.explanation,
    levelLabels[item.level - 1] ?? '中',
    item.category,
    item.topic,
    item.source,
    item.licence,
  ];
};

/** The same as an object of a JSON file. */
export const jsonRow = ({ kind, stem, options, answer, ...rest }: Taken): Readonly<Record<string, unknown>> => ({
  kind,
  stem,
  ...(options.length > 0 ? { options } : {}),
  ...('keys' in answer ? { answer: answer.keys.join('') } : {}),
  ...('holds' in answer ? { answer: answer.holds } : {}),
  ...('blanks' in answer ? { answer: answer.blanks, ...(answer.anyOrder ? { anyOrder: true } : {}) } : {}),
  ...('model' in answer
    ? { answer: answer.model, ...(answer.points.length > 0 ? { points: answer.points } : {}) }
    : {}),
  ...rest,
});
