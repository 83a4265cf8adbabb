import type { ReactNode } from 'react';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { Notice } from '#ui/phone/state-view.tsx';
import { ownTexts } from '../../messages.ts';

/** Who has no file yet reads so, instead of a page that is not found. */
export const withoutMissing = (error: Error | null): { readonly error: Error | null; readonly empty: boolean } =>
  error instanceof AppError && error.code === 'not_found' ? { error: null, empty: true } : { error, empty: false };

export const NoFile = (): ReactNode => {
  const t = useText();
  return <Notice title={t(ownTexts.none)} hint={t(ownTexts.noneHint)} />;
};
