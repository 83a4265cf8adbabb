import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useText } from '#ui/language.tsx';
import { duesTexts } from '../../messages.ts';
import css from './dues.module.css';

const pages = [
  ['/dues', duesTexts.title],
  ['/dues/bases', duesTexts.bases],
  ['/dues/payments', duesTexts.payments],
  ['/dues/ledger', duesTexts.ledger],
  ['/dues/bank', duesTexts.bankTitle],
  ['/dues/reliefs', duesTexts.reliefs],
] as const;

/** The pages of whoever keeps a branch's dues, beside each other. */
export const DuesNav = (): ReactNode => {
  const t = useText();
  return (
    <nav className={css.nav} aria-label={t(duesTexts.parts)}>
      {pages.map(([to, title]) => (
        <NavLink key={to} to={to} end>
          {t(title)}
        </NavLink>
      ))}
    </nav>
  );
};
