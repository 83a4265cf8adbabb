import { expect, test } from 'vitest';
import { spellPerson, spellTitle } from './pinyin.ts';

test('a person is spelled with the reading of the surname', () => {
  expect(spellPerson('单晓春')).toEqual({ pinyin: 'shanxiaochun', initials: 'sxc' });
  expect(spellPerson('曾国华').pinyin).toBe('zengguohua');
  expect(spellPerson('吕梁').pinyin).toBe('lvliang');
});

test('a title is spelled by its words, with letters and digits kept', () => {
  expect(spellTitle('上塘中学第2党支部')).toEqual({ pinyin: 'shangtangzhongxuedi2dangzhibu', initials: 'stzxd2dzb' });
  expect(spellTitle('').pinyin).toBe('');
});
