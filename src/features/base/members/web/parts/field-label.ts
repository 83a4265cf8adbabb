import { useLanguage } from '#ui/language.tsx';
import { fileFields } from '../../packs/file-fields.ts';

/** The name of a field alone, for the home page: the code tables that values need are not part of the phone's first load. */
export const useFieldLabel = (): ((key: string) => string) => {
  const { language } = useLanguage();
  return (key) => fileFields.find((field) => field.key === key)?.label[language] ?? key;
};
