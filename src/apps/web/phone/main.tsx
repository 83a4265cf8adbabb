import '#webkit/older-browsers.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, useRouteError } from 'react-router';
import { currentSession } from '#features/base/accounts/contract.ts';
import { LanguageProvider, useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { ErrorNotice, Forbidden, Loading, Missing, Notice } from '#ui/phone/state-view.tsx';
import { PhoneTheme, useElderView } from '#ui/phone/theme.tsx';
import { WordsProvider } from '#ui/words.tsx';
import { isOutdated } from '#webkit/error-boundary.tsx';
import { makeQueryClient, useApi } from '#webkit/query.ts';
import { makeRouter, type PhoneRoute } from '#webkit/router.tsx';
import { SessionProvider } from '#webkit/session.tsx';
import { PhonePagesProvider } from '#webkit/way.tsx';
import { features, words } from '../features.ts';
import { shellTexts } from '../messages.ts';
import { SignInSteps } from '../sign-in/steps.tsx';
import { useLive } from '../use-live.ts';
import { kit } from './kit.ts';
import css from './main.module.css';
import { PhoneShell } from './shell.tsx';

const client = makeQueryClient();
const routes: readonly PhoneRoute[] = [
  { path: '', title: shellTexts.home, lazy: async () => ({ Page: (await import('./home.tsx')).HomePage }) },
  { path: 'me', title: shellTexts.me, lazy: async () => ({ Page: (await import('./me.tsx')).MePage }) },
  ...features.flatMap((feature) => feature.phone ?? []),
];

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

/** The large print is offered on the way in, before anything has to be read in small type. */
const Foot = (): ReactNode => {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  const { elder, setElder } = useElderView();
  return (
    <div className={css.foot}>
      <button type="button" className={css.link} aria-pressed={elder} onClick={() => setElder(!elder)}>
        {t(elder ? uiTexts.elderOff : uiTexts.elderOn)}
      </button>
      <button
        type="button"
        className={css.link}
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
      <a href="/?office" className={css.link}>
        {t(shellTexts.officeShell)}
      </a>
    </div>
  );
};

/** The sign-in until the session is ready, then the phone. */
const Door = (): ReactNode => {
  const { data } = useApi(currentSession, {});
  const { setLanguage } = useLanguage();
  const kept = data?.account?.language;
  useEffect(() => {
    if (kept) setLanguage(kept);
  }, [kept, setLanguage]);
  if (!data) return null;
  return data.state === 'ready' ? (
    <Phone key={data.grant?.id ?? ''} />
  ) : (
    <SignInSteps kit={kit} view={data} foot={<Foot />} />
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
              facts={(view) => ({ accountId: view.account?.id ?? null, permissions: view.permissions })}
              waiting={<Loading />}
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
