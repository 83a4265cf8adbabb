import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerFaults, numbered, numbersOf, sentencesOf, suggestedPoints, unmarked } from './rules.ts';

const words = (text: string): string[] => suggestedPoints(text).map((one) => one.text);

describe('sentences', () => {
  test('end where people end them, and decimals end none', () => {
    expect(sentencesOf('路灯坏了。水费3.5元？  \n“好吧。”请修；谢谢!').map((one) => one.text)).toEqual([
      '路灯坏了。',
      '水费3.5元？',
      '“好吧。”',
      '请修；',
      '谢谢!',
    ]);
    expect(sentencesOf('Mend it. Then tell me.').map((one) => one.text)).toEqual(['Mend it.', 'Then tell me.']);
    expect(sentencesOf(' \n。\u200b ')).toEqual([]);
  });

  test('lie where they say, whatever the text, and leave out nothing that is seen', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('路', '。', '?', '\n', ' ', '3', '.', '”', '𠮷', 'a') }),
        (text) => {
          const pieces = sentencesOf(text);
          for (const piece of pieces) expect(text.slice(piece.from, piece.to)).toBe(piece.text);
          const ends = pieces.map(({ to }) => to);
          expect(pieces.every(({ from }, at) => at === 0 || from >= (ends[at - 1] ?? 0))).toBe(true);
          const left = pieces.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);
          expect(left).not.toMatch(/[路3a𠮷]/u);
        },
      ),
    );
  });
});

describe('an answer that carries numbers', () => {
  const answer = '路灯修好了。\n水表换了！\n再见';

  test('is the same text, cut after each sentence', () => {
    expect(numbered(answer).map(({ text, number }) => [text, number])).toEqual([
      ['路灯修好了。', 1],
      ['\n水表换了！', 2],
      ['\n再见', 3],
    ]);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const whole = numbered(text).map((one) => one.text);
        expect(whole.join('')).toBe(text);
      }),
    );
  });

  test('names the sentences of a point by their numbers', () => {
    expect(numbersOf(answer, ['再见', '路灯修好了。'])).toEqual([1, 3]);
    expect(numbersOf(answer, ['别的话。'])).toEqual([]);
  });
});

describe('what a request asks', () => {
  test.each([
    [
      '您好！村口路灯坏了三盏。自来水经常停。请问低保怎么申请？谢谢。',
      ['村口路灯坏了三盏。', '自来水经常停。', '请问低保怎么申请？'],
    ],
    ['路灯坏了。请尽快处理。', ['路灯坏了。']],
    ['请尽快答复。', ['请尽快答复。']],
    ['村干部很热心。', []],
    ['我家住在村东。去年修了路。路面已经裂开', ['路面已经裂开']],
  ])('%s', (text, points) => expect(words(text)).toEqual(points));

  test('is open until each suggestion is touched by a mark; one alone needs none', () => {
    const text = '路灯坏了三盏。自来水经常停。';
    expect(unmarked('路灯坏了三盏。', [])).toEqual([]);
    expect(unmarked(text, []).map((one) => one.text)).toEqual(['路灯坏了三盏。', '自来水经常停。']);
    expect(unmarked(text, [{ quote: '坏了三盏', aside: false }]).map((one) => one.text)).toEqual(['自来水经常停。']);
    expect(
      unmarked(text, [
        { quote: '坏了三盏', aside: false },
        { quote: '自来水经常停。', aside: true },
      ]),
    ).toEqual([]);
  });
});

describe('an answer', () => {
  const points = [{ id: 'a' }, { id: 'b' }];
  const text = '路灯已经修好。自来水下月恢复。';
  test.each([
    [
      'to each point',
      [
        { pointId: 'a', sentences: [0] },
        { pointId: 'b', sentences: [], reason: '不归本单位管' },
      ],
      [],
    ],
    ['to one of them', [{ pointId: 'a', sentences: [0] }], ['body.answers requests.point_open']],
    [
      'without a sentence or a reason',
      [
        { pointId: 'a', sentences: [0] },
        { pointId: 'b', sentences: [], reason: '' },
      ],
      ['body.answers.1 requests.point_open'],
    ],
    [
      'by a sentence that is not there',
      [
        { pointId: 'a', sentences: [2] },
        { pointId: 'b', sentences: [1] },
      ],
      ['body.answers.0 requests.no_sentence'],
    ],
    [
      'to what was not asked',
      [
        { pointId: 'a', sentences: [0] },
        { pointId: 'b', sentences: [1] },
        { pointId: 'c', sentences: [1] },
      ],
      ['body.answers.2.pointId requests.no_point'],
    ],
  ])('%s', (_name, answers, faults) =>
    expect(answerFaults(points, text, answers).map(({ path, message }) => `${path} ${message}`)).toEqual(faults),
  );
});
