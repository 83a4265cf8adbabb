import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { wishTexts } from '../../messages.ts';
import type { HelperState, WishState } from '../../rules.ts';

const tones: Readonly<Record<WishState, Tone>> = {
  received: 'info',
  listed: 'info',
  claimed: 'info',
  done: 'warning',
  confirmed: 'success',
  refused: 'plain',
  withdrawn: 'plain',
};

export const WishStateTag = ({ state }: { state: WishState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(wishTexts[`state_${state}`])}</Tag>;
};

const helperTones: Readonly<Record<HelperState, Tone>> = {
  asked: 'warning',
  agreed: 'info',
  declined: 'plain',
  stated: 'warning',
  confirmed: 'success',
};

export const HelperStateTag = ({ state }: { state: HelperState }): ReactNode => {
  const t = useText();
  return <Tag tone={helperTones[state]}>{t(wishTexts[`helper_${state}`])}</Tag>;
};
