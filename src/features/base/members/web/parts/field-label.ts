import { useLanguage } from '#ui/language.tsx';
import { fieldOf, isFieldKey } from '../../catalogue.ts';

/** The name of a field alone, for the home page: the code tables that values need are not part of the phone's first load. */
export const useFieldLabel = (): ((key: string) => string) => {
  const { language } = useLanguage();
  return (key) => (isFieldKey(key) ? fieldOf(key).label[language] : key);
};
