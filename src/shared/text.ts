/** The languages of the interface. Chinese comes first; every text exists in both. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/**
 * One text for people, Chinese and English. Placeholders stand in braces: `{count}`. English may
 * choose a form by number: `{count?file:files}` gives `file` where count is 1.
 */
export type Text<Z extends string = string> = readonly [zh: Z, en: string];

export type TextParams = Readonly<Record<string, string | number>>;

type Bare<K extends string> = K extends `${infer N}?${string}` ? N : K;
type Names<S extends string> = S extends `${string}{${infer K}}${infer Rest}` ? Bare<K> | Names<Rest> : never;
/** The arguments that a text needs: none, or one object with each placeholder of the Chinese form. */
export type ParamsOf<T extends Text> = string extends T[0]
  ? [params?: TextParams]
  : [Names<T[0]>] extends [never]
    ? []
    : [params: Readonly<Record<Names<T[0]>, string | number>>];

/** Declares the texts of a feature (`messages.ts`): `catalogue({ title: ['任务', 'Jobs'] })`. */
export const catalogue = <const C extends Readonly<Record<string, Text>>>(texts: C): C => texts;

const isHan = (letter: string | undefined): boolean => letter !== undefined && /[\u4e00-\u9fff]/.test(letter);

/**
 * Chinese sets a space between Han characters and digits or Latin letters, none between two Han characters: the spaces
 * beside a placeholder stay only where its value asks for them.
 */
const fill = (template: string, params: TextParams): string =>
  template.replaceAll(/(.?)( ?)\{(\w+)(?:\?([^:}]*):([^}]*))?\}(?:( )(?=(.)))?/g, (whole, ...found: string[]) => {
    const [left = '', before = '', name = '', one, many, after = '', right] = found;
    const value = params[name];
    if (value === undefined) return whole;
    const text = one === undefined ? String(value) : String(Number(value) === 1 ? one : many);
    const joinsBefore = isHan(left) && isHan(text[0]);
    const joinsAfter = isHan(text.at(-1)) && isHan(right);
    return `${left}${joinsBefore ? '' : before}${text}${joinsAfter ? '' : after}`;
  });

/** The text in one language with its placeholders filled. */
export const say = <T extends Text>(language: Language, text: T, ...params: ParamsOf<T>): string =>
  fill(text[language === 'zh' ? 0 : 1], params[0] ?? {});

/** The same where the text is only known at run time (an error's key, a menu's title). */
export const sayLoose = (language: Language, text: Text, params: TextParams = {}): string =>
  fill(text[language === 'zh' ? 0 : 1], params);

/** Words that are made when something happens and read later, in whichever language: names of duties in a notice. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What may fill a text that is kept: words stand in both languages. */
export type KeptParams = Readonly<Record<string, string | number | Words>>;

/** The same for one language. */
export const paramsIn = (language: Language, params: KeptParams): TextParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
  );

/** The placeholders of a template, for the test that both languages name the same things. */
export const placeholders = (template: string): string[] =>
  [...new Set([...template.matchAll(/\{(\w+)(?:\?[^}]*)?\}/g)].map((hit) => hit[1] ?? ''))].toSorted();

/** Whether a text gets a value for each of its placeholders: what was kept may be older than its words. */
export const isFilled = (text: Text, params: TextParams): boolean =>
  text.every((template) => placeholders(template).every((name) => params[name] !== undefined));
