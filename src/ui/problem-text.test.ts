/** What a refusal says: the feature's reason where the server names one, in the marks of the language. */
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { sayLoose, type Language, type Text, type TextParams } from '#shared/text.ts';
import type { Say } from './language.tsx';
import { errorText, refusalText } from './problem-text.ts';

const sayIn = (language: Language): Say => {
  const loose = (text: Text, params?: TextParams): string => sayLoose(language, text, params);
  return Object.assign((text: Text, params?: TextParams) => loose(text, params), { loose });
};
const texts = {
  not_named: ['由{who}办理', '{who} does it'],
  no_day: ['缺日期', 'No day'],
  no_sum: ['缺金额', 'No sum'],
} as const;

test('a reason that the feature has words for is said; any other refusal is the general one', () => {
  const named = new AppError('forbidden', { message: 'not_named', params: { who: '甲' } });
  expect(refusalText(sayIn('zh'), named, texts)).toBe('由甲办理');
  expect(refusalText(sayIn('en'), named, texts)).toBe('甲 does it');
  expect(refusalText(sayIn('zh'), named)).toBeNull();
  expect(refusalText(sayIn('zh'), new AppError('forbidden'), texts)).toBeNull();
  expect(refusalText(sayIn('zh'), new Error('not_named'), texts)).toBeNull();
});

test('several problems are told apart in each language', () => {
  const problems = ['no_day', 'no_sum'].map((message) => ({ path: '', message }));
  const error = new AppError('invalid', { problems });
  expect(errorText(sayIn('zh'), error, texts)).toBe('缺日期；缺金额');
  expect(errorText(sayIn('en'), error, texts)).toBe('No day; No sum');
});
