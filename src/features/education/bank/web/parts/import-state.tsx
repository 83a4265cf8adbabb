import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { ImportState, RowState } from '../../import/rules.ts';
import { importTexts } from '../messages.ts';

const tones: Readonly<Record<ImportState, Tone>> = {
  reading: 'info',
  preview: 'warning',
  committed: 'success',
  undone: 'plain',
  failed: 'error',
  cancelled: 'plain',
};

export const ImportStateTag = ({ state }: { state: ImportState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(importTexts[`state_${state}`])}</Tag>;
};

const rowTones: Readonly<Record<RowState, Tone>> = {
  ready: 'success',
  fault: 'error',
  near: 'warning',
  same: 'warning',
  skipped: 'plain',
  written: 'success',
  kept: 'info',
};

export const RowStateTag = ({ state }: { state: RowState }): ReactNode => {
  const t = useText();
  return <Tag tone={rowTones[state]}>{t(importTexts[`row_${state}`])}</Tag>;
};
