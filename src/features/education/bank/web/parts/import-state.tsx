import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { ImportView } from '../../import/contract.ts';
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

/** A sheet without known headings has not failed: it waits for somebody to say what its columns are. */
export const ImportStateTag = ({ batch: { state, can } }: { batch: Pick<ImportView, 'state' | 'can'> }): ReactNode => {
  const t = useText();
  if (can.map) return <Tag tone="warning">{t(importTexts.state_map)}</Tag>;
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
