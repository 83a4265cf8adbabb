export const publishedStates = ['proposed', 'returned', 'published', 'withdrawn'] as const;
export type PublishedState = (typeof publishedStates)[number];

/** What names somebody by its form: a mobile or landline number, an identity number, an address of e-mail, a bank card, a number plate. */
const traces: readonly (readonly [kind: TraceKind, pattern: RegExp])[] = [
  ['identity', /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dXx])/g],
  ['card', /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g],
  ['phone', /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g],
  ['phone', /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['plate', /[\u4e00-\u9fff][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z\d]{5,6}(?![A-Za-z\d])/g],
];

export const traceKinds = ['identity', 'card', 'phone', 'email', 'plate', 'sender'] as const;
export type TraceKind = (typeof traceKinds)[number];

export interface Sender {
  readonly name: string | null;
  readonly phone: string | null;
}

/** Full-width digits and letters read as the plain ones, each character in its place. */
const plain = (text: string): string =>
  text.replaceAll(/[０-９Ａ-Ｚａ-ｚ＋－．＠]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

const holdsSender = (text: string, { name, phone }: Sender): boolean => {
  const seen = plain(text).replaceAll(/\s/g, '');
  const called = plain(name ?? '').replaceAll(/\s/g, '');
  if ([...called].length >= 2 && seen.includes(called)) return true;
  const number = digitsOf(phone ?? '');
  return number.length >= 7 && digitsOf(seen).includes(number);
};

/** What in a text still names somebody, as far as a rule can see it; the second person sees the rest. */
export const tracesIn = (text: string, sender: Sender): TraceKind[] => {
  const seen = plain(text);
  const found = traces.filter(([, pattern]) => new RegExp(pattern.source).test(seen)).map(([kind]) => kind);
  return [...new Set([...found, ...(holdsSender(text, sender) ? (['sender'] as const) : [])])];
};

/** A first draft: what the rule sees is taken out, and so is the sender's name. */
export const withoutTraces = (text: string, { name }: Sender): string => {
  const called = (name ?? '').trim();
  const bare = traces.reduce((rest, [, pattern]) => rest.replaceAll(pattern, '某'), plain(text));
  return [...called].length >= 2 ? bare.replaceAll(called, '某') : bare;
};

/** The best first: by words that both hold, rare ones more than frequent ones. */
export const answering = <T extends { readonly words: readonly string[] }>(
  answers: readonly T[],
  asked: readonly string[],
  most: number,
): T[] => {
  const counts = new Map<string, number>();
  for (const { words } of answers) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weightOf = (word: string): number => Math.log(1 + answers.length / (counts.get(word) ?? 1));
  const own = new Set(asked);
  return answers
    .map((answer) => {
      const shared = answer.words.filter((word) => own.has(word));
      return { answer, shared: shared.length, weight: shared.reduce((sum, word) => sum + weightOf(word), 0) };
    })
    .filter(({ shared }) => shared >= 2)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ answer }) => answer);
};
