import { expect, test } from 'vitest';
import { allows, findingsIn, isWholeReview, publicationState, reviewItems } from './rules.ts';

test.each([
  ['save', 'draft', false, true],
  ['save', 'review', false, false],
  ['save', 'approved', false, false],
  ['save', 'published', true, true],
  ['submit', 'draft', true, true],
  ['review', 'review', false, true],
  ['review', 'draft', false, false],
  ['publish', 'approved', false, true],
  ['publish', 'review', false, false],
  ['publish', 'published', true, false],
  ['withdraw', 'draft', true, true],
  ['withdraw', 'approved', false, false],
  ['schedule', 'withdrawn', false, false],
] as const)('%s of %s, published %s: %s', (act, state, published, allowed) => {
  expect(allows(act, { state, published })).toBe(allowed);
});

test('a review answers every item once', () => {
  const all = reviewItems.map((item) => ({ item, clear: true }));
  expect(isWholeReview(all)).toBe(true);
  expect(isWholeReview(all.slice(1))).toBe(false);
  expect(isWholeReview([...all.slice(1), ...all.slice(1, 2)])).toBe(false);
});

test.each([
  [null, 'none'],
  [{ from: '2026-01-02T00:00:00Z', until: null }, 'scheduled'],
  [{ from: '2026-01-01T08:00:00+08:00', until: null }, 'live'],
  [{ from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z' }, 'expired'],
  [{ from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:01Z' }, 'live'],
] as const)('a publication %j is %s', (publication, state) => {
  expect(publicationState(publication, '2026-01-01T00:00:00Z')).toBe(state);
});

test('what looks like personal data is found, in whichever letters', () => {
  const kinds = (text: string) => findingsIn(text).map(({ kind }) => kind);
  expect(kinds('身份证11010519491231002X，')).toEqual(['id_number']);
  expect(kinds('身份证110105194912310021')).toEqual([]);
  expect(kinds('１３８ ００００ １２３４')).toEqual(['mobile']);
  expect(kinds('138-0000-1234和13900001234')).toEqual(['mobile', 'mobile']);
  expect(kinds('热线12345，电话0571-88880000，第13800001234567号')).toEqual([]);
  expect(kinds('卡号6222 0212 3456 7890 123')).toEqual([]);
  expect(kinds('卡号4111 1111 1111 1111')).toEqual(['bank_card']);
  expect(kinds('写信到 a.b@some.example 即可')).toEqual(['e_mail']);
});
