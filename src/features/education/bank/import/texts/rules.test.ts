import { describe, expect, test } from 'vitest';
import { stateOf } from '../rules.ts';
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

  const brief = (text: string) =>
    read(text).map(({ kind, stem, options, answer, faults }) => [kind, stem, options, answer, faults.length]);
  const keys = (...letters: string[]) => ({ keys: letters });
  const blank = (...gaps: string[]) => ({ blanks: gaps.map((one) => [one]), anyOrder: false });

  test.each([
    ['1. 根本组织原则是____。答案：民主集中制', ['blank', '根本组织原则是____。', [], blank('民主集中制'), 0]],
    ['1. 根本组织原则是____。（答案：民主集中制）', ['blank', '根本组织原则是____。', [], blank('民主集中制'), 0]],
    ['1、任期为（ ）年或（ ）年。答：三、五', ['blank', '任期为____年或____年。', [], blank('三', '五'), 0]],
    ['一、填空题\n1．任期为（三）年。', ['blank', '任期为____年。', [], blank('三'), 0]],
    [
      '1. 预备期为（ ）。A.六个月B.一年C.两年 答案：B',
      ['single', '预备期为（ ）。', ['六个月', '一年', '两年'], keys('B'), 0],
    ],
    ['１．预备期为（Ｂ）\nＡ．六个月　Ｂ．一年', ['single', '预备期为（ ）', ['六个月', '一年'], keys('B'), 0]],
    [
      '1. 预备期？\nA. 六个月\nB. 一年\n【答案】B【解析】见细则',
      ['single', '预备期？', ['六个月', '一年'], keys('B'), 0],
    ],
    ['1. 哪些？\nA. 甲\nB. 乙\nC. 丙\n正确答案是：A、C', ['multiple', '哪些？', ['甲', '乙', '丙'], keys('A', 'C'), 0]],
    ['1. 哪些？\nA. 甲\nB. 乙\nC. 丙\n答案ABC', ['multiple', '哪些？', ['甲', '乙', '丙'], keys('A', 'B', 'C'), 0]],
    ['1. 哪些？\nA. 甲\nB. 乙\nAB', ['multiple', '哪些？', ['甲', '乙'], keys('A', 'B'), 0]],
    ['（√）1. 支委会每月一次。', ['judge', '支委会每月一次。（ ）', [], { holds: true }, 0]],
    ['1. 支委会每月一次。 ×', ['judge', '支委会每月一次。', [], { holds: false }, 0]],
    ['1. 支委会每月一次。（对）', ['judge', '支委会每月一次。（ ）', [], { holds: true }, 0]],
    ['1. 支委会每月一次。答案：错误', ['judge', '支委会每月一次。', [], { holds: false }, 0]],
    ['判断\n一、判断题\n1. 支委会每月一次。\n答案 正确。', ['judge', '支委会每月一次。', [], { holds: true }, 0]],
    [
      '1. 怎样开好会？\n参考答案\n（1）会前\n（2）会后',
      ['short', '怎样开好会？', [], { model: '（1）会前\n（2）会后', points: [] }, 0],
    ],
  ])('%j', (text, expected) => expect(brief(text)).toEqual([expected]));

  test('keys of sections, by ranges, behind a title of their own', () => {
    const text = `一、单选题
1. 甲？
A. 一 B. 二
2. 乙？
A. 一 B. 二
第 1 页 共 2 页
二、判断题
1. 丙。
2. 丁。
参考答案
一、单选题
1-2 BA
二、判断题
1. 对 2. ×`;
    expect(brief(text)).toEqual([
      ['single', '甲？', ['一', '二'], keys('B'), 0],
      ['single', '乙？', ['一', '二'], keys('A'), 0],
      ['judge', '丙。', [], { holds: true }, 0],
      ['judge', '丁。', [], { holds: false }, 0],
    ]);
  });

  test('keys whose number does not fit are no keys', () => {
    expect(read('1. 甲？\nA. 一\nB. 二\n1-5 AB').map(({ answer }) => answer)).toEqual([null]);
  });

  test.each([
    '5、党费可以不交（×）\n6 党员可以不参加组织生活',
    '5、党费可以不交（×）\n6党员可以不参加组织生活',
    '5、党费可以不交（×）\n6，党员可以不参加组织生活',
    '5、党费可以不交（×）\n（6）党员可以不参加组织生活',
    '5. 党费可以不交。\n答案：错误\n6 党员可以不参加组织生活',
    '5. 党费可以不交。\n答案：错误\n解析：见党章第六条\n6 党员可以不参加组织生活',
    '5. 党费（×）可以不交\n6、党员可以不参加组织生活',
  ])('the next number begins a question without a mark of its own: %j', (text) => {
    const [first, second, ...others] = read(text);
    expect([first?.stem.includes('组织生活'), first?.answer, first?.faults]).toEqual([false, { holds: false }, []]);
    expect([second?.stem, second?.answer, second?.faults]).toEqual([
      '党员可以不参加组织生活',
      null,
      [{ fault: 'answer_missing', value: '' }],
    ]);
    expect(others).toEqual([]);
  });

  test('and so does a year behind its mark, under a heading of gaps, and in the key at the end', () => {
    expect(brief('5、党费可以不交（×）\n6、2021年是建党一百周年（√）').map(([, stem]) => stem)).toEqual([
      '党费可以不交（ ）',
      '2021年是建党一百周年（ ）',
    ]);
    expect(brief('一、填空题\n1、任期为（三）年。\n2 党课每（季度）一次').map(([, stem]) => stem)).toEqual([
      '任期为____年。',
      '党课每____一次',
    ]);
    expect(brief('1、甲。（√）\n2 乙。\n3、丙。（×）\n参考答案：1.√ 2.×').map(([, , , answer]) => answer)).toEqual(
      [true, false, false].map((holds) => ({ holds })),
    );
  });

  test.each([
    '5. 预备党员转正要多久？\n答案：满\n6 个月以后',
    '5. 党费可以不交（×）\n解析：党章第\n6 条、第 7 条',
    '5. 党费可以不交（×）\n解析：按月交纳，\n6 月底前交清',
    '1. 党课的要求？\n答：\n1 有计划\n2 有考勤\n3 有记录',
    '1. 党课的要求？\n答案：有计划\n（2）有考勤',
    '1. 支委会：（1）每月一次，（√）\n（2）由书记召集',
    '5. 支委会每月几次？\n6 党员怎么说',
    '5. 支委会（√）每月召开\n8 党员参加',
  ])('a line that goes on with the question above stays with it: %j', (text) => {
    expect(read(text).length).toBe(1);
  });

  test('numbers that are left out are told on the row, within a section', () => {
    const jumps = (text: string) =>
      read(text).map(({ faults }) => faults.flatMap(({ fault, value }) => (fault === 'number_jump' ? [value] : [])));
    expect(jumps('5、甲。（√）\n7、乙。（×）\n8、丙。（×）')).toEqual([[], ['5 → 7'], []]);
    expect(jumps('1、甲。（√）\n1、乙。（×）\n一、判断题\n9、丙。（×）')).toEqual([[], [], []]);
    expect(stateOf({ faults: [{ fault: 'number_jump' }], alike: [] }, null)).toBe('ready');
    expect(stateOf({ faults: [{ fault: 'number_jump' }, { fault: 'answer_missing' }], alike: [] }, null)).toBe('fault');
  });

  test('what a spiteful hand writes takes no time and breaks nothing', () => {
    const since = performance.now();
    for (const text of [
      `1. ${'（'.repeat(20_000)}`,
      `1. ${'A.'.repeat(20_000)}`,
      `1-${'A B，'.repeat(20_000)}`,
      `答案${' '.repeat(20_000)}`,
      `1. 问\n${'（A、'.repeat(10_000)}`,
      `1. 问${'答案解析'.repeat(10_000)}：`,
      '1. \u202E问\u0000____<script>alert(1)</script>答案：=1+1',
    ])
      expect(read(text).length).toBeLessThanOrEqual(1);
    expect(performance.now() - since).toBeLessThan(5_000);
  });
});
