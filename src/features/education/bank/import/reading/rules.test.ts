import { describe, expect, test } from 'vitest';
import { blanksIn, keysIn, optionsIn } from '../answers/rules.ts';
import { guessIn, headingAmong, headingIn, useOf } from '../headings/rules.ts';
import { levelIn, rawOfRow, readItem, sectionIn, type Raw, type Surroundings } from './rules.ts';

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

describe('columns of one name', () => {
  const under = (headings: readonly string[], cells: readonly string[]) => {
    const { item, faults } = read(headings, cells);
    return [item.stem, item.options.map(({ key, text }) => `${key}${text}`), item.answer, faults];
  };

  test('several 选项 are the options in their order', () => {
    expect(under(['题目', '选项', '选项', '选项', '答案'], ['党课多久一次？', '每月', '每季度', '', 'B'])).toEqual([
      '党课多久一次？',
      ['A每月', 'B每季度'],
      { keys: ['B'] },
      [],
    ]);
  });

  test('one heading above several columns', () => {
    const merged = ['题目', '选项', '', '', '答案'];
    expect(under(merged, ['党课多久一次？', 'A.每月', 'B.每季度', 'C.每年', 'B'])[1]).toEqual([
      'A每月',
      'B每季度',
      'C每年',
    ]);
    // And where all of them stand in its first column.
    expect(under(merged, ['党课多久一次？', 'A.每月B.每季度', '', '', 'B'])[1]).toEqual(['A每月', 'B每季度']);
  });

  test('several answers are those of the gaps, several explanations stand one below the other', () => {
    const headings = ['题型', '题干', '答案', '答案', '解析', '备注', '分类'];
    const { item, faults } = read(headings, ['填空题', '____和____', '民主', '集中', '第十条', '常考', '党章']);
    expect([item.answer, item.explanation, faults]).toEqual([
      { blanks: [['民主'], ['集中']], anyOrder: false },
      '第十条\n常考',
      [],
    ]);
    expect(read(headings, ['判断题', '每月一次', '对', '', '', '', '党章']).item.answer).toEqual({ holds: true });
  });

  test('a heading among the questions is no question, and a question that looks like one is', () => {
    expect(headingAmong(['序号', '题目', '选项', '答案'])).toEqual([
      null,
      { field: 'stem' },
      { field: 'options' },
      { field: 'answer' },
    ]);
    expect(headingAmong(['3', '内容', '答案', 'A'])).toBeNull();
    expect(headingAmong(['题目', '党支部由谁领导？'])).toBeNull();
    expect(sectionIn(['', '二、多选题（每题 2 分，共 10 题）', ''])).toContain('多选题');
    expect(sectionIn(['', '下列哪道题是多选题？', ''])).toBeNull();
    expect(sectionIn(['多选题', '哪些是'])).toBeNull();
  });
});

describe('a sheet without headings is guessed by what stands in it', () => {
  const guess = (rows: readonly (readonly string[])[]) => guessIn(rows);

  test('a row that looks like a question is one', () => {
    const rows = [
      ['1', '单选题', '预备党员的预备期为多久？', '一年', '2', 'Ａ', '《党章》第七条规定，预备党员的预备期为一年。'],
      ['2', '多选题', '哪些是党的组织？', '支部', '3', 'A、B', ''],
    ];
    expect(guess(rows)).toEqual({
      at: -1,
      uses: ['', 'kind', 'stem', 'option:A', 'option:B', 'answer', 'explanation'],
    });
    expect(guess([['编号', '类', '说的是', '甲', '乙', '对的', '为什么'], ...rows])?.at).toBe(0);
  });

  test.each([
    [[['党课多久一次？', 'A.每月 B.每季度', 'B']], ['stem', 'options', 'answer']],
    [
      [
        ['党课每季度一次。', '√'],
        ['支委会每年一次。', '×'],
      ],
      ['stem', 'answer'],
    ],
    [[['党课每季度一次。', '正确', '错误', '正确']], ['stem', 'option:A', 'option:B', 'answer']],
    [[['党课多久一次？', 'B', '每月', '每季度']], ['stem', 'answer', 'option:A', 'option:B']],
  ])('%j', (rows, uses) => expect(guess(rows)?.uses).toEqual(uses));

  test('a list of names is none', () => {
    expect(
      guess([
        ['张三', '男', '1990-01-01'],
        ['李四', '女', '1991-02-03'],
      ]),
    ).toBeNull();
    expect(guess([])).toBeNull();
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
    'A.一年B.两年',
    'Ａ、一年Ｂ、两年',
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
    ['（Ａ、Ｃ）', ['A', 'C']],
    ['选BC', ['B', 'C']],
    ['A项和C项', ['A', 'C']],
    ['【B】', ['B']],
    ['②④', ['B', 'D']],
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
    ['√（正确）', true],
    ['错误 ×', false],
    ['【错】', false],
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
    // What stands in the brackets although it has a column goes out of them.
    [['', '预备期为（Ａ）', '一年', '两年', '', 'A', '', '', '党章'], 'single', { keys: ['A'] }],
    [['选择题', '哪些是', '一', '二', '三', 'ＡＢ', '', '', '党章'], 'multiple', { keys: ['A', 'B'] }],
    [['判断题', '党课每年一次。×', '', '', '', '', '', '', '党章'], 'judge', { holds: false }],
    [
      ['填空题', '党的根本组织原则是（民主集中制）。', '', '', '', '', '', '', '党章'],
      'blank',
      { blanks: [['民主集中制']], anyOrder: false },
    ],
    [
      ['填空题', '任期为____年。（三）', '', '', '', '', '', '', '党章'],
      'blank',
      { blanks: [['三']], anyOrder: false },
    ],
    [['', '什么是民主集中制？', '', '', '', '略', '', '', '党章'], 'short', { model: '略', points: [] }],
  ] as const)('%j is a %s', (cells, kind, answer) => {
    const { item, faults } = read(usual, cells);
    expect([item.kind, item.answer, faults]).toEqual([kind, answer, []]);
    expect(item.stem).not.toMatch(/[（(][Ａ三民]/u);
  });

  test('without a category is whole: one is chosen for all of them', () => {
    const { item, faults } = read(usual, ['单选题', '问', '一', '二', '', 'A', '', '', '']);
    expect([item.categoryCode, item.categoryText, faults]).toEqual([null, '', []]);
  });

  test('a sheet that is called by its kind tells it', () => {
    expect(read(['题目', '答案'], ['略说', '一、二'], '简答题').item.kind).toBe('short');
  });

  test.each([
    [['单选题', '问', '一', '二', '', 'E', '', '', '党章'], 'answer_unknown', ''],
    [['单选题', '问', '一', '二', '', '看书', '', '', '党章'], 'answer_unclear', '看书'],
    [['单选题', '问', '一', '二', '', 'A', '', '', '党史'], 'category_unknown', '党史'],
    [['连线题', '问', '一', '二', '', 'A', '', '', '党章'], 'kind_unknown', '连线题'],
    [['单选题', '问', '一', '二', '', 'A', '', '玄', '党章'], 'level_unclear', '玄'],
    [['多选题', '问', '一', '二', '', 'A', '', '', '党章'], 'answer_several', ''],
    [['填空题', '没有空', '', '', '', '一', '', '', '党章'], 'blanks_none', ''],
    [['', '', '一', '二', '', 'A', '', '', '党章'], 'stem_missing', ''],
  ] as const)('%j: %s', (cells, fault, value) => {
    expect(read(usual, cells).faults).toEqual([{ fault, value }]);
  });
});
