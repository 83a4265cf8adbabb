import { spellPerson, type Spelling } from '#platform/text/pinyin.ts';

const remembered = 50_000;

/** Names repeat: a spelling is worked out once, within a bounded memory. */
export const openSpelling = (): ((name: string) => Spelling) => {
  const known = new Map<string, Spelling>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const spelling = spellPerson(name);
    if (known.size >= remembered) known.clear();
    known.set(name, spelling);
    return spelling;
  };
};
