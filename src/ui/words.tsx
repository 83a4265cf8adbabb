import { createContext, type ReactNode, use } from 'react';
import { isFilled, type Text, type TextParams } from '#shared/text.ts';
import { useText } from './language.tsx';

export type Words = Readonly<Record<string, Text>>;

/** Fetched where the first page that needs one asks; it waits for them as for its own code. */
type Fetch = () => Promise<Words>;

const WordsContext = createContext<Words | Fetch>({});

interface ProviderProps {
  readonly words: Words | Fetch;
  readonly children: ReactNode;
}

/** Texts of codes that one feature makes and another one shows: kinds and phases of work, types of events. */
export const WordsProvider = ({ words, children }: ProviderProps): ReactNode => (
  <WordsContext value={words}>{children}</WordsContext>
);

/**
 * `word('job.members.import')`; a code without a text, or with one that asks for more than was kept, reads as the given
 * fallback, else as itself.
 */
export const useWord = (): ((code: string, fallback?: string, params?: TextParams) => string) => {
  const given = use(WordsContext);
  const words = typeof given === 'function' ? use(given()) : given;
  const t = useText();
  return (code, fallback = code, params) => {
    const text = words[code];
    return text && (params === undefined || isFilled(text, params)) ? t.loose(text, params) : fallback;
  };
};
