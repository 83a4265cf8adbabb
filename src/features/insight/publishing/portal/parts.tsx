import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import type { Visit } from '#platform/portal/page.ts';
import type { PublicColumn, PublicLine } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';

const chinaDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
/** The day in China on which an instant falls. */
export const dayOf = (language: Language, instant: string): string =>
  formatDay(language, chinaDay.format(new Date(instant)));

export const nameIn = ({ language }: Visit, { zh, en }: PublicColumn['name']): string => (language === 'zh' ? zh : en);

/** Where a picture that the public sees lies. */
export const imagePath = (file: string): string => `/api/public/images/${file}`;

interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** From the start down to the page above this one. */
export const Crumbs = ({ visit, crumbs }: { readonly visit: Visit; readonly crumbs: readonly Crumb[] }): ReactNode => (
  <nav className="crumbs" aria-label={say(visit.language, portalTexts.crumbs)}>
    {crumbs.map(({ name, path }) => (
      <a key={path} href={`${portalBase}${path}`}>
        {name}
      </a>
    ))}
  </nav>
);

interface LinesProps {
  readonly visit: Visit;
  readonly lines: readonly PublicLine[];
  /** With the first words of each. */
  readonly long?: boolean;
}

/** Titles with their days. */
export const Lines = ({ visit, lines, long = false }: LinesProps): ReactNode => (
  <ul className="titles">
    {lines.map(({ id, title, excerpt, from, unitName }) => (
      <li key={id}>
        <a href={`${portalBase}/articles/${id}`}>{title}</a>
        {long && excerpt !== '' && <p>{excerpt}</p>}
        <span className="soft">
          {long
            ? say(visit.language, portalTexts.from, { unit: unitName, day: dayOf(visit.language, from) })
            : dayOf(visit.language, from)}
        </span>
      </li>
    ))}
  </ul>
);

interface PagesProps {
  readonly visit: Visit;
  readonly page: number;
  readonly pages: number;
  readonly to: (page: number) => string;
}

export const Pages = ({ visit: { language }, page, pages, to }: PagesProps): ReactNode =>
  pages === 1 ? null : (
    <nav className="pages" aria-label={say(language, portalTexts.pages)}>
      {page > 1 && (
        <a rel="prev" href={`${portalBase}${to(page - 1)}`}>
          {say(language, portalTexts.before)}
        </a>
      )}
      <span>{say(language, portalTexts.page, { page, pages })}</span>
      {page < pages && (
        <a rel="next" href={`${portalBase}${to(page + 1)}`}>
          {say(language, portalTexts.next)}
        </a>
      )}
    </nav>
  );

/** The page that the address asks for. */
export const pageAsked = ({ query }: Visit): number => {
  const page = Number(query['page'] ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
};

const kinds = [
  ['rss', 'application/rss+xml', 'RSS'],
  ['atom', 'application/atom+xml', 'Atom'],
  ['json', 'application/feed+json', 'JSON Feed'],
] as const;

/** The three addresses of a feed. */
export const feedsOf = (slug: string, title: string) =>
  kinds.map(([ending, mediaType, kind]) => ({
    kind,
    title: `${title} (${kind})`,
    path: `/feeds/${slug}.${ending}`,
    mediaType,
  }));

export const FeedLinks = ({ visit, slug }: { readonly visit: Visit; readonly slug: string }): ReactNode => (
  <p className="soft feeds">
    {say(visit.language, portalTexts.feeds)}
    {feedsOf(slug, '').map(({ kind, path }) => (
      <a key={path} href={`${portalBase}${path}`}>
        {kind}
      </a>
    ))}
  </p>
);
