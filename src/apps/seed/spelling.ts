import { pinyin } from 'pinyin-pro';
import { spell } from '#features/base/members/row/commands.ts';

export interface Spelling {
  readonly pinyin: string;
  readonly initials: string;
}

/** Pinyin of a title: no surname stands at its head. */
export const spellTitle = (title: string): Spelling => {
  const syllables = pinyin(title, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter((syllable) => syllable !== '');
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
};

const remembered = 50_000;

/** Names repeat: a spelling is worked out once, within a bounded memory. */
export const openSpelling = (): ((name: string) => Spelling) => {
  const known = new Map<string, Spelling>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const spelling = spell(name);
    if (known.size >= remembered) known.clear();
    known.set(name, spelling);
    return spelling;
  };
};
