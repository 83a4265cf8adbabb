import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { Correction } from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';

const tones: Readonly<Record<Correction['state'], Tone>> = {
  waiting: 'info',
  accepted: 'success',
  refused: 'warning',
  withdrawn: 'plain',
};

export const CorrectionState = ({ state }: { state: Correction['state'] }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(correctionTexts[`states_${state}`])}</Tag>;
};
