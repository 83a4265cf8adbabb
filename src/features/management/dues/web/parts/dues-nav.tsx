import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useText } from '#ui/language.tsx';
import { duesTexts } from '../../messages.ts';
import css from './dues.module.css';

export const treasurerPage = '/dues/treasurers';
const pages = [
  ['/dues', duesTexts.title],
  ['/dues/bases', duesTexts.bases],
  ['/dues/payments', duesTexts.payments],
  ['/dues/ledger', duesTexts.ledger],
  ['/dues/bank', duesTexts.bankTitle],
  ['/dues/reliefs', duesTexts.reliefs],
  ['/dues/consents', duesTexts.consents],
  [treasurerPage, duesTexts.treasurers],
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
