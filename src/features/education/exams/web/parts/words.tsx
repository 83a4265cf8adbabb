import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { examTexts } from '../../messages.ts';
import type { ExamPhase, ExamState } from '../../rules.ts';

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

const phaseTones: Readonly<Record<ExamPhase, Tone>> = { ...tones, open: 'info', coming: 'plain', closed: 'warning' };

/** How an exam stands now: what was published is open, coming, or over and not released yet. */
export const ExamPhaseTag = ({ phase }: { readonly phase: ExamPhase }): ReactNode => {
  const t = useText();
  const isState = phase === 'draft' || phase === 'released' || phase === 'withdrawn';
  return <Tag tone={phaseTones[phase]}>{t(isState ? examTexts[`state_${phase}`] : examTexts[`phase_${phase}`])}</Tag>;
};
