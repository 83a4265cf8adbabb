import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { examTexts } from '../../messages.ts';
import type { ExamState } from '../../rules.ts';

const tones: Readonly<Record<ExamState, Tone>> = {
  draft: 'plain',
  published: 'info',
  released: 'success',
  withdrawn: 'plain',
};

export const ExamStateTag = ({ state }: { readonly state: ExamState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(examTexts[`state_${state}`])}</Tag>;
};
