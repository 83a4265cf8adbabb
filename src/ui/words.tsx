import { createContext, type ReactNode, useContext } from 'react';
import { isFilled, type Text, type TextParams } from '#shared/text.ts';
import { useText } from './language.tsx';

type Words = Readonly<Record<string, Text>>;

const WordsContext = createContext<Words>({});

/** Texts of codes that one feature makes and another one shows: kinds and phases of work, types of events. */
export const WordsProvider = ({ words, children }: { words: Words; children: ReactNode }): ReactNode => (
  <WordsContext value={words}>{children}</WordsContext>
);

/**
 * `word('job.members.import')`; a code without a text, or with one that asks for more than was kept, reads as the given
 * fallback, else as itself.
 */
export const useWord = (): ((code: string, fallback?: string, params?: TextParams) => string) => {
  const words = useContext(WordsContext);
  const t = useText();
  return (code, fallback = code, params) => {
    const text = words[code];
    return text && (params === undefined || isFilled(text, params)) ? t.loose(text, params) : fallback;
  };
};
