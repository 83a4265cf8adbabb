import '#webkit/older-browsers.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { Button, QRCode, Result } from 'antd';
import { type ReactNode, StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { Link, RouterProvider, useRouteError } from 'react-router';
import { currentSession } from '#features/base/accounts/contract.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { LanguageProvider, useLanguage, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { PasswordField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice, Forbidden, Loading, Missing } from '#ui/office/state-view.tsx';
import { OfficeTheme } from '#ui/office/theme.tsx';
import { WordsProvider } from '#ui/words.tsx';
import { isOutdated } from '#webkit/error-boundary.tsx';
import { makeQueryClient, useApi } from '#webkit/query.ts';
import { makeRouter, type OfficeRoute } from '#webkit/router.tsx';
import { SessionProvider } from '#webkit/session.tsx';
import { words } from '../words.ts';
import { shellTexts } from '../messages.ts';
import { signInTexts } from '../sign-in/messages.ts';
import { SignInSteps } from '../sign-in/steps.tsx';
import { useLive } from '../use-live.ts';
import { offices } from './features.ts';
import { LanguageSwitch, OfficeShell } from './shell.tsx';

const client = makeQueryClient();
const routes: readonly OfficeRoute[] = [
  {
    path: '',
    title: shellTexts.workbench,
    lazy: async () => ({ Page: (await import('./workbench.tsx')).WorkbenchPage }),
  },
  ...offices.flatMap((feature) => feature.pages),
];

const Home = (): ReactNode => {
  const t = useText();
  return <Link to="/">{t(uiTexts.home)}</Link>;
};

const Failed = (): ReactNode => {
  const t = useText();
  const outdated = isOutdated(useRouteError());
  return (
    <Result
      status={outdated ? 'info' : 'error'}
      title={t(outdated ? uiTexts.outdated : uiTexts.fault)}
      subTitle={t(outdated ? uiTexts.outdatedHint : uiTexts.faultHint)}
      extra={<Button onClick={() => location.reload()}>{t(uiTexts.reload)}</Button>}
    />
  );
};

const Unloaded = ({ again }: { again: () => void }): ReactNode => {
  const t = useText();
  return (
    <Result
      status="warning"
      title={<h1>{t(uiTexts.unloaded)}</h1>}
      subTitle={t(uiTexts.unloadedHint)}
      extra={[
        <Button key="again" type="primary" onClick={again}>
          {t(uiTexts.again)}
        </Button>,
        <Button key="reload" onClick={() => location.reload()}>
          {t(uiTexts.reload)}
        </Button>,
      ]}
    />
  );
};

const Office = (): ReactNode => {
  useLive();
  const router = useMemo(
    () =>
      makeRouter(routes, {
        base: '/',
        shell: <OfficeShell routes={routes} />,
        forbidden: <Forbidden heading extra={<Home />} />,
        missing: <Missing heading extra={<Home />} />,
        failed: <Failed />,
        Unloaded,
        waiting: <Loading />,
      }),
    [],
  );
  return <RouterProvider router={router} />;
};

const QrCode = ({ value }: { value: string }): ReactNode => {
  const t = useText();
  return (
    <div role="img" aria-label={t(signInTexts.qrCode)}>
      <div aria-hidden="true">
        <QRCode value={value} size={148} type="svg" />
      </div>
    </div>
  );
};
const kit = { FormFrame, TextField, PasswordField, Loading, ErrorNotice, QrCode };

const Foot = (): ReactNode => {
  const t = useText();
  return (
    <>
      <LanguageSwitch signedIn={false} />
      <a href="/m/">{t(shellTexts.otherShell)}</a>
    </>
  );
};

/** The sign-in until the session is ready, then the office. */
const Door = (): ReactNode => {
  const { data } = useApi(currentSession, {});
  const { setLanguage } = useLanguage();
  const kept = data?.account?.language;
  useEffect(() => {
    if (kept) setLanguage(kept);
  }, [kept, setLanguage]);
  // Who reaches nothing but the own file finds it in the phone's edition, which serves wide screens as well.
  const isOwnOnly =
    data?.state === 'ready' &&
    data.grants.length > 0 &&
    data.grants.every(({ role }) => roleFacts[role].reach === 'self');
  useEffect(() => {
    if (isOwnOnly) location.replace('/m/');
  }, [isOwnOnly]);
  if (!data) return null;
  if (isOwnOnly) return <Loading />;
  return data.state === 'ready' ? (
    <Office key={data.grant?.id ?? ''} />
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
          <OfficeTheme>
            <SessionProvider
              endpoint={currentSession}
              facts={(view) => ({
                accountId: view.account?.id ?? null,
                permissions: view.permissions,
                county: view.county.code,
              })}
              waiting={<Loading />}
              failed={(error, again) => <ErrorNotice error={error} onAgain={again} />}
            >
              <WordsProvider words={words}>
                <Door />
              </WordsProvider>
            </SessionProvider>
          </OfficeTheme>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
