import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capitalMonth,
  capitalNumber,
  committeeOf,
  dueOf,
  edgeOf,
  edges,
  isOpen,
  latestValidity,
  places,
  rights,
  states,
  steps,
  stepsOf,
  underWay,
  waitsFor,
  ways,
  type Place,
  type Right,
} from './rules.ts';

const everything = { covers: new Set<Place>(places), rights: new Set<Right>(rights) };

describe('the way of a transfer', () => {
  test('has at most one edge for a step from a state', () => {
    for (const step of steps)
      for (const way of ways)
        for (const state of states)
          expect(
            edges.filter((one) => one.step === step && one.ways.includes(way) && one.from.includes(state)).length,
          ).toBeLessThanOrEqual(1);
  });

  test.each([
    ['short', ['submit', 'agree', 'approve', 'accept'], 'in_branch_accepted'],
    ['county', ['submit', 'agree', 'issue', 'assign', 'accept', 'receipt'], 'receipt_returned'],
    ['leaving', ['agree', 'issue', 'confirm'], 'receipt_returned'],
    ['certificate', ['agree', 'issue', 'conclude'], 'concluded'],
    ['abroad', ['submit', 'agree', 'keep', 'conclude'], 'concluded'],
  ] as const)('%s is walked from draft to its end', (way, walked, end) => {
    let state: (typeof states)[number] = 'draft';
    for (const step of walked) {
      expect(stepsOf({ way, state, replaced: false }, everything)).toContain(step);
      state = edgeOf(step, { way, state })?.to ?? 'rejected';
    }
    expect(state).toBe(end);
    expect(stepsOf({ way, state, replaced: false }, everything)).toEqual([]);
    expect(isOpen({ way, state })).toBe(false);
    expect(waitsFor({ way, state, replaced: false })).toBeNull();
  });

  test('nobody walks a step whose place or right is missing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ways),
        fc.constantFrom(...states),
        fc.subarray([...places]),
        fc.subarray([...rights]),
        (way, state, covered, held) => {
          const walker = { covers: new Set(covered), rights: new Set(held) };
          for (const step of stepsOf({ way, state, replaced: false }, walker)) {
            const one = edgeOf(step, { way, state });
            expect(covered).toContain(one?.at);
            expect(held).toContain(one?.right);
          }
        },
      ),
    );
  });

  test('a member under way can be recalled from every state, and from no other', () => {
    for (const way of ['short', 'county', 'leaving'] as const)
      for (const state of states) {
        const reachable = underWay.includes(state) && !(way === 'short' && state === 'out_committee_ok');
        const inside = reachable && !(way === 'leaving' && state === 'in_committee_ok');
        expect([way, state, edgeOf('recall', { way, state }) !== undefined]).toEqual([way, state, inside]);
      }
  });

  test('an expired letter is issued anew once', () => {
    expect(stepsOf({ way: 'county', state: 'expired', replaced: false }, everything)).toEqual(['reissue']);
    expect(stepsOf({ way: 'county', state: 'expired', replaced: true }, everything)).toEqual([]);
  });
});

describe('days', () => {
  test('a letter holds ninety days at most, by its rule', () => {
    const { value, why } = latestValidity('2026-01-01');
    expect([value, why.ruleId]).toEqual(['2026-04-01', 'transfer.letter.maxDays']);
  });

  test('the receipt goes back within a month of acceptance; one from outside has its month after the last day', () => {
    const letter = { validUntil: '2026-03-31', acceptedOn: null };
    expect(dueOf({ way: 'county', state: 'out_committee_ok', ...letter })?.day).toBe('2026-03-31');
    expect(dueOf({ way: 'leaving', state: 'out_committee_ok', ...letter })?.day).toBe('2026-04-30');
    const accepted = { ...letter, acceptedOn: '2026-01-31' };
    expect(dueOf({ way: 'county', state: 'in_branch_accepted', ...accepted })).toMatchObject({
      day: '2026-02-28',
      why: { ruleId: 'transfer.receipt' },
    });
    expect(dueOf({ way: 'short', state: 'in_branch_accepted', ...accepted })).toBeNull();
    expect(dueOf({ way: 'county', state: 'draft', validUntil: null, acceptedOn: null })).toBeNull();
  });
});

test('the nearest committee that may approve deals with the transfers of a branch', () => {
  const above = (...types: readonly ('county_committee' | 'township_committee' | 'general_branch')[]) =>
    types.map((type) => ({ type }));
  expect(committeeOf(above('county_committee', 'township_committee', 'general_branch'))?.type).toBe(
    'township_committee',
  );
  expect(committeeOf(above('county_committee', 'general_branch'))?.type).toBe('county_committee');
  expect(committeeOf(above('general_branch'))).toBeUndefined();
});

test('letters write numbers in capitals', () => {
  expect([10, 15, 30, 90, 7].map(capitalNumber)).toEqual(['壹拾', '壹拾伍', '叁拾', '玖拾', '柒']);
  expect(capitalMonth('2026-11')).toBe('贰零贰陆年壹拾壹月');
});
