import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { duesTexts } from '../../messages.ts';
import { treasurerList } from '../../treasurers/contract.ts';
import css from './dues.module.css';

const pages = [
  ['/dues', duesTexts.title],
  ['/dues/bases', duesTexts.bases],
  ['/dues/payments', duesTexts.payments],
  ['/dues/ledger', duesTexts.ledger],
  ['/dues/bank', duesTexts.bankTitle],
  ['/dues/reliefs', duesTexts.reliefs],
  ['/dues/treasurers', duesTexts.treasurers],
] as const;

/** Says whose the book is, to whoever has not been named for it. */
const Whose = (): ReactNode => {
  const t = useText();
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
      action={<Link to="/dues/treasurers">{t(duesTexts.treasurers)}</Link>}
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
