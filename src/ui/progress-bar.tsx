import type { ReactNode } from 'react';
import { useFormat } from './language.tsx';
import css from './progress-bar.module.css';

interface Props {
  /** What is under way, for those who hear it. */
  readonly label: string;
  readonly done: number;
  /** Null where nobody knows yet how much there is. */
  readonly total: number | null;
  /** The present step in words. */
  readonly phase?: string | undefined;
  readonly tone?: 'running' | 'done' | 'failed';
  /** Where the counts say nothing more than the share. */
  readonly bare?: boolean;
}

/** How far something has come; the numbers stand beside the bar. */
export const ProgressBar = ({ label, done, total, phase, tone = 'running', bare = false }: Props): ReactNode => {
  const format = useFormat();
  const share = total && total > 0 ? Math.min(100, Math.round((done / total) * 100)) : null;
  const valueText = [phase, share === null ? null : `${share}%`].filter(Boolean).join(' ');
  return (
    <div className={css.progress} data-tone={tone}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null ? {} : { 'aria-valuenow': share })}
        {...(valueText ? { 'aria-valuetext': valueText } : {})}
        className={css.track}
      >
        <div
          className={css.fill}
          data-open={share === null}
          style={share === null ? undefined : { width: `${share}%` }}
        />
      </div>
      <div className={css.numbers}>
        {phase && <span>{phase}</span>}
        {total !== null && !bare && (
          <span className={css.count}>
            {format.number(done)} / {format.number(total)}
          </span>
        )}
        {share !== null && <span className={css.count}>{share}%</span>}
      </div>
    </div>
  );
};
