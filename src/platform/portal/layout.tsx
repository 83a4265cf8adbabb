import { Fragment, type ReactNode } from 'react';
import { say, type Language, type Text } from '#shared/text.ts';
import { portalTexts } from './messages.ts';
import type { Entry, Shown, Visit } from './page.ts';
import { mainForm, portalBase } from './parts.tsx';
import { style } from './style.ts';
import { switchesOf, type ViewWord } from './view.ts';

interface Props {
  readonly visit: Visit;
  readonly shown: Shown;
  readonly entries: readonly Entry[];
  /** Where the page lies below the base; null where what is shown has no address, as the answer to a form. */
  readonly path: string | null;
  /** Something has to be corrected: who hears the title hears it first. */
  readonly wrong: boolean;
  /** What features say at the foot. */
  readonly foot: readonly ReactNode[];
}

const urgent = [
  ['110', portalTexts.police],
  ['119', portalTexts.fire],
  ['120', portalTexts.ambulance],
  ['122', portalTexts.traffic],
] as const;

const Urgent = ({ visit: { language } }: Pick<Props, 'visit'>): ReactNode => (
  <aside className="urgent" aria-label={say(language, portalTexts.urgent)}>
    <div className="wide">
      <span>{say(language, portalTexts.urgent)}</span>
      {urgent.map(([number, text]) => (
        <a key={number} href={`tel:${number}`}>
          {say(language, text)}
          <strong>{number}</strong>
        </a>
      ))}
    </div>
  </aside>
);

/** A language names itself. */
const languageNames = { zh: { text: '中文', lang: 'zh-CN' }, en: { text: 'English', lang: 'en' } } as const;

const nameOf = (language: Language, word: ViewWord): { readonly text: string; readonly lang?: string } =>
  word === 'zh' || word === 'en' ? languageNames[word] : { text: say(language, portalTexts[`view_${word}`]) };

/** A switch that leads back to the same page. */
export const viewLink = (path: string, word: ViewWord): string =>
  `${portalBase}${path === '/' ? '' : path}${path.includes('?') ? '&' : '?'}view=${word}`;

/**
 * What changes the display leads to the same page, with what was typed where there is a form. Enter in a field presses the first
 * button of its form: one that nobody sees stands before the switches.
 */
const Switches = ({ visit, shown, path }: Pick<Props, 'visit' | 'shown' | 'path'>): ReactNode => {
  if (shown.form !== true && path === null) return null;
  return (
    <div className="view" role="group" aria-label={say(visit.language, portalTexts.view)}>
      {shown.form === true && (
        <button type="submit" form={mainForm} className="unseen" tabIndex={-1} aria-hidden="true" />
      )}
      {switchesOf(visit.view).map((word) => {
        const { text, lang } = nameOf(visit.language, word);
        return shown.form === true ? (
          <button key={word} type="submit" form={mainForm} name="view" value={word} lang={lang}>
            {text}
          </button>
        ) : (
          <a key={word} href={viewLink(path ?? '/', word)} lang={lang}>
            {text}
          </a>
        );
      })}
    </div>
  );
};

interface WaysProps extends Pick<Props, 'visit' | 'path'> {
  readonly ways: readonly { readonly path: string; readonly short: Text }[];
}

const placeOf = (path: string | null): string | undefined => path?.split('?', 1)[0]?.replace(/^\/$/, '');

const Ways = ({ visit: { language }, path, ways }: WaysProps): ReactNode => (
  <ul>
    {ways.map((way) => (
      <li key={way.path}>
        <a
          href={`${portalBase}${way.path}`}
          {...(way.path === placeOf(path) ? { 'aria-current': 'page' as const } : {})}
        >
          {say(language, way.short)}
        </a>
      </li>
    ))}
  </ul>
);

/** The ways that most people come for stand in two lines on a phone; the others open below, on their own pages at once. */
const Sections = ({ visit, entries, path }: Pick<Props, 'visit' | 'entries' | 'path'>): ReactNode => {
  const [often, rare] = [
    entries.filter((entry) => entry.rare !== true),
    entries.filter((entry) => entry.rare === true),
  ];
  return (
    <nav className="ways" aria-label={say(visit.language, portalTexts.nav)}>
      <div className="wide">
        <Ways visit={visit} path={path} ways={[{ path: '', short: portalTexts.home }, ...often]} />
        {rare.length > 0 && (
          <details open={rare.some((entry) => entry.path === placeOf(path))}>
            <summary>{say(visit.language, portalTexts.moreWays)}</summary>
            <Ways visit={visit} path={path} ways={rare} />
          </details>
        )}
      </div>
    </nav>
  );
};

const Told = ({ visit, shown: { meta = {} } }: Pick<Props, 'visit' | 'shown'>): ReactNode => (
  <>
    {meta.description !== undefined && <meta name="description" content={meta.description} />}
    {meta.unlisted === true && <meta name="robots" content="noindex" />}
    {meta.canonical !== undefined && (
      <link rel="canonical" href={`${visit.origin}${portalBase}${meta.canonical === '/' ? '' : meta.canonical}`} />
    )}
    {meta.published !== undefined && <meta property="article:published_time" content={meta.published} />}
    {meta.image !== undefined && <meta property="og:image" content={`${visit.origin}${meta.image}`} />}
    {meta.feeds?.map(({ title, path, mediaType }) => (
      <link key={path} rel="alternate" type={mediaType} title={title} href={`${portalBase}${path}`} />
    ))}
  </>
);

/** A whole page: head, ways, numbers to call first, what it is about, foot. */
export const Layout = ({ visit, shown, entries, path, wrong, foot }: Props): ReactNode => {
  const { language, view, county } = visit;
  const name = say(language, portalTexts.portal, { county: county.name });
  return (
    <html
      lang={language === 'zh' ? 'zh-CN' : 'en'}
      data-size={view.large ? 'large' : undefined}
      data-contrast={view.contrast ? 'high' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${wrong ? say(language, portalTexts.wrongTitle, { title: shown.title }) : shown.title} - ${name}`}</title>
        <Told visit={visit} shown={shown} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a className="skip" href="#main">
          {say(language, portalTexts.skip)}
        </a>
        <header>
          <div className="wide">
            <a className="brand" href={portalBase}>
              {name}
            </a>
            <Switches visit={visit} shown={shown} path={path} />
          </div>
        </header>
        <Sections visit={visit} entries={entries} path={path} />
        <Urgent visit={visit} />
        <main id="main" tabIndex={-1}>
          <div className="wide">
            {county.demo && <p className="note">{say(language, portalTexts.demo)}</p>}
            <h1>{shown.title}</h1>
            {shown.body}
          </div>
        </main>
        <footer>
          <div className="wide">
            {foot.map((part, at) => (
              // The features' order is the list's own and never changes.
              // oxlint-disable-next-line react/no-array-index-key -- see above
              <Fragment key={at}>{part}</Fragment>
            ))}
            <p>{say(language, portalTexts.foot, { county: county.name })}</p>
          </div>
        </footer>
        {shown.script !== undefined && <script dangerouslySetInnerHTML={{ __html: shown.script }} />}
      </body>
    </html>
  );
};
