import { Breadcrumb } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import css from './page.module.css';

export interface Crumb {
  readonly title: string;
  /** Without it the crumb is where one stands. */
  readonly to?: string;
}

interface PageProps {
  readonly title: ReactNode;
  /** One line under the title: what the page is for, or whose thing it shows. */
  readonly intro?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** Buttons of the page; at most one of them filled. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of an office page: where one is, its title, what one can do here, and its parts. */
export const Page = ({ title, intro, crumbs, actions, children }: PageProps): ReactNode => (
  <div className={css.page}>
    {crumbs && (
      <Breadcrumb
        className={css.crumbs ?? ''}
        items={crumbs.map((crumb, place) => ({
          key: place,
          title: crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title,
        }))}
      />
    )}
    <header className={css.header}>
      <div className={css.heading}>
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
      </div>
      {actions && <div className={css.actions}>{actions}</div>}
    </header>
    {children}
  </div>
);

interface SectionProps {
  /** Place in the page, for links within it. */
  readonly id?: string;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Tables reach the edges of their section. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A part of a page on its own ground. */
export const Section = ({ id, title, actions, flush, children }: SectionProps): ReactNode => (
  <section {...(id ? { id } : {})} className={css.section} data-flush={flush}>
    {(title || actions) && (
      <header className={css.sectionHeader}>
        {title && <h2>{title}</h2>}
        {actions && <div className={css.actions}>{actions}</div>}
      </header>
    )}
    {children}
  </section>
);

interface FoldedProps {
  readonly title: ReactNode;
  /** A word or a count beside the title, readable while it is closed. */
  readonly end?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A part of a long page that few need: its title stands, and a press opens it. */
export const Folded = ({ title, end, open = false, children }: FoldedProps): ReactNode => (
  <details className={css.section} open={open}>
    <summary className={css.summary}>
      <h2>{title}</h2>
      {end && <span className={css.end}>{end}</span>}
    </summary>
    <div className={css.unfolded}>{children}</div>
  </details>
);

/** Two parts beside each other: a tree or a list to choose from, and what was chosen. */
export const Split = ({ side, children }: { side: ReactNode; children: ReactNode }): ReactNode => (
  <div className={css.split}>
    <div className={css.side}>{side}</div>
    <div className={css.main}>{children}</div>
  </div>
);

/** Buttons and small inputs in a line; `end` stands at the far side. */
export const Toolbar = ({ children, end }: { children?: ReactNode; end?: ReactNode }): ReactNode => (
  <div className={css.toolbar}>
    <div className={css.actions}>{children}</div>
    {end && <div className={css.actions}>{end}</div>}
  </div>
);
