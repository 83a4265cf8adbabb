import { useCallback } from 'react';
import { sheetRefusalTexts } from '#shared/sheet-texts.ts';
import type { Text, TextParams } from '#shared/text.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { fileProblemTexts, memberRefusalTexts } from '#features/base/members/messages.ts';
import { importFields, type ImportField, importLabel } from '../../headings/rules.ts';
import { importProblems, importRefusals } from '../../messages.ts';

/** Texts of everything that the server says about rows and about whole imports. */
export const importRefusalTexts: Readonly<Record<string, Text>> = {
  ...sheetRefusalTexts,
  ...memberRefusalTexts,
  ...fileProblemTexts,
  ...importProblems,
  ...importRefusals,
};

const isField = (field: string): field is ImportField => importFields.some((known) => known === field);

/** The name of a field of the roster in the language of the interface. */
export const useFieldName = (): ((field: string) => string) => {
  const { language } = useLanguage();
  return useCallback((field: string) => (isField(field) ? importLabel(field)[language] : field), [language]);
};

/** A sentence for a problem's key. */
export const useSentence = (): ((said: { readonly message: string; readonly params?: TextParams }) => string) => {
  const t = useText();
  return useCallback(
    ({ message, params }: { readonly message: string; readonly params?: TextParams }) => {
      const text = importRefusalTexts[message];
      return text ? t.loose(text, params) : t(uiTexts.fault);
    },
    [t],
  );
};
