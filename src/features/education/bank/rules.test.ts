import { describe, expect, test } from 'vitest';
import { allows, bankStates, faultsOf, gapsIn, markOf, type Answer, type Given } from './rules.ts';

const options = ['一年', '两年', '三年'].map((text, at) => ({ key: 'ABC'[at]!, text }));

describe('marking', () => {
  test.each<[string, Answer, Given | null, number | null]>([
    ['single', { keys: ['A'] }, { keys: ['A'] }, 1],
    ['single', { keys: ['A'] }, { keys: ['B'] }, 0],
    ['single', { keys: ['A'] }, null, 0],
    ['multiple', { keys: ['A', 'C'] }, { keys: ['C', 'A'] }, 1],
    ['multiple', { keys: ['A', 'C'] }, { keys: ['A'] }, 0],
    ['multiple', { keys: ['A', 'C'] }, { keys: ['A', 'B', 'C'] }, 0],
    ['multiple', { keys: ['A', 'C'] }, { keys: ['A', 'A'] }, 0],
    ['judge', { holds: false }, { holds: false }, 1],
    ['judge', { holds: false }, { holds: true }, 0],
    ['blank', { blanks: [['一', '1'], ['党员大会']], anyOrder: false }, { blanks: ['１', ' 党员 大会'] }, 1],
    ['blank', { blanks: [['一'], ['二']], anyOrder: false }, { blanks: ['二', '一'] }, 0],
    ['blank', { blanks: [['一'], ['二']], anyOrder: true }, { blanks: ['二', '一'] }, 1],
    ['blank', { blanks: [['一'], ['二']], anyOrder: true }, { blanks: ['二', '二'] }, 0.5],
    ['blank', { blanks: [['一', '二'], ['二']], anyOrder: true }, { blanks: ['二', '一'] }, 1],
    ['blank', { blanks: [['一'], ['二']], anyOrder: false }, { blanks: [] }, 0],
    ['blank', { blanks: [['一'], ['二']], anyOrder: false }, { keys: ['A'] }, 0],
    ['short', { model: '为人民服务', points: [] }, { text: '为人民服务' }, null],
  ])('%s %j given %j is worth %j', (kind, answer, given, worth) => {
    expect(markOf({ kind: kind as 'single', answer }, given)).toBe(worth);
  });
});

describe('faults', () => {
  test.each([
    [{ kind: 'single', stem: '预备期多长？', options, answer: { keys: ['A'] } }, []],
    [{ kind: 'single', stem: ' （ ） ', options, answer: { keys: ['A'] } }, ['stem_missing']],
    [{ kind: 'single', stem: '问', options, answer: { keys: ['A', 'B'] } }, ['answer_one']],
    [{ kind: 'single', stem: '问', options, answer: { keys: ['D'] } }, ['answer_unknown']],
    [{ kind: 'multiple', stem: '问', options, answer: { keys: ['A'] } }, ['answer_several']],
    [{ kind: 'multiple', stem: '问', options: options.slice(0, 1), answer: null }, ['options_few', 'answer_missing']],
    [
      { kind: 'single', stem: '问', options: [...options, { key: 'D', text: '一 年' }], answer: { keys: ['A'] } },
      ['options_same'],
    ],
    [{ kind: 'judge', stem: '问', options, answer: { holds: true } }, ['options_none']],
    [{ kind: 'judge', stem: '问', options: [], answer: { keys: ['A'] } }, ['answer_missing']],
    [
      { kind: 'blank', stem: '一____二____', options: [], answer: { blanks: [['一']], anyOrder: false } },
      ['blanks_differ'],
    ],
    [{ kind: 'blank', stem: '没有空', options: [], answer: { blanks: [['一']], anyOrder: false } }, ['blanks_none']],
    [{ kind: 'short', stem: '问', options: [], answer: { model: '。', points: [] } }, ['answer_missing']],
  ] as const)('%j has %j', (item, faults) => {
    expect(faultsOf(item as unknown as Parameters<typeof faultsOf>[0])).toEqual(faults);
  });

  test('gaps are counted', () => {
    expect([gapsIn('____是____'), gapsIn('没有')]).toEqual([2, 0]);
  });
});

test('what was published is never written anew, and retired ones are brought back by another edition alone', () => {
  expect(bankStates.filter((state) => allows('remove', state))).toEqual(['draft']);
  expect(bankStates.filter((state) => allows('approve', state))).toEqual(['review']);
  expect(bankStates.filter((state) => allows('edit', state))).toEqual(['draft', 'published', 'retired']);
});
