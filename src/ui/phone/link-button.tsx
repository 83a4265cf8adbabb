import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import css from './link-button.module.css';

interface Props {
  readonly to: To;
  readonly filled?: boolean;
  /** Of which of several things it is, for those who hear its words without what stands around it. */
  readonly of?: string;
  readonly children: ReactNode;
}

/** A link to a page that looks like a button over the whole width. */
export const LinkButton = ({ to, filled = false, of, children }: Props): ReactNode => (
  <Link to={to} className={css.button} data-filled={filled}>
    {children}
    {of !== undefined && <span className="sr-only"> · {of}</span>}
  </Link>
);
