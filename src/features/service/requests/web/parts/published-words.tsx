import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { publishedTexts } from '../../published/messages.ts';
import type { PublishedState } from '../../published/rules.ts';

const tones: Readonly<Record<PublishedState, Tone>> = {
  proposed: 'warning',
  published: 'success',
  returned: 'plain',
  withdrawn: 'plain',
};

export const PublishedStateTag = ({ state }: { state: PublishedState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(publishedTexts[`state_${state}`])}</Tag>;
};
