import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allows,
  isHours,
  stateAfter,
  tellsPerson,
  unitActs,
  wisherActs,
  wishStates,
  type UnitAct,
  type WisherAct,
  type WishState,
} from './rules.ts';

const acts = [...unitActs, ...wisherActs];

describe('the states of a wish', () => {
  test('no sequence of acts of units confirms it, whatever is tried in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...unitActs), { maxLength: 40 }), (tried: readonly UnitAct[]) => {
        let state: WishState = 'received';
        let listed = false;
        for (const act of tried) {
          if (!allows(act, state)) continue;
          listed ||= act === 'list';
          state = stateAfter(act, { listed });
        }
        expect(state).not.toBe('confirmed');
        expect(state).not.toBe('withdrawn');
      }),
    );
  });

  test('the wisher confirms only what a unit has said to be done', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 40 }), (tried: readonly (UnitAct | WisherAct)[]) => {
        let state: WishState = 'received';
        let before: WishState = state;
        for (const act of tried) {
          if (!allows(act, state)) continue;
          before = state;
          state = stateAfter(act, { listed: false });
          if (state === 'confirmed') expect([act, before]).toEqual(['confirm', 'done']);
        }
      }),
    );
  });

  test('what has ended stays so', () => {
    for (const state of ['confirmed', 'refused', 'withdrawn'] as const)
      expect(acts.filter((act) => allows(act, state))).toEqual([]);
    expect(wishStates.filter((state) => allows('withdraw', state))).toEqual(['received', 'listed', 'claimed']);
  });
});

test.each([
  ['林先生 13800001234', true],
  ['电话 138-0000-1234', true],
  ['１３８００００１２３４', true],
  ['3 栋 201 室', true],
  ['环城路 12 号', true],
  ['一位老人的院门要修', false],
  ['每月5号上午，七十岁以上', false],
  ['三袋大米，50 斤', false],
])('%s tells a person: %s', (words, tells) => {
  expect(tellsPerson(words)).toBe(tells);
});

test.each([
  [0.5, true],
  [24, true],
  [0, false],
  [0.3, false],
  [24.5, false],
  [Number.NaN, false],
])('%s is a number of hours: %s', (hours, is) => {
  expect(isHours(hours)).toBe(is);
});
