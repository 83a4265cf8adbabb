import '#webkit/older-browsers.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, StrictMode, Suspense, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, useRouteError } from 'react-router';
import { currentSession } from '#features/base/accounts/contract.ts';
import { LanguageProvider, useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { ErrorNotice, Forbidden, Loading, Missing, Notice } from '#ui/phone/state-view.tsx';
import { PhoneTheme } from '#ui/phone/theme.tsx';
import { type Words, WordsProvider } from '#ui/words.tsx';
import { ErrorBoundary, isOutdated } from '#webkit/error-boundary.tsx';
import { makeQueryClient, useApi } from '#webkit/query.ts';
import { makeRouter, type PhoneRoute } from '#webkit/router.tsx';
import { SessionProvider } from '#webkit/session.tsx';
import { PhonePagesProvider } from '#webkit/way.tsx';
import { features } from '../features.ts';
import { shellTexts } from '../messages.ts';
import { useLive } from '../use-live.ts';
import { keptSession, useDevice } from './use-device.ts';
import css from './main.module.css';
import { PhoneShell } from './shell.tsx';

const client = makeQueryClient();
const routes: readonly PhoneRoute[] = [
  { path: '', title: shellTexts.home, lazy: async () => ({ Page: (await import('./home.tsx')).HomePage }) },
  { path: 'me', title: shellTexts.me, lazy: async () => ({ Page: (await import('./me.tsx')).MePage }) },
  {
    path: 'unsent',
    title: ['未发送', 'Not sent yet'],
    lazy: async () => ({ Page: (await import('./unsent.tsx')).UnsentPage }),
  },
  ...features.flatMap((feature) => feature.phone ?? []),
];

let fetched: Promise<Words> | undefined;
/** Beside the first page, which stands without them. One promise for all who ask; what failed is asked for again. */
const words = (): Promise<Words> =>
  (fetched ??= import('../words.ts').then(
    (module) => module.words,
    (error: unknown) => {
      fetched = undefined;
      throw error;
    },
  ));

const Home = (): ReactNode => <LinkButton to="/">{useText()(uiTexts.home)}</LinkButton>;

const Failed = (): ReactNode => {
  const t = useText();
  const outdated = isOutdated(useRouteError());
  return (
    <main className={css.failed}>
      <h1>{t(outdated ? uiTexts.outdated : uiTexts.fault)}</h1>
      <p>{t(outdated ? uiTexts.outdatedHint : uiTexts.faultHint)}</p>
      <Button onClick={() => location.reload()}>{t(uiTexts.reload)}</Button>
    </main>
  );
};

const Unloaded = ({ again }: { again: () => void }): ReactNode => {
  const t = useText();
  return (
    <Notice heading title={t(uiTexts.unloaded)} hint={t(uiTexts.unloadedHint)}>
      <Button filled onClick={again}>
        {t(uiTexts.again)}
      </Button>
      <Button onClick={() => location.reload()}>{t(uiTexts.reload)}</Button>
    </Notice>
  );
};

const Phone = (): ReactNode => {
  useLive();
  useEffect(() => {
    words().catch(() => undefined);
  }, []);
  const router = useMemo(
    () =>
      makeRouter(routes, {
        base: '/m',
        shell: <PhoneShell routes={routes} />,
        forbidden: <Forbidden heading extra={<Home />} />,
        missing: <Missing heading extra={<Home />} />,
        failed: <Failed />,
        Unloaded,
        waiting: <Loading />,
      }),
    [],
  );
  return (
    <PhonePagesProvider pages={routes}>
      <RouterProvider router={router} />
    </PhonePagesProvider>
  );
};

const unloaded = (): ReactNode => <Unloaded again={() => location.reload()} />;

/** Whoever is signed in already never fetches the way in. */
const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).PhoneSignIn }));

/** The sign-in until the session is ready, then the phone. */
const Door = (): ReactNode => {
  const { data } = useApi(currentSession, {});
  const { setLanguage } = useLanguage();
  useDevice(data);
  const kept = data?.account?.language;
  useEffect(() => {
    if (kept) setLanguage(kept);
  }, [kept, setLanguage]);
  if (!data) return null;
  return data.state === 'ready' ? (
    <Phone key={data.grant?.id ?? ''} />
  ) : (
    <ErrorBoundary fallback={unloaded}>
      <Suspense fallback={<Loading />}>
        <SignIn view={data} />
      </Suspense>
    </ErrorBoundary>
  );
};

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <PhoneTheme>
            <SessionProvider
              endpoint={currentSession}
              facts={(view) => ({
                accountId: view.account?.id ?? null,
                permissions: view.permissions,
                county: view.county.code,
              })}
              waiting={<Loading />}
              kept={keptSession}
              failed={(error, again) => <ErrorNotice error={error} onAgain={again} />}
            >
              <WordsProvider words={words}>
                <Door />
              </WordsProvider>
            </SessionProvider>
          </PhoneTheme>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
