import { lazy, type ReactNode, Suspense } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ErrorBoundary } from '#webkit/error-boundary.tsx';
import type { PhoneRoute } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import css from './shell.module.css';
import { TabBar } from './tab-bar.tsx';

// Not before the first page stands: what waits has waited already.
const PendingBar = lazy(async () => ({ default: (await import('./pending-bar.tsx')).PendingBar }));

/** The phone: the page, and the tabs below it. */
export const PhoneShell = ({ routes }: { routes: readonly PhoneRoute[] }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const open = routes.filter((route) => can(route.permission));
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>
        {t(uiTexts.skipToContent)}
      </a>
      <ErrorBoundary fallback={() => null}>
        <Suspense fallback={null}>
          <PendingBar />
        </Suspense>
      </ErrorBoundary>
      <main id="content" tabIndex={-1} className={css.content}>
        <Outlet />
      </main>
      <TabBar paths={new Set(open.map((route) => `/${route.path}`))} />
      <ScrollRestoration />
    </div>
  );
};
