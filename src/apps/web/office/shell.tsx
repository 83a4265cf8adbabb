import { BellOutlined, DownOutlined, GlobalOutlined, MenuOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Dropdown, Layout, type MenuProps } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useNavigate } from 'react-router';
import { chooseRole, currentSession, setLanguage as setLanguageOf, signOut } from '#features/base/accounts/contract.ts';
import { unreadNotices } from '#features/base/inbox/contract.ts';
import { inboxTexts } from '#features/base/inbox/messages.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { countDrafts } from '#webkit/drafts.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import type { OfficeRoute } from '#webkit/router.tsx';
import { forgetBrowser, useSession } from '#webkit/session.tsx';
import { shellTexts } from '../messages.ts';
import { SideMenu } from './menu.tsx';
import css from './shell.module.css';

/** Switches the language at once; a signed-in person's choice is kept with the account. */
export const LanguageSwitch = ({ signedIn }: { signedIn: boolean }): ReactNode => {
  const { language, setLanguage } = useLanguage();
  const { fire } = useCommand(setLanguageOf);
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      icon={<GlobalOutlined aria-hidden />}
      aria-label={other === 'zh' ? '中文' : 'English'}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => {
        setLanguage(other);
        if (signedIn) fire({ body: { language: other } });
      }}
    >
      <span className={css.languageName}>{other === 'zh' ? '中文' : 'English'}</span>
    </Button>
  );
};

const AccountMenu = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { adopt } = useSession();
  const { data } = useApi(currentSession, {});
  const role = useCommand(chooseRole, {
    onDone: (view) => {
      // Where one stood may not be open to the other role.
      history.replaceState(null, '', '/');
      adopt(view);
    },
  });
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const leave = useCommand(signOut, {
    onDone: (view) => {
      void forgetBrowser();
      adopt(view);
    },
  });
  if (!data?.account) return null;
  const { account, grant, grants } = data;
  const others = grants.filter((one) => one.id !== grant?.id);
  const items: NonNullable<MenuProps['items']> = [];
  if (others.length)
    items.push(
      {
        key: 'roles',
        type: 'group',
        label: t(shellTexts.switchRole),
        children: others.map((one) => ({
          key: one.id,
          label: `${roleFacts[one.role].label[language]} · ${one.organisationName}`,
        })),
      },
      { type: 'divider' },
    );
  items.push({ key: 'account', label: t(shellTexts.ownAccount) });
  items.push({ key: 'sign-out', label: t(shellTexts.signOut) });
  const chosen = (key: string): void => {
    if (key === 'account') void navigate('/account');
    else if (key !== 'sign-out') role.fire({ body: { grantId: key } });
    else if (countDrafts() > 0) setAsking(true);
    else leave.fire({});
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => chosen(key) }}>
        <Button type="text" className={css.account ?? ''}>
          <span className="sr-only">{t(shellTexts.account)}</span>
          <span className={css.who}>{account.name}</span>
          {grant && <span className={css.post}>{roleFacts[grant.role].label[language]}</span>}
          <DownOutlined className={css.small ?? ''} aria-hidden />
        </Button>
      </Dropdown>
      <ConfirmDialog
        open={asking}
        title={t(shellTexts.draftsTitle, { count: countDrafts() })}
        consequence={t(shellTexts.draftsHint)}
        verb={t(shellTexts.signOut)}
        busy={leave.busy}
        error={leave.error}
        onConfirm={() => leave.fire({})}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const Brand = (): ReactNode => {
  const t = useText();
  const { data } = useApi(currentSession, {});
  return (
    <Link to="/" className={css.brand}>
      <span className={css.mark} aria-hidden="true" />
      <span className={css.product}>{data?.county.name}</span>
      <span className={css.long}>{t(shellTexts.productLong)}</span>
      {data?.county.demo && <span className={css.demo}>{t(shellTexts.demo)}</span>}
    </Link>
  );
};

const Where = (): ReactNode => {
  const { data } = useApi(currentSession, {});
  return <span className={css.where}>{data?.grant?.organisationName}</span>;
};

// Of the practice county alone.
const PracticeBanner = lazy(async () => ({
  default: (await import('#features/education/practice/web/parts/banner.tsx')).Banner,
}));

const Practice = (): ReactNode => {
  const { data } = useApi(currentSession, {});
  return (
    data?.county.practice && (
      <Suspense fallback={null}>
        <PracticeBanner />
      </Suspense>
    )
  );
};

/** How many notices are unread, and the way to them. */
const Bell = (): ReactNode => {
  const t = useText();
  const { data } = useApi(unreadNotices, {});
  const unread = data?.unread ?? 0;
  return (
    <Link to="/inbox" className={css.bell} aria-label={t(inboxTexts.bell, { count: unread })}>
      <Badge count={unread} size="small" overflowCount={99}>
        <BellOutlined className={css.bellSign ?? ''} aria-hidden />
      </Badge>
    </Link>
  );
};

/** The office: brand and account above, the menu at the side (behind a button on narrow screens), the page. */
export const OfficeShell = ({ routes }: { routes: readonly OfficeRoute[] }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Layout className={css.shell ?? ''}>
      <a href="#content" className={css.skip}>
        {t(uiTexts.skipToContent)}
      </a>
      <Layout.Header className={css.header ?? ''}>
        <Button
          type="text"
          className={css.burger ?? ''}
          icon={<MenuOutlined aria-hidden />}
          aria-label={t(shellTexts.openMenu)}
          aria-expanded={open}
          onClick={() => setOpen(true)}
        />
        <Brand />
        <div className={css.end}>
          <Where />
          <Bell />
          <LanguageSwitch signedIn />
          <AccountMenu />
        </div>
      </Layout.Header>
      <Practice />
      <Layout hasSider className={css.body ?? ''}>
        <Layout.Sider width={216} className={css.sider ?? ''}>
          <nav aria-label={t(shellTexts.menu)}>
            <SideMenu routes={routes} />
          </nav>
        </Layout.Sider>
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          placement="left"
          size={260}
          title={t(shellTexts.menu)}
          styles={{ body: { padding: 8 } }}
        >
          <nav aria-label={t(shellTexts.menu)}>
            <SideMenu routes={routes} onGo={() => setOpen(false)} />
          </nav>
          <a href="/m/" className={css.phone}>
            {t(shellTexts.otherShell)}
          </a>
        </Drawer>
        <Layout.Content id="content" tabIndex={-1} className={css.content ?? ''}>
          <Outlet />
        </Layout.Content>
      </Layout>
      <ScrollRestoration />
    </Layout>
  );
};
