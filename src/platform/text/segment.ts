import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as jieba from '@node-rs/jieba';
import { packageFolder } from '#platform/db/package-folder.ts';

export interface Segmenter {
  /** The words of a text in their order: full-width letters made plain, letters small, marks and blanks left out. */
  cut(text: string): string[];
  /** The same for an index: a long word is followed by the words within it, so that 村务公开 is found by 公开 as well. */
  cutForSearch(text: string): string[];
}

const require = createRequire(import.meta.url);

/** Above every word of the library's own list, so that a word of the trade stays whole. */
const weight = 200_000;

/** Words of one line each; `seed/README.md` says what stands there. */
const ownWords = async (): Promise<Buffer> => {
  const lines = await readFile(join(packageFolder(), 'seed', 'dictionary.txt'), 'utf8');
  const words = lines.split('\n').filter((word) => word.trim() !== '');
  return Buffer.from(words.map((word) => `${word.trim()} ${weight} n\n`).join(''));
};

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

const hasLetter = /[\p{L}\p{N}]/u;

const open = async (): Promise<Segmenter> => {
  const { Jieba } = require('@node-rs/jieba') as typeof jieba;
  // `@node-rs/jieba/dict` would read a second list of six megabytes beside.
  const [list, own] = await Promise.all([readFile(require.resolve('@node-rs/jieba/dict.txt')), ownWords()]);
  const cutter = Jieba.withDict(list);
  cutter.loadDict(own);
  const told = (words: readonly string[]): string[] => words.filter((word) => hasLetter.test(word));
  return {
    cut: (text) => told(cutter.cut(plain(text), true)),
    cutForSearch: (text) => told(cutter.cutForSearch(plain(text), true)),
  };
};

let opened: Promise<Segmenter> | undefined;

/** Cuts Chinese into words. Loaded at the first use: its dictionary takes some 65 MB, which a server that is idle has not to spare. */
export const loadSegmenter = (): Promise<Segmenter> => {
  opened ??= open();
  return opened;
};
