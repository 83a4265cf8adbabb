import { createRequire } from 'node:module';
import type * as pinyinPro from 'pinyin-pro';

/** Letters by which a Chinese text is found: 上塘中学 → shangtangzhongxue, stzx. Characters that have no reading stay as they are. */
export interface Spelling {
  readonly pinyin: string;
  readonly initials: string;
}

type Library = typeof pinyinPro;

const require = createRequire(import.meta.url);
let library: Library | undefined;
// Loaded at the first use: its dictionary is a tenth of an idle process.
const open = (): Library => (library ??= require('pinyin-pro') as Library);

const spell = (text: string, surname: 'head' | 'off'): Spelling => {
  const syllables = open()
    .pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true, surname })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
};

/** Spelling of a person's name: its head is read as a surname (单 shàn, 曾 zēng). */
export const spellPerson = (name: string): Spelling => spell(name, 'head');

/** Spelling of any other name or title. */
export const spellTitle = (title: string): Spelling => spell(title, 'off');
