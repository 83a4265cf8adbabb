import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorStatus } from './errors.ts';
import { errorTexts, problemTexts } from './messages.ts';
import { isSharedProblem, problemsOf } from './problems.ts';

const schema = z
  .object({
    text: z.string().min(3).max(5),
    filled: z.string().min(1),
    number: z.number().min(2).max(4),
    list: z.array(z.string()).min(1).max(2),
    day: z.iso.date(),
    mail: z.email(),
    choice: z.enum(['a']),
    own: z.string().refine(() => false, 'id_checksum'),
  })
  .strict();

const right = {
  text: 'abc',
  filled: 'x',
  number: 3,
  list: ['x'],
  day: '2026-01-01',
  mail: 'a@b.cn',
  choice: 'a',
  own: 'x',
};

test.each<[string, unknown, string, object?]>([
  ['text', 'ab', 'too_short', { min: 3 }],
  ['text', 'abcdef', 'too_long', { max: 5 }],
  ['text', 7, 'bad_value'],
  ['text', undefined, 'required'],
  ['filled', '', 'required'],
  ['number', 1, 'too_small', { min: 2 }],
  ['number', 9, 'too_big', { max: 4 }],
  ['number', '3', 'bad_number'],
  ['list', [], 'too_few', { min: 1 }],
  ['list', ['a', 'b', 'c'], 'too_many', { max: 2 }],
  ['day', '2026-02-30', 'bad_date'],
  ['day', '', 'required'],
  ['mail', 'x', 'bad_format'],
  ['mail', '', 'required'],
  ['choice', 'b', 'bad_value'],
  ['choice', undefined, 'required'],
])('%s of %j is %s', (name, value, message, params) => {
  const input = { ...right, own: undefined, [name]: value };
  const parsed = schema.safeParse(input);
  const found = parsed.success
    ? []
    : problemsOf(parsed.error, 'body', input).filter((problem) => problem.path === `body.${name}`);
  expect(found).toEqual([params ? { path: `body.${name}`, message, params } : { path: `body.${name}`, message }]);
  expect(isSharedProblem(message)).toBe(true);
});

test('what a rule with its own words says of an empty text stays', () => {
  const input = { ...right, own: '' };
  const parsed = schema.safeParse(input);
  expect(parsed.success ? [] : problemsOf(parsed.error, 'body', input)).toEqual([
    { path: 'body.own', message: 'id_checksum' },
  ]);
});

test('a refinement speaks with its own key, and strangers are named', () => {
  const parsed = schema.safeParse({ ...right, strange: 1 });
  expect(parsed.success ? [] : problemsOf(parsed.error, 'body')).toEqual([
    { path: 'body.own', message: 'id_checksum' },
    { path: 'body', message: 'unknown_field', params: { names: 'strange' } },
  ]);
});

test('each code and each problem has a text', () => {
  expect(Object.keys(errorTexts).toSorted()).toEqual(Object.keys(errorStatus).toSorted());
  expect(
    Object.values(problemTexts)
      .flat()
      .every((text) => text.length > 0),
  ).toBe(true);
});
