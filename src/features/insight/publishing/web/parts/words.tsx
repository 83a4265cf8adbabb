import type { ReactNode } from 'react';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { ArticleLine } from '../../contract.ts';
import { publishingWords } from '../../messages.ts';
import type { ArticleState, PublicationState } from '../../rules.ts';
import { articleTexts } from '../messages.ts';

const tones: Readonly<Record<ArticleState, Tone>> = {
  draft: 'plain',
  review: 'info',
  approved: 'info',
  published: 'success',
  withdrawn: 'warning',
};

export const ArticleStateTag = ({ state }: { state: ArticleState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(publishingWords[`state_${state}`])}</Tag>;
};

const publicationTones: Readonly<Record<PublicationState, Tone>> = {
  none: 'plain',
  scheduled: 'info',
  live: 'success',
  expired: 'plain',
};

export const PublicationTag = ({ state }: { state: PublicationState }): ReactNode => {
  const t = useText();
  return <Tag tone={publicationTones[state]}>{t(publishingWords[`publication_${state}`])}</Tag>;
};

/** Name of a column in the language of the page. */
export const useColumnName = (): ((name: { readonly zh: string; readonly en: string }) => string) => {
  const { language } = useLanguage();
  return (name) => name[language];
};

/** What the public sees, and when. */
export const usePublication = (): ((article: Pick<ArticleLine, 'publication' | 'publicationState'>) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ publication, publicationState }) => {
    if (publication === null) return t(articleTexts.publicationNone);
    const [state, from] = [t(publishingWords[`publication_${publicationState}`]), format.moment(publication.from)];
    return publication.until === null
      ? t(articleTexts.publicationLine, { state, from })
      : t(articleTexts.publicationSpan, { state, from, until: format.moment(publication.until) });
  };
};
