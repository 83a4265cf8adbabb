import { CloseCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';

/** The button that empties a choice or a text, with its name in the language of the page: the library names it in English. */
export const useClearing = (): { readonly clearIcon: ReactNode; readonly label: string } => {
  const label = useText()(uiTexts.clear);
  return { clearIcon: <CloseCircleFilled aria-label={label} />, label };
};
