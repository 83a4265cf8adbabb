import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import css from './page.module.css';

interface PageProps {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  /** Where the arrow leads; without it the page is one of the tabs. */
  readonly back?: string;
  readonly children: ReactNode;
}

/** The frame of a phone page: a title, a way back, its parts below each other. */
export const Page = ({ title, intro, back, children }: PageProps): ReactNode => {
  const t = useText();
  return (
    <div className={css.page}>
      <header className={css.header}>
        {back !== undefined && (
          <Link to={back} className={css.back} aria-label={t(uiTexts.back)}>
            <span aria-hidden="true" />
          </Link>
        )}
        <h1>{title}</h1>
      </header>
      {intro && <p className={css.intro}>{intro}</p>}
      {children}
    </div>
  );
};

/** A part of a page on its own ground. */
export const Section = ({ title, children }: { title?: ReactNode; children: ReactNode }): ReactNode => (
  <section className={css.section}>
    {title && <h2>{title}</h2>}
    {children}
  </section>
);

/** Lines below each other, of `Cell`. */
export const Cells = ({ label, children }: { label?: string; children: ReactNode }): ReactNode => (
  <ul className={css.cells} {...(label ? { 'aria-label': label } : {})}>
    {children}
  </ul>
);

interface CellProps {
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  /** At the far side: a value, a count, a state. */
  readonly end?: ReactNode;
  /** Leads to a page, */
  readonly to?: string;
  /** or does something. */
  readonly onClick?: () => void;
}

const CellBody = ({
  title,
  hint,
  end,
  leads,
}: {
  title: ReactNode;
  hint: ReactNode;
  end: ReactNode;
  leads: boolean;
}): ReactNode => (
  <>
    <span className={css.cellMain}>
      <span>{title}</span>
      {hint && <span className={css.cellHint}>{hint}</span>}
    </span>
    {end && <span className={css.cellEnd}>{end}</span>}
    {leads && <span className={css.chevron} aria-hidden="true" />}
  </>
);

/** One line that says something and may lead somewhere. */
export const Cell = ({ title, hint, end, to, onClick }: CellProps): ReactNode => {
  const body = <CellBody title={title} hint={hint} end={end} leads={Boolean(to ?? onClick)} />;
  return (
    <li>
      {to !== undefined && (
        <Link to={to} className={css.cell}>
          {body}
        </Link>
      )}
      {to === undefined && onClick && (
        <button type="button" className={css.cell} onClick={onClick}>
          {body}
        </button>
      )}
      {to === undefined && !onClick && <div className={css.cell}>{body}</div>}
    </li>
  );
};
