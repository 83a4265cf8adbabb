import { createContext, type ReactNode, useContext } from 'react';
import { Link, matchPath } from 'react-router';
import type { PageRoute } from './router.tsx';
import { useSession } from './session.tsx';

/** The pages of the phone where it is the shell; null in the office. */
const PhonePages = createContext<readonly PageRoute[] | null>(null);

export const PhonePagesProvider = ({
  pages,
  children,
}: {
  readonly pages: readonly PageRoute[];
  readonly children: ReactNode;
}): ReactNode => <PhonePages value={pages}>{children}</PhonePages>;

/** Within this shell, or by a new page in the other one. */
export type Way = { readonly to: string } | { readonly href: string };

/**
 * Where a link of a notice or a to-do leads from here: '/m/…' is a page of the phone; any other is one of this shell where it
 * has such a page for the role, and otherwise of the office.
 */
export const useWay = (): ((link: string) => Way) => {
  const pages = useContext(PhonePages);
  const { can } = useSession();
  return (link) => {
    const isPhone = link.startsWith('/m/');
    if (pages === null) return isPhone ? { href: link } : { to: link };
    if (isPhone) return { to: link.slice(2) };
    const [pathname = ''] = link.split('?');
    const page = pages.find(({ path }) => matchPath(`/${path}`, pathname) !== null);
    return page !== undefined && can(page.permission) ? { to: link } : { href: link };
  };
};

interface Props {
  readonly link: string;
  readonly className?: string | undefined;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

export const WayLink = ({ link, children, ...rest }: Props): ReactNode => {
  const way = useWay()(link);
  return 'to' in way ? (
    <Link to={way.to} {...rest}>
      {children}
    </Link>
  ) : (
    <a href={way.href} {...rest}>
      {children}
    </a>
  );
};
