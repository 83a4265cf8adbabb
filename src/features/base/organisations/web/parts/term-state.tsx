import { type ReactNode, useState } from 'react';
import { dayOf, daysBetween } from '#shared/days.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Term } from '../../contract.ts';
import { termState } from '../../rules.ts';
import { termTexts } from '../../terms/messages.ts';

const tones = { running: 'plain', ending: 'warning', overdue: 'error' } as const;

/** How long a term still runs, or since when it should be over. */
export const TermState = ({ term }: { term: Pick<Term, 'dueOn' | 'endedOn'> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [today] = useState(() => dayOf(Date.now()));
  if (term.endedOn) return <Tag>{t(termTexts.closed)}</Tag>;
  const left = daysBetween(today, term.dueOn);
  const text =
    left === 0
      ? t(termTexts.dueToday)
      : t(left > 0 ? termTexts.running : termTexts.overdue, { days: format.number(Math.abs(left)) });
  return <Tag tone={tones[termState(term.dueOn, today)]}>{text}</Tag>;
};

/** A term by its number, or by its years where nobody counted. */
export const useTermName = (): ((term: Term | undefined) => string) => {
  const t = useText();
  return (term) => {
    if (!term) return '–';
    const years = `${term.startedOn.slice(0, 4)}–${(term.endedOn ?? term.dueOn).slice(0, 4)}`;
    return term.ordinal === null ? years : t(termTexts.ordinalOf, { count: term.ordinal });
  };
};
