import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { Loading } from '#ui/office/state-view.tsx';
import type { Reply } from '#shared/endpoint.ts';
import { useApi } from '#webkit/query.ts';
import { duesTexts } from '../../messages.ts';
import { treasurerList } from '../../treasurers/contract.ts';
import { DuesNav, treasurerPage } from './dues-nav.tsx';

/** Whose the book is, and how one is named for it, with the way there. */
const Whose = ({ items }: Pick<Reply<typeof treasurerList>, 'items'>): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { pathname } = useLocation();
  const names = items.filter(({ until }) => until === null).map(({ name }) => name);
  return (
    <Alert
      type="info"
      showIcon
      title={
        names.length === 0 ? t(duesTexts.treasurerNobody) : t(duesTexts.treasurerOther, { names: format.list(names) })
      }
      description={
        <>
          {t(duesTexts.treasurerHow)}{' '}
          {pathname !== treasurerPage && <Link to={treasurerPage}>{t(duesTexts.treasurersGo)}</Link>}
        </>
      }
    />
  );
};

interface Props {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  /** What stands there for everybody of the branch. */
  readonly open?: ReactNode;
  /** For whoever keeps the dues. */
  readonly children?: ReactNode;
}

/** A page of the book: to whoever has not been named for it, it says so once and offers nothing that would be refused. */
export const DuesFrame = ({ title, intro, actions, open, children }: Props): ReactNode => {
  const { data, isPending } = useApi(treasurerList, {});
  const isClosed = data?.own === false;
  return (
    <Frame title={title} intro={intro} actions={data?.own === true && actions}>
      <DuesNav />
      {isClosed && <Whose items={data.items} />}
      {open}
      {isPending ? <Loading /> : !isClosed && children}
    </Frame>
  );
};
