import { describe, expect, test } from 'vitest';
import { readItem, type Surroundings } from '../reading/rules.ts';
import { questionsIn } from './rules.ts';

const around: Surroundings = {
  categories: new Map(),
  topics: new Map(),
  topicOf: new Map([['charter', 'charter']]),
  defaults: { categoryCode: 'charter', source: '', licence: '' },
};
const read = (text: string) =>
  questionsIn(text).map(({ line, raw }) => {
    const { item, faults } = readItem(raw, around);
    return {
      line,
      kind: item.kind,
      stem: item.stem,
      options: item.options.map((o) => o.text),
      answer: item.answer,
      explanation: item.explanation,
      faults,
    };
  });

describe('running text', () => {
  test('numbered stems, lettered options, answer and explanation', () => {
    const text = `某县题库
一、单选题
1. 预备党员的预备期为（ ）。
A. 六个月   B. 一年
C. 两年
答案：B
解析：《细则》第二十九条，
预备期为一年。
2、党的根本组织原则是（A）
A、民主集中制 B、少数服从多数

二、判断题
1. 支委会一般每月召开一次。（√）
2. 党课每年一次。
【答案】错误`;
    expect(read(text)).toEqual([
      {
        line: 3,
        kind: 'single',
        stem: '预备党员的预备期为（ ）。',
        options: ['六个月', '一年', '两年'],
        answer: { keys: ['B'] },
        explanation: '《细则》第二十九条，\n预备期为一年。',
        faults: [],
      },
      {
        line: 9,
        kind: 'single',
        stem: '党的根本组织原则是（ ）',
        options: ['民主集中制', '少数服从多数'],
        answer: { keys: ['A'] },
        explanation: '',
        faults: [],
      },
      {
        line: 13,
        kind: 'judge',
        stem: '支委会一般每月召开一次。（ ）',
        options: [],
        answer: { holds: true },
        explanation: '',
        faults: [],
      },
      {
        line: 14,
        kind: 'judge',
        stem: '党课每年一次。',
        options: [],
        answer: { holds: false },
        explanation: '',
        faults: [],
      },
    ]);
  });

  test('the key of a whole paper at its end', () => {
    const text = '1. 甲？\nA. 一\nB. 二\n2. 乙？\nA. 一\nB. 二\nC. 三\n参考答案：1.A 2.BC';
    expect(read(text).map(({ kind, answer }) => [kind, answer])).toEqual([
      ['single', { keys: ['A'] }],
      ['multiple', { keys: ['B', 'C'] }],
    ]);
  });

  test('parts of a short answer that are numbered in another way', () => {
    const text = '三、简答题\n1. 党小组会的要求？\n答：\n（1）每月一次\n（2）有主题\n2. 党课的要求？\n答：每季度一次';
    expect(read(text).map(({ stem, answer }) => [stem, answer])).toEqual([
      ['党小组会的要求？', { model: '（1）每月一次\n（2）有主题', points: [] }],
      ['党课的要求？', { model: '每季度一次', points: [] }],
    ]);
  });

  test('gaps', () => {
    const text = '填空题\n一、填空题\n1. 党支部的任期为____年，村为（  ）年。\n答案：三；五';
    expect(read(text).map(({ stem, answer, faults }) => [stem, answer, faults])).toEqual([
      ['党支部的任期为____年,村为____年。'.replace(',', '，'), { blanks: [['三'], ['五']], anyOrder: false }, []],
    ]);
  });

  test('a number that begins a sentence is no number of a question', () => {
    expect(read('1. 党费按月交纳？\n答案：对\n2.5% 是比例？').length).toBe(1);
  });
});
