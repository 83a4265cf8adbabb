import {
  ApartmentOutlined,
  BookOutlined,
  CalendarOutlined,
  CommentOutlined,
  HomeOutlined,
  ImportOutlined,
  ProfileOutlined,
  ReadOutlined,
  SettingOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { Menu, type MenuProps } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import type { OfficeRoute } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { shellTexts } from '../messages.ts';

/** The first level of the side menu, in its order. Features name the group that their pages belong to. */
const groups: readonly { readonly key: string; readonly title: Text; readonly icon: ReactNode }[] = [
  { key: 'organisations', title: shellTexts.organisations, icon: <ApartmentOutlined aria-hidden /> },
  { key: 'members', title: shellTexts.members, icon: <TeamOutlined aria-hidden /> },
  { key: 'life', title: shellTexts.life, icon: <CalendarOutlined aria-hidden /> },
  { key: 'affairs', title: shellTexts.affairs, icon: <ProfileOutlined aria-hidden /> },
  { key: 'education', title: shellTexts.education, icon: <SolutionOutlined aria-hidden /> },
  { key: 'service', title: shellTexts.service, icon: <CommentOutlined aria-hidden /> },
  { key: 'publishing', title: shellTexts.publishing, icon: <ReadOutlined aria-hidden /> },
  { key: 'imports', title: shellTexts.imports, icon: <ImportOutlined aria-hidden /> },
  { key: 'rules', title: shellTexts.rules, icon: <BookOutlined aria-hidden /> },
  { key: 'system', title: shellTexts.system, icon: <SettingOutlined aria-hidden /> },
];

type Items = NonNullable<MenuProps['items']>;

const address = (route: OfficeRoute): string => `/${route.path}`;

/** The route whose address is the longest beginning of where one is. */
const current = (routes: readonly OfficeRoute[], pathname: string): string => {
  const fits = routes.map(address).filter((path) => pathname === path || pathname.startsWith(`${path}/`));
  return fits.toSorted((a, b) => b.length - a.length)[0] ?? (pathname === '/' ? '/' : '');
};

/** The side menu: only what the session's role may open; two levels at most. */
export const SideMenu = ({ routes, onGo }: { routes: readonly OfficeRoute[]; onGo?: () => void }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const { pathname } = useLocation();
  const open = routes
    .filter((route) => route.menu && can(route.permission))
    .toSorted((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0));
  const link = (to: string, title: Text): ReactNode => <Link to={to}>{t.loose(title)}</Link>;
  const items: Items = [{ key: '/', icon: <HomeOutlined aria-hidden />, label: link('/', shellTexts.workbench) }];
  for (const group of groups) {
    const pages = open.filter((route) => route.menu?.group === group.key);
    const [only] = pages;
    if (!only) continue;
    if (pages.length === 1)
      items.push({ key: address(only), icon: group.icon, label: link(address(only), group.title) });
    else
      items.push({
        key: group.key,
        icon: group.icon,
        label: t.loose(group.title),
        children: pages.map((page) => ({ key: address(page), label: link(address(page), page.title) })),
      });
  }
  const selected = current(open, pathname);
  const group = open.find((route) => address(route) === selected)?.menu?.group;
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  // A link elsewhere on a page leads into another group: it opens, and those opened by hand stay as they are.
  useEffect(() => {
    if (group) setUnfolded((old) => new Set([...old, group]));
  }, [group]);
  return (
    <Menu
      mode="inline"
      items={items}
      selectedKeys={[selected]}
      openKeys={[...unfolded]}
      onOpenChange={(keys) => setUnfolded(new Set(keys))}
      style={{ borderInlineEnd: 0 }}
      onClick={() => onGo?.()}
    />
  );
};
