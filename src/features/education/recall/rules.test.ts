import { describe, expect, test } from 'vitest';
import type { Question } from '#features/education/bank/rules.ts';
import {
  chanceOf,
  falseCredit,
  inAuthorKeys,
  inShownKeys,
  knownAtLeast,
  shownOptions,
  shownOrder,
  weekOf,
} from './rules.ts';
import { after, expectedOn } from './scheduling/queries.ts';

const options = ['一年', '两年', '三年', '以上都不对'].map((text, at) => ({ key: 'ABCD'.charAt(at), text }));
const single = (right: string, texts = ['甲', '乙', '丙', '丁']): Question => ({
  kind: 'single',
  stem: '?',
  options: texts.map((text, at) => ({ key: 'ABCD'.charAt(at), text })),
  answer: { keys: [right] },
});

describe('the order of options', () => {
  test('is the same for one person and time, another for others, and keeps "none of the above" last', () => {
    const orders = Array.from({ length: 60 }, (_, n) => shownOrder(options, `person ${n}`));
    expect(shownOrder(options, 'person 7')).toEqual(orders[7]);
    expect(new Set(orders.map((order) => order.join(''))).size).toBe(6);
    expect(new Set(orders.map((order) => order[3]))).toEqual(new Set(['D']));
  });

  test('leads back to what the author wrote, and forth', () => {
    const order = ['C', 'A', 'B', 'D'];
    expect(shownOptions(options, order)[0]).toEqual({ key: 'A', text: '三年' });
    expect(inAuthorKeys({ keys: ['A', 'D'] }, order)).toEqual({ keys: ['C', 'D'] });
    expect(inShownKeys({ keys: ['B', 'C'] }, order)).toEqual({ keys: ['A', 'C'] });
  });
});

describe('a guess', () => {
  test('is worth blind luck where no trick helps', () => {
    const even = Array.from({ length: 40 }, (_, n) => single('ABCD'.charAt(n % 4), ['甲', '乙', '丙', '丁']));
    expect(chanceOf(single('A'), even)).toBeCloseTo(11 / 42, 3);
    expect(chanceOf({ kind: 'judge', options: [], answer: { holds: true } }, [])).toBe(0.5);
  });

  test('is worth as much as the best trick of that bank', () => {
    const long = Array.from({ length: 20 }, () => single('B', ['短', '长长长长长', '短', '短']));
    expect(chanceOf(single('A'), long)).toBe(0.95);
    const mostlyTrue = Array.from({ length: 10 }, (_, n) => ({
      kind: 'judge' as const,
      options: [],
      answer: { holds: n < 8 },
    }));
    expect(chanceOf({ kind: 'judge', options: [], answer: { holds: false } }, mostlyTrue)).toBe(0.8);
  });
});

describe('what is known at the least', () => {
  const answers = (right: number, wrong: number, chance = 0.25) => [
    ...Array.from({ length: right }, () => ({ isRight: true, chance })),
    ...Array.from({ length: wrong }, () => ({ isRight: false, chance })),
  ];

  test('is not told as long as it could be guessed', () => {
    expect(knownAtLeast([])).toBeNull();
    expect(knownAtLeast(answers(5, 0))).toBeNull();
    expect(knownAtLeast(answers(10, 30))).toBeNull();
    // Two in three of true and false say little.
    expect(knownAtLeast(answers(20, 10, 0.5))).toBeNull();
  });

  test('rises with what is right, and never above it', () => {
    const [some, more] = [knownAtLeast(answers(12, 0)), knownAtLeast(answers(40, 2))];
    expect(some).toBeGreaterThan(0);
    expect(more).toBeGreaterThan(some ?? 1);
    expect(more).toBeLessThan(40 / 42);
    expect(knownAtLeast(answers(40, 20))).toBeLessThan((40 / 60 - 0.25) / 0.75);
  });

  test('is told of a guesser so rarely that he finds nothing by trying on, whenever he looks', () => {
    let seed = 1;
    const next = (): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    let credited = 0;
    for (let run = 0; run < 2_000; run += 1) {
      const given: { isRight: boolean; chance: number }[] = [];
      for (let n = 0; n < 60; n += 1) {
        const chance = n % 3 === 0 ? 0.5 : 0.25;
        given.push({ isRight: next() < chance, chance });
        if (n % 5 === 4 && knownAtLeast(given) !== null) {
          credited += 1;
          break;
        }
      }
    }
    expect(credited).toBeLessThanOrEqual(2_000 * falseCredit * 10);
  });
});

describe('the schedule', () => {
  test('asks later each time that it is known, and soon where it is not', () => {
    const first = after(null, true, '2026-03-02');
    const second = after(first, true, first.dueOn);
    const lapse = after(second, false, second.dueOn);
    const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    expect(days('2026-03-02', first.dueOn)).toBeGreaterThanOrEqual(1);
    expect(days(first.dueOn, second.dueOn)).toBeGreaterThan(days('2026-03-02', first.dueOn));
    expect(days(second.dueOn, lapse.dueOn)).toBeLessThan(days(first.dueOn, second.dueOn));
    expect([first.answered, second.answered, lapse.lapses]).toEqual([1, 2, 1]);
  });

  test('expects nine of ten on the day it is due, and less later', () => {
    const first = after(null, true, '2026-03-02');
    expect(expectedOn(first, first.dueOn)).toBeCloseTo(0.9, 1);
    expect(expectedOn(first, '2026-09-02')).toBeLessThan(expectedOn(first, first.dueOn));
  });
});

test('a week begins on Monday', () => {
  expect(['2026-03-02', '2026-03-08', '2026-03-09'].map(weekOf)).toEqual(['2026-03-02', '2026-03-02', '2026-03-09']);
});
