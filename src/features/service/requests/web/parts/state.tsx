import type { ReactNode } from 'react';
import { type Say, useFormat, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { RequestLine, RequestView } from '../../contract.ts';
import { requestTexts } from '../../messages.ts';
import type { RequestState } from '../../rules.ts';

const tones: Readonly<Record<RequestState, Tone>> = {
  received: 'info',
  assigned: 'info',
  taken: 'info',
  answered: 'success',
  reopened: 'warning',
  closed: 'plain',
  refused: 'plain',
};

export const RequestStateTag = ({ state }: { state: RequestState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(requestTexts[`state_${state}`])}</Tag>;
};

/** Why a unit has it, with the words of the catalogue where that decided. */
export const routedWords = (t: Say, { routed, routedReason }: Pick<RequestView, 'routed' | 'routedReason'>): string => {
  const why = t(requestTexts[`routed_${routed}`]);
  return routedReason === null ? why : t(requestTexts.routedWith, { why, reason: routedReason });
};

/** The day by which it is to be answered, and how far that is. */
export const useDue = (): ((request: Pick<RequestLine, 'dueOn' | 'daysLeft'>) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ dueOn, daysLeft }) => {
    if (dueOn === null) return t(requestTexts.noDue);
    const day = format.day(dueOn);
    if (daysLeft === null) return day;
    if (daysLeft === 0) return t(requestTexts.dueToday, { day });
    return daysLeft > 0
      ? t(requestTexts.dueLeft, { day, count: daysLeft })
      : t(requestTexts.dueOver, { day, count: -daysLeft });
  };
};
