/** Words that say something: two characters and more, each once. */
export const tellingWords = (words: readonly string[]): string[] => [
  ...new Set(words.filter((word) => [...word].length >= 2)),
];

/** How many of the words that either holds both do: 1 where they say the same. */
export const likeness = (one: readonly string[], other: readonly string[]): number => {
  const there = new Set(other);
  const both = one.filter((word) => there.has(word)).length;
  const either = one.length + other.length - both;
  return either === 0 ? 0 : both / either;
};

/** Words in the order of the first that both hold. */
export const sharedWords = (one: readonly string[], other: readonly string[]): string[] => {
  const there = new Set(other);
  return one.filter((word) => there.has(word));
};
