/** PostgreSQL holds 16,383 places of a text and lexemes of 2 KB; longer texts are found by their beginning. */
const mostPlaces = 16_383;
const mostPlacesOfWord = 200;
const longestWord = 100;
const mostBytes = 900_000;

const quoted = (word: string): string => `'${word.replaceAll(/['\\]/g, '$&$&')}'`;

/**
 * A `tsvector` as text: cut by us, since no parser of the database knows where a Chinese word ends. The title's words weigh more.
 * Words come as the segmenter makes them: small letters, no marks.
 */
export const wordVector = (title: readonly string[], text: readonly string[]): string => {
  const places = new Map<string, string[]>();
  const add = (words: readonly string[], weight: 'A' | 'B', from: number): void => {
    words.slice(0, Math.max(0, mostPlaces - from)).forEach((word, at) => {
      if (word.length > longestWord) return;
      const own = places.get(word) ?? [];
      if (own.length < mostPlacesOfWord) own.push(`${from + at}${weight}`);
      places.set(word, own);
    });
  };
  add(title, 'A', 1);
  add(text, 'B', title.length + 1);
  let size = 0;
  const parts: string[] = [];
  for (const [word, at] of places) {
    const part = `${quoted(word)}:${at.join(',')}`;
    size += part.length * 3;
    if (size > mostBytes) break;
    parts.push(part);
  }
  return parts.join(' ');
};

/** Words of a question, each once; the first few say what is meant. */
const mostAsked = 12;

/** A `tsquery` as text: all words, the last one as a beginning. Null where nothing is asked. */
export const wordQuery = (words: readonly string[]): string | null => {
  const asked = [...new Set(words.filter((word) => word.length <= longestWord))].slice(0, mostAsked);
  return asked.length === 0 ? null : asked.map((word) => `${quoted(word)}:*`).join(' & ');
};
