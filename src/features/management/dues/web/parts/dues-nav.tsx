import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { duesTexts } from '../../messages.ts';
import { treasurerList } from '../../treasurers/contract.ts';
import css from './dues.module.css';

const where = '/dues/treasurers';
const pages = [
  ['/dues', duesTexts.title],
  ['/dues/bases', duesTexts.bases],
  ['/dues/payments', duesTexts.payments],
  ['/dues/ledger', duesTexts.ledger],
  ['/dues/bank', duesTexts.bankTitle],
  ['/dues/reliefs', duesTexts.reliefs],
  ['/dues/consents', duesTexts.consents],
  [where, duesTexts.treasurers],
] as const;

/** Says whose the book is, to whoever has not been named for it; the way to the list, where one is not there already. */
const Whose = (): ReactNode => {
  const t = useText();
  const { pathname } = useLocation();
  const { data } = useApi(treasurerList, {});
  if (data === undefined || data.own) return null;
  const names = data.items.filter(({ until }) => until === null).map(({ name }) => name);
  return (
    <Alert
      type="info"
      showIcon
      title={
        names.length === 0 ? t(duesTexts.treasurerNobody) : t(duesTexts.treasurerOther, { names: names.join('、') })
      }
      action={pathname !== where && <Link to={where}>{t(duesTexts.treasurers)}</Link>}
    />
  );
};

/** The pages of whoever keeps a branch's dues, beside each other. */
export const DuesNav = (): ReactNode => {
  const t = useText();
  return (
    <>
      <nav className={css.nav} aria-label={t(duesTexts.parts)}>
        {pages.map(([to, title]) => (
          <NavLink key={to} to={to} end>
            {t(title)}
          </NavLink>
        ))}
      </nav>
      <Whose />
    </>
  );
};
