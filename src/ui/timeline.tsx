import type { ReactNode } from 'react';
import { useFormat } from './language.tsx';
import css from './timeline.module.css';

export interface TimelineEntry {
  readonly id: string;
  /** A day or a timestamp. */
  readonly at: string;
  readonly title: ReactNode;
  /** Who did it, from what source. */
  readonly by?: ReactNode;
  readonly detail?: ReactNode;
  readonly tone?: 'plain' | 'brand' | 'warning';
}

const isDay = (at: string): boolean => at.length === 10;

/** Events of one thing, newest first or in the order given. */
export const Timeline = ({ entries, label }: { entries: readonly TimelineEntry[]; label: string }): ReactNode => {
  const format = useFormat();
  return (
    <ol className={css.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={css.entry} data-tone={entry.tone ?? 'plain'}>
          <time dateTime={entry.at}>{isDay(entry.at) ? format.day(entry.at) : format.moment(entry.at)}</time>
          <div className={css.title}>{entry.title}</div>
          {entry.by && <div className={css.by}>{entry.by}</div>}
          {entry.detail && <div className={css.detail}>{entry.detail}</div>}
        </li>
      ))}
    </ol>
  );
};
