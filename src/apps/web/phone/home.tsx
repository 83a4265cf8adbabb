import type { ReactNode } from 'react';
import { currentSession } from '#features/base/accounts/contract.ts';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { Cell, Cells, Page } from '#ui/phone/page.tsx';
import { Loading } from '#ui/phone/state-view.tsx';
import { WordsProvider } from '#ui/words.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { StartParts, useStartParts } from '#webkit/start-parts.tsx';
import { features, firstWords } from '../features.ts';
import { shellTexts } from '../messages.ts';
import css from './shell.module.css';

const parts = features.flatMap((feature) => feature.home ?? []);
const entries = features.flatMap((feature) => feature.phone ?? []).filter((route) => route.entry);

/** Entries by how their path begins; what none names is one's own. */
const groups = [
  { title: null, begins: ['inbox'] },
  {
    title: shellTexts.life,
    begins: ['meetings', 'own-meetings', 'duties', 'own-appraisals', 'outflow', 'branch', 'corrections'],
  },
  { title: shellTexts.study, begins: ['study'] },
  { title: shellTexts.help, begins: ['requests', 'talk', 'wishes', 'care'] },
  { title: shellTexts.me, begins: [] },
] as const;
const groupOf = (path: string): number => {
  const found = groups.findIndex(({ begins }) => (begins as readonly string[]).includes(path.split('/')[0] ?? ''));
  return found === -1 ? groups.length - 1 : found;
};

/** The first page: who one is, what needs a hand, and the ways to everything else. */
export const HomePage = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { can } = useSession();
  const { data } = useApi(currentSession, {});
  const shown = useStartParts(parts);
  const open = entries
    .filter((route) => can(route.permission) && can(route.entry?.permission))
    .toSorted((a, b) => (a.entry?.order ?? 0) - (b.entry?.order ?? 0));
  const grant = data?.grant;
  return (
    <>
      <div className={css.brand}>{data?.county.name}</div>
      <Page
        title={t(shellTexts.greeting, { name: data?.account?.name ?? '' })}
        {...(grant ? { intro: `${grant.organisationName} · ${roleFacts[grant.role].label[language]}` } : {})}
      >
        <WordsProvider words={firstWords}>
          <StartParts parts={shown} waiting={<Loading />} />
        </WordsProvider>
        {groups.map(({ title }, at) => {
          const own = open.filter(({ path }) => groupOf(path) === at);
          const label = title === null ? null : t.loose(title);
          return own.length === 0 ? null : (
            <section key={at} className={css.group}>
              {label !== null && <h2>{label}</h2>}
              <Cells {...(label === null ? {} : { label })}>
                {own.map((route) => (
                  <Cell
                    key={route.path}
                    to={`/${route.path}`}
                    title={t.loose(route.title)}
                    {...(route.entry?.hint ? { hint: t.loose(route.entry.hint) } : {})}
                  />
                ))}
              </Cells>
            </section>
          );
        })}
      </Page>
    </>
  );
};
