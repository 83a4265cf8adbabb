import { languages, type Language } from '#shared/text.ts';

/** How a page is shown. It is kept in a cookie, since the pages run no script, and says nothing about the person. */
export interface View {
  readonly language: Language;
  /** Larger letters and targets. */
  readonly large: boolean;
  readonly contrast: boolean;
}

export const viewCookie = 'zhibu_view';

const usual: View = { language: 'zh', large: false, contrast: false };

/** What the switches of a page say, as it stands in an address (`?view=en`) or in a field of a form. */
export const viewWords = ['zh', 'en', 'large', 'normal', 'contrast', 'plain'] as const;
export type ViewWord = (typeof viewWords)[number];

const isWord = (word: unknown): word is ViewWord => (viewWords as readonly unknown[]).includes(word);

const step: Readonly<Record<ViewWord, Partial<View>>> = {
  zh: { language: 'zh' },
  en: { language: 'en' },
  large: { large: true },
  normal: { large: false },
  contrast: { contrast: true },
  plain: { contrast: false },
};

/** The view after a switch; undefined where the word is none. */
export const switched = (view: View, word: unknown): View | undefined =>
  isWord(word) ? { ...view, ...step[word] } : undefined;

/** What a cookie says; whatever else stands in it is passed over. */
export const readView = (cookie: string | undefined): View =>
  (cookie ?? '').split('.').reduce<View>((view, word) => switched(view, word) ?? view, usual);

export const writeView = ({ language, large, contrast }: View): string =>
  [language, ...(large ? ['large'] : []), ...(contrast ? ['contrast'] : [])].join('.');

/** The switches that a page offers: each names what it leads to. */
export const switchesOf = ({ language, large, contrast }: View): readonly ViewWord[] => [
  ...languages.filter((other) => other !== language),
  large ? 'normal' : 'large',
  contrast ? 'plain' : 'contrast',
];
