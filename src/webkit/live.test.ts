import { expect, test } from 'vitest';
import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { ageOf, type LiveTable, touchedBy } from './live.ts';

const reply = z.object({});
const list = query({ name: 'things.list', path: '/things', access: 'signed-in', summary: '', reply });
const one = query({ name: 'things.one', path: '/things/:id', access: 'signed-in', summary: '', reply });

const table: LiveTable = [
  { kind: 'thing', touches: (id) => [list, [one, { params: { id } }]] },
  { kind: 'things', touches: () => [list] },
];

test.each([
  ['thing:a:b', [['things.list'], ['things.one', { params: { id: 'a:b' } }]]],
  ['things', [['things.list']]],
  ['stranger:1', []],
])('the key %s makes these reads old', (key, keys) => {
  expect(touchedBy(table, key)).toEqual(keys);
});

test('what is shown is as old as its oldest read, and at least as the page', () => {
  expect(ageOf([], 5_000, 6_000)).toBe(11_000);
  // A read without an answer has none to be old.
  expect(ageOf([0, 5_500], 5_000, 6_000)).toBe(11_000);
  expect(ageOf([5_900, 1_000], 5_000, 6_000)).toBe(15_000);
});
