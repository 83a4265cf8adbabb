import { articleIn } from '#shared/articles.ts';
import { useLanguage } from './language.tsx';
import { useWord } from './words.tsx';

/** What an answer rests on, in the language of the interface: a numbered article, or what is cited in the place of one (`article.<text>`). */
export const useArticle = (): ((article: string) => string) => {
  const { language } = useLanguage();
  const word = useWord();
  return (article) => word(`article.${article}`, articleIn(language, article));
};
