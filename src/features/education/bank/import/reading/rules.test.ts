import { describe, expect, test } from 'vitest';
import { headingIn, useOf } from '../headings/rules.ts';
import { blanksIn, keysIn, levelIn, optionsIn, rawOfRow, readItem, type Raw, type Surroundings } from './rules.ts';

const around: Surroundings = {
  categories: new Map([
    ['党章', 'charter'],
    ['保密', 'secrecy'],
  ]),
  topics: new Map([['保密', 'secrecy']]),
  topicOf: new Map([
    ['charter', 'charter'],
    ['secrecy', 'secrecy'],
  ]),
  defaults: { categoryCode: null, source: '', licence: '' },
};
const row = (headings: readonly string[], cells: readonly string[], under = ''): Raw =>
  rawOfRow(cells, headingIn([headings])!.uses, under);
const read = (headings: readonly string[], cells: readonly string[], under = '') =>
  readItem(row(headings, cells, under), around);

const usual = ['题型', '题干', '选项A', '选项B', '选项C', '答案', '解析', '难度', '分类'];

describe('headings', () => {
  test.each([
    ['题目（必填）', { field: 'stem' }],
    ['Ａ', { option: 'A' }],
    ['选项 b', { option: 'B' }],
    ['备选项3', { option: 'C' }],
    ['正确答案*', { field: 'answer' }],
    ['答案2', { gap: 2 }],
    ['试题解析', { field: 'explanation' }],
    ['难易程度', { field: 'level' }],
    ['序号', null],
  ])('%s', (heading, use) => expect(useOf(heading)).toEqual(use));

  test('stand below a title', () => {
    expect(headingIn([['某县党建题库'], ['说明：必填'], ['序号', '题目', '选项', '答案']])?.at).toBe(2);
    expect(
      headingIn([
        ['姓名', '性别'],
        ['张三', '男'],
      ]),
    ).toBeNull();
  });
});

describe('options in one cell', () => {
  const two = [
    { key: 'A', text: '一年' },
    { key: 'B', text: '两年' },
  ];
  test.each([
    'A.一年 B.两年',
    'A、一年\nB、两年',
    '一年|两年',
    '一年；两年',
    '一年$;$两年',
    'Ａ．一年；Ｂ．两年',
    '一年\n两年',
  ])('%j', (cell) => expect(optionsIn(cell)).toEqual(two));
});

describe('answers', () => {
  const options = ['一年', '两年', '3', '四年'].map((text, at) => ({ key: 'ABCD'[at]!, text }));
  test.each([
    ['A', ['A']],
    ['ｂ', ['B']],
    ['ACD', ['A', 'C', 'D']],
    ['A、C', ['A', 'C']],
    ['d,a', ['A', 'D']],
    ['两年', ['B']],
    ['B. 两年', ['B']],
    ['一年；四年', ['A', 'D']],
    ['2', ['B']],
    // A text that stands there is meant before a number.
    ['3', ['C']],
    ['1,2', ['A', 'B']],
    ['不知道', null],
    ['', []],
  ])('%j', (answer, keys) => expect(keysIn(answer, options)).toEqual(keys));

  test.each([
    ['√', true],
    ['×', false],
    ['对', true],
    ['错误', false],
    ['T', true],
    ['F', false],
    ['Ｔ', true],
    ['否', false],
    ['A', true],
    ['B', false],
  ])('a judgement %s', (answer, holds) => {
    const { item, faults } = read(usual, ['判断题', '支委会每月一次', '', '', '', answer, '', '', '党章']);
    expect([item.kind, item.answer, faults]).toEqual(['judge', { holds }, []]);
  });

  test('gaps, parted as their number asks for', () => {
    expect(blanksIn('一、二', 2)).toEqual([['一'], ['二']]);
    expect(blanksIn('一；二、三', 2)).toEqual([['一'], ['二、三']]);
    expect(blanksIn('北京 或 首都', 1)).toEqual([['北京', '首都']]);
    expect(blanksIn('1/2', 1)).toEqual([['1/2']]);
    expect(blanksIn('（1）民主（2）集中', 2)).toEqual([['民主'], ['集中']]);
  });

  test('a level by word or by share of right answers', () => {
    expect(['易', '中等', '困难', '0.85', '0.3', '2', '★★★', '', '很玄'].map(levelIn)).toEqual([
      1,
      2,
      3,
      1,
      3,
      2,
      3,
      2,
      null,
    ]);
  });
});

describe('a row', () => {
  test('as most people keep it', () => {
    expect(read(usual, ['单选题', '1. 预备期为（ ）', '一年', '两年', '', 'Ａ', '第7条', '易', '党章'])).toEqual({
      item: {
        kind: 'single',
        stem: '预备期为（ ）',
        options: [
          { key: 'A', text: '一年' },
          { key: 'B', text: '两年' },
        ],
        answer: { keys: ['A'] },
        explanation: '第7条',
        level: 1,
        categoryCode: 'charter',
        categoryText: '',
        topic: 'charter',
        source: '',
        licence: '',
      },
      faults: [],
    });
  });

  test.each([
    [['', '预备期为（A）', '一年', '两年', '', '', '', '', '党章'], 'single', { keys: ['A'] }],
    [['', '哪些是', '一', '二', '三', 'AB', '', '', '党章'], 'multiple', { keys: ['A', 'B'] }],
    [['', '支委会每月一次（√）', '', '', '', '', '', '', '党章'], 'judge', { holds: true }],
    [['', '支委会每月一次', '正确', '错误', '', 'B', '', '', '党章'], 'judge', { holds: false }],
    [
      ['', '根本组织原则是（ ）。', '', '', '', '民主集中制', '', '', '党章'],
      'blank',
      { blanks: [['民主集中制']], anyOrder: false },
    ],
    [['', '什么是民主集中制？', '', '', '', '略', '', '', '党章'], 'short', { model: '略', points: [] }],
  ] as const)('%j is a %s', (cells, kind, answer) => {
    const { item, faults } = read(usual, cells);
    expect([item.kind, item.answer, faults]).toEqual([kind, answer, []]);
  });

  test('a sheet that is called by its kind tells it', () => {
    expect(read(['题目', '答案'], ['略说', '一、二'], '简答题').item.kind).toBe('short');
  });

  test.each([
    [['单选题', '问', '一', '二', '', 'E', '', '', '党章'], 'answer_unknown', ''],
    [['单选题', '问', '一', '二', '', '看书', '', '', '党章'], 'answer_unclear', '看书'],
    [['单选题', '问', '一', '二', '', 'A', '', '', '党史'], 'category_unknown', '党史'],
    [['单选题', '问', '一', '二', '', 'A', '', '', ''], 'category_missing', ''],
    [['连线题', '问', '一', '二', '', 'A', '', '', '党章'], 'kind_unknown', '连线题'],
    [['单选题', '问', '一', '二', '', 'A', '', '玄', '党章'], 'level_unclear', '玄'],
    [['多选题', '问', '一', '二', '', 'A', '', '', '党章'], 'answer_several', ''],
    [['填空题', '没有空', '', '', '', '一', '', '', '党章'], 'blanks_none', ''],
    [['', '', '一', '二', '', 'A', '', '', '党章'], 'stem_missing', ''],
  ] as const)('%j: %s', (cells, fault, value) => {
    expect(read(usual, cells).faults).toEqual([{ fault, value }]);
  });
});
