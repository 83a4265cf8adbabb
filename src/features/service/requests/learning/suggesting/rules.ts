/** What people write about any matter: greetings, thanks, how one asks. */
const ofAnyMatter: ReadonlySet<string> = new Set(
  (
    '您好 你好 请问 请教 问一下 问下 谢谢 谢谢您 感谢 盼复 麻烦 希望 反映 请求 恳请 什么 什么时候 时候 何时 怎么 怎么办 怎样 ' +
    '如何 为什么 是否 可以 能否 能不能 有没有 哪里 哪儿 哪个 多少 一下 这个 那个 这里 那里 这样 我们 你们 他们 大家 自己 ' +
    '现在 目前 已经 一直 还是 还有 但是 因为 所以 如果 没有 不是 就是 今年 最近'
  ).split(' '),
);

/** Words that say something about the matter: two characters and more, each once. */
export const tellingWords = (words: readonly string[]): string[] => [
  ...new Set(words.filter((word) => [...word].length >= 2 && !ofAnyMatter.has(word))),
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
