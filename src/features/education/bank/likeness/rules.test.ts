import { describe, expect, test } from 'vitest';
import type { Question } from '../rules.ts';
import { identityOf, isNear, likenessIndex, likenessOf, numbersIn, sharedPart } from './rules.ts';

const single = (stem: string, texts: readonly string[], right = 0): Question => ({
  kind: 'single',
  stem,
  options: texts.map((text, at) => ({ key: 'ABCDEF'[at]!, text })),
  answer: { keys: ['ABCDEF'[right]!] },
});
const judge = (stem: string, holds: boolean): Question => ({ kind: 'judge', stem, options: [], answer: { holds } });
const near = (a: Question, b: Question): boolean => isNear(a, b, sharedPart(likenessOf(a).grams, likenessOf(b).grams));

const texts = ['六个月', '一年', '两年', '三年'];

describe('the same question', () => {
  test('has other signs, widths and blanks, and its options in another order', () => {
    const a = single('预备党员的预备期为（ ）。', texts, 1);
    const b = single('预备党员的预备期为 ( )', ['三年', '一年。', '六个月', '两年'], 1);
    expect(identityOf(a)).toBe(identityOf(b));
    expect(identityOf(a)).not.toBe(identityOf(single('预备党员的预备期为（ ）。', texts, 2)));
  });

  test('may be kept as single or multiple, not as a judgement', () => {
    const a = single('问', ['甲', '乙']);
    expect(identityOf({ ...a, kind: 'multiple' })).toBe(identityOf(a));
    expect(identityOf(judge('问', true))).not.toBe(identityOf(judge('问', false)));
  });
});

describe('near questions', () => {
  test.each([
    ['a word more', single('预备党员的预备期为（ ）', texts, 1), single('预备党员的预备期一般为（ ）', texts, 1), true],
    [
      'one option other',
      single('预备党员的预备期为（ ）', texts, 1),
      single('预备党员的预备期为（ ）', ['三个月', '一年', '两年', '三年'], 1),
      true,
    ],
    [
      'the same with another answer',
      single('预备党员的预备期为（ ）', texts, 1),
      single('预备党员的预备期为（ ）', texts, 2),
      true,
    ],
    [
      'a judgement that says the contrary',
      judge('支部党员大会每季度召开一次', true),
      judge('支部党员大会不是每季度召开一次', false),
      false,
    ],
    [
      'another number',
      judge('正式党员不足3人的应当联合成立支部', true),
      judge('正式党员不足5人的应当联合成立支部', false),
      false,
    ],
    ['another article', judge('见党章第22条的规定内容', true), judge('见党章第二十三条的规定内容', true), false],
    [
      'another place',
      judge('乡镇党委审批预备党员时应当集体讨论', true),
      judge('街道党委审批预备党员时应当集体讨论', true),
      false,
    ],
    [
      'a word left out',
      judge('党支部委员会会议一般每月召开一次', true),
      judge('支部委员会会议一般每月召开一次。', true),
      true,
    ],
    [
      'other questions with the same options',
      single('党的最高权力机关是', [
        '党的全国代表大会',
        '中央委员会全体会议',
        '中央纪律检查委员会',
        '中央政治局常务委员会',
      ]),
      single('谁每五年举行一次', [
        '党的全国代表大会',
        '中央委员会全体会议',
        '中央纪律检查委员会',
        '中央政治局常务委员会',
      ]),
      false,
    ],
    [
      'other options',
      single('下列说法正确的是（ ）', ['支委会每月一次', '党课每年一次']),
      single('下列说法正确的是（ ）', ['党费按月交纳', '可以预交半年以上']),
      false,
    ],
    ['another kind', single('预备期为一年', ['正确', '错误']), judge('预备期为一年', true), false],
  ] as const)('%s', (_why, a, b, expected) => {
    expect(near(a, b)).toBe(expected);
    expect(near(b, a)).toBe(expected);
  });

  test('are found again by their bands', () => {
    const index = likenessIndex<number>();
    const stems = Array.from(
      { length: 300 },
      (_, n) => `第${n}题 关于${'组织纪律宣传统战群团'[n % 10]}工作的规定有哪些具体要求`,
    );
    for (const [at, stem] of stems.entries()) index.add(at, judge(stem, true), likenessOf(judge(stem, true)));
    const asked = judge(`${stems[123]!}，请判断`, true);
    expect(index.find(asked, likenessOf(asked)).map(({ of }) => of)).toEqual([123]);
  });
});

test('numbers are read in either script', () => {
  expect(numbersIn('第二十三条，３人，十五天，2.5%，一般')).toBe('23 3 15 2.5');
});
