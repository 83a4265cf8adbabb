import { lazy, type ReactNode, Suspense } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { currentSession } from '#features/base/accounts/contract.ts';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ErrorBoundary } from '#webkit/error-boundary.tsx';
import { useApi } from '#webkit/query.ts';
import type { PhoneRoute } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import css from './shell.module.css';
import { TabBar } from './tab-bar.tsx';

// Not before the first page stands: what waits has waited already.
const PendingBar = lazy(async () => ({ default: (await import('./pending-bar.tsx')).PendingBar }));

// Of the practice county alone.
const PracticeBar = lazy(async () => ({ default: (await import('./practice-bar.tsx')).PracticeBar }));

/** The phone: the page, and the tabs below it. */
export const PhoneShell = ({ routes }: { routes: readonly PhoneRoute[] }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const { data } = useApi(currentSession, {});
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
      {data?.county.practice && (
        <Suspense fallback={null}>
          <PracticeBar />
        </Suspense>
      )}
      <main id="content" tabIndex={-1} className={css.content}>
        <Outlet />
      </main>
      <TabBar paths={new Set(open.map((route) => `/${route.path}`))} />
      <ScrollRestoration />
    </div>
  );
};
