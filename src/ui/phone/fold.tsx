import type { ReactNode } from 'react';
import css from './fold.module.css';

interface Props {
  readonly title: string;
  /** A word or a count beside the title, readable while it is closed. */
  readonly end?: ReactNode;
  readonly open?: boolean;
  /** Lines of `Cells` below the content, reaching the edges. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a long page that opens at a touch, so that the page stays short. */
export const Fold = ({ title, end, open = false, foot, children }: Props): ReactNode => (
  <details className={css.fold} open={open}>
    <summary className={css.summary}>
      <h2>{title}</h2>
      {end !== undefined && <span className={css.end}>{end}</span>}
      <span className={css.chevron} aria-hidden="true" />
    </summary>
    <div className={css.body}>{children}</div>
    {foot && <div className={css.foot}>{foot}</div>}
  </details>
);
