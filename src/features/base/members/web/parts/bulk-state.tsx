import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { BulkChange } from '../../bulk/contract.ts';
import { bulkTexts } from '../../bulk/messages.ts';

const tones: Readonly<Record<BulkChange['state'], Tone>> = {
  draft: 'plain',
  waiting: 'info',
  done: 'success',
  undone: 'warning',
};

export const BulkState = ({ bulk }: { bulk: BulkChange }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[bulk.state]}>{t(bulkTexts[`states_${bulk.state}`])}</Tag>;
};
