import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { changedNames, changesOf, formProblems, judge, rebase, ruleOf } from './form-state.ts';

const schema = z.object({
  name: z.string().min(1).max(20),
  kind: z.enum(['a', 'b']),
  note: z.string().max(200).nullable().optional(),
  days: z.array(z.iso.date()).min(1),
  age: z.number().int().min(18).optional(),
  code: z.string().regex(/^\d+$/, 'code.digits'),
  version: z.number(),
});

describe('a field', () => {
  test.each([
    ['name', { required: true, maxLength: 20, empty: undefined }],
    ['kind', { required: true, maxLength: undefined, empty: undefined }],
    ['note', { required: false, maxLength: 200, empty: null }],
    ['age', { required: false, maxLength: undefined, empty: undefined }],
    ['stranger', { required: false, maxLength: undefined, empty: undefined }],
  ])('%s has its rule from the schema', (name, rule) => {
    expect(ruleOf(schema, name)).toEqual(rule);
  });
});

describe('judging', () => {
  test('names every problem at its field, a missing choice as missing', () => {
    const judged = judge(schema, { name: '长'.repeat(21), days: ['2026-02-30'], age: 3, code: 'x' });
    expect(judged).toEqual({
      problems: [
        { path: 'name', message: 'too_long', params: { max: 20 } },
        { path: 'kind', message: 'required' },
        { path: 'days.0', message: 'bad_date' },
        { path: 'age', message: 'too_small', params: { min: 18 } },
        { path: 'code', message: 'code.digits' },
        { path: 'version', message: 'required' },
      ],
    });
  });

  test('gives the body without what was left empty', () => {
    const values = {
      name: '陈',
      kind: 'a',
      note: null,
      days: ['2026-02-28'],
      age: undefined,
      code: '1',
      version: 2,
    } as const;
    expect(judge(schema, { ...values, days: [...values.days] })).toEqual({
      body: { name: '陈', kind: 'a', note: null, days: ['2026-02-28'], code: '1', version: 2 },
    });
  });
});

test('problems of a reply lose the part that every path begins with', () => {
  expect(
    formProblems([
      { path: 'body.name', message: 'required' },
      { path: 'body', message: 'refused' },
    ]),
  ).toEqual([
    { path: 'name', message: 'required' },
    { path: '', message: 'refused' },
  ]);
});

test('changes are told by content, and nothing equals null', () => {
  expect(changedNames({ a: [1], b: null, c: 1 }, { a: [1], c: 2 })).toEqual(['c']);
  // In whichever order an object names its parts.
  expect(changedNames({ a: [{ x: 1, y: { p: 1, q: 2 } }] }, { a: [{ y: { q: 2, p: 1 }, x: 1 }] })).toEqual([]);
  expect(changedNames({ a: [1, 2] }, { a: [2, 1] })).toEqual(['a']);
});

describe('a newer state', () => {
  const base = { name: '陈', phone: '1', note: 'x', version: 1 };
  const current = { name: '陈', phone: '2', note: 'y', version: 4, other: true };

  test('keeps what was typed and follows it elsewhere', () => {
    const { rebased, differing } = rebase({ ...base, note: 'z' }, base, current);
    expect(rebased).toEqual({ name: '陈', phone: '2', note: 'z', version: 4 });
    expect(differing).toEqual(['note']);
  });

  test('is no quarrel where both typed the same, or where nobody else touched what was typed', () => {
    expect(rebase({ ...base, name: '陆' }, base, current)).toMatchObject({
      differing: [],
      rebased: { name: '陆', phone: '2', note: 'y', version: 4 },
    });
    expect(rebase({ ...base, note: 'y' }, base, current).differing).toEqual([]);
  });

  test('asks about what was typed over a value that nobody shows', () => {
    const { phone: _, ...shown } = current;
    const masks = { phone: '138****0001', other: '**' };
    const { phone: __, ...opened } = base;
    const { theirs, rebased, differing } = rebase({ ...opened, phone: '3' }, opened, shown, masks);
    expect(differing).toEqual(['phone']);
    expect(rebased).toEqual({ name: '陈', phone: '3', note: 'y', version: 4 });
    expect(theirs).toEqual({ phone: undefined, name: '陈', note: 'y', version: 4 });
  });

  test('is what changes are told from afterwards, however the fields went', () => {
    const { rebased, base: ground } = rebase({ ...base, note: 'z' }, base, current);
    expect(changesOf(rebased, ground)).toEqual({ note: 'z' });
  });
});

test('an edit sends what was changed, and what is emptied without having been shown', () => {
  const opened = { former: null, place: '永嘉', version: 3 };
  expect(changesOf({ former: '', place: '永嘉', phone: null, landline: undefined }, opened)).toEqual({
    former: '',
    phone: null,
  });
});
