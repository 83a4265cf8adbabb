import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { articleIn } from '#shared/articles.ts';
import { formatBytes, formatDay, formatMoment, formatMonth, formatNumber } from '#shared/format.ts';
import { type Language, languages, type ParamsOf, sayLoose, type Text, type TextParams } from '#shared/text.ts';

interface LanguageState {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState>({ language: 'zh', setLanguage: () => undefined });
const storageKey = 'language';

const remembered = (): Language => languages.find((language) => language === localStorage.getItem(storageKey)) ?? 'zh';

/** Holds the language of the interface; a change shows at once and is kept in this browser. */
export const LanguageProvider = ({ children }: { children: ReactNode }): ReactNode => {
  const [language, setLanguage] = useState<Language>(remembered);
  useEffect(() => {
    localStorage.setItem(storageKey, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const state = useMemo(() => ({ language, setLanguage }), [language]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
};

export const useLanguage = (): LanguageState => useContext(LanguageContext);

export interface Say {
  <T extends Text>(text: T, ...params: ParamsOf<T>): string;
  /** For a text that is only known at run time. */
  readonly loose: (text: Text, params?: TextParams) => string;
}

const isDay = (value: string | number): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** Days, numbers and articles among the values of a text are written as everywhere else; a year is a name, not a number. */
const inWords = (language: Language, params: TextParams = {}): TextParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (isDay(value)) return [name, formatDay(language, value)];
      if (typeof value === 'string') return [name, articleIn(language, value)];
      return [name, /year/i.test(name) ? value : formatNumber(language, value)];
    }),
  );

/** `t(messages.title)`, `t(messages.found, { count: 3 })` in the language of the interface. */
export const useText = (): Say => {
  const { language } = useLanguage();
  return useMemo(() => {
    const loose = (text: Text, params?: TextParams): string => sayLoose(language, text, inWords(language, params));
    return Object.assign(<T extends Text>(text: T, ...params: ParamsOf<T>): string => loose(text, params[0]), {
      loose,
    });
  }, [language]);
};

export interface Formats {
  readonly day: (day: string | null | undefined) => string;
  readonly month: (day: string | null | undefined) => string;
  readonly moment: (iso: string | null | undefined) => string;
  readonly number: (value: number | null | undefined) => string;
  readonly bytes: (value: number) => string;
  /** Things of one kind beside each other. */
  readonly list: (items: readonly string[]) => string;
  /** Parts of one statement after each other. */
  readonly parts: (items: readonly string[]) => string;
  /** Statements of their own after each other. */
  readonly clauses: (items: readonly string[]) => string;
  /** What something is called, and what is said of it. */
  readonly labelled: (label: string, text: string) => string;
}

/** Dates and numbers in the language of the interface; what is missing reads as a dash. */
export const useFormat = (): Formats => {
  const { language } = useLanguage();
  return useMemo(() => {
    const orDash =
      <V,>(format: (language: Language, value: V) => string) =>
      (value: V | null | undefined) =>
        value === null || value === undefined || value === '' ? '–' : format(language, value);
    return {
      day: orDash(formatDay),
      month: orDash(formatMonth),
      moment: orDash(formatMoment),
      number: orDash(formatNumber),
      bytes: (value: number) => formatBytes(language, value),
      list: (items) => items.join(language === 'zh' ? '、' : ', '),
      parts: (items) => items.join(language === 'zh' ? '，' : ', '),
      clauses: (items) => items.join(language === 'zh' ? '；' : '; '),
      labelled: (label, text) => `${label}${language === 'zh' ? '：' : ': '}${text}`,
    };
  }, [language]);
};
