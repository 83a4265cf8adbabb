import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { notFound } from '#shared/errors.ts';
import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal, type Visit } from '#platform/portal/page.ts';
import { bodyMarkup, escaped } from '../body/markup/rules.ts';
import { publicFeed, publicPlaces } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { imagePath } from './parts.tsx';

interface Entry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly excerpt: string;
  readonly html: string;
  readonly unit: string;
  readonly at: Date;
}

interface Feed {
  /** Of this very address. */
  readonly self: string;
  /** The page that it tells of. */
  readonly page: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly changed: Date;
}

const load = async (visit: Visit, slug: string, file: string): Promise<Feed> => {
  const { column, items } = await visit.ask(publicFeed, { params: { slug } });
  const base = `${visit.origin}${portalBase}`;
  const county = visit.county.name;
  const entries = items.map((item): Entry => ({
    id: `urn:uuid:${item.id}`,
    url: `${base}/articles/${item.id}`,
    title: item.title,
    excerpt: item.excerpt,
    html: bodyMarkup(item.body, {
      imageAt: (image) => ({ src: `${visit.origin}${imagePath(image)}` }),
      origin: visit.origin,
    }),
    unit: item.unitName,
    at: new Date(item.from),
  }));
  return {
    self: `${base}/feeds/${file}`,
    page: column === null ? `${base}/columns` : `${base}/columns/${column.slug}`,
    title:
      column === null
        ? say('zh', portalTexts.feedOfAll, { county })
        : say('zh', portalTexts.feedOf, { county, column: column.name.zh }),
    entries,
    // The newest; a feed without any has none that could change.
    changed: entries[0]?.at ?? new Date(0),
  };
};

const rss = ({ self, page, title, entries, changed }: Feed): string =>
  generateRssFeed({
    title,
    link: page,
    description: title,
    language: 'zh-CN',
    lastBuildDate: changed,
    atom: { links: [{ href: self, rel: 'self', type: 'application/rss+xml' }] },
    items: entries.map((entry) => ({
      title: entry.title,
      link: entry.url,
      description: entry.html === '' ? entry.excerpt : entry.html,
      guid: { value: entry.id, isPermaLink: false },
      pubDate: entry.at,
    })),
  });

const atom = ({ self, page, title, entries, changed }: Feed): string =>
  generateAtomFeed({
    id: self,
    title: { value: title, type: 'text' },
    updated: changed,
    links: [
      { href: self, rel: 'self', type: 'application/atom+xml' },
      { href: page, rel: 'alternate', type: 'text/html' },
    ],
    authors: [{ name: title }],
    entries: entries.map((entry) => ({
      id: entry.id,
      title: { value: entry.title, type: 'text' },
      updated: entry.at,
      published: entry.at,
      authors: [{ name: entry.unit }],
      links: [{ href: entry.url, rel: 'alternate', type: 'text/html' }],
      summary: { value: entry.excerpt, type: 'text' },
      content: { value: entry.html, type: 'html' },
    })),
  });

const json = ({ self, page, title, entries }: Feed): string =>
  JSON.stringify(
    generateJsonFeed({
      title,
      home_page_url: page,
      feed_url: self,
      language: 'zh-CN',
      items: entries.map((entry) => ({
        id: entry.id,
        url: entry.url,
        title: entry.title,
        summary: entry.excerpt,
        content_html: entry.html,
        date_published: entry.at,
        authors: [{ name: entry.unit }],
      })),
    }),
  );

const kinds = {
  rss: { mediaType: 'application/rss+xml; charset=utf-8', write: rss },
  atom: { mediaType: 'application/atom+xml; charset=utf-8', write: atom },
  json: { mediaType: 'application/feed+json; charset=utf-8', write: json },
} as const;

const isKind = (ending: string): ending is keyof typeof kinds => Object.hasOwn(kinds, ending);

/** A column, or all of them, as programs follow it: `/feeds/<slug>.rss`, `.atom`, `.json`. */
export const feedDocument = portal.document({
  path: '/feeds/:file',
  make: async (visit) => {
    const file = visit.params['file'] ?? '';
    const [slug = '', ending = '', ...more] = file.split('.');
    if (more.length > 0 || !isKind(ending)) throw notFound();
    const { mediaType, write } = kinds[ending];
    return { mediaType, text: write(await load(visit, slug, file)) };
  },
});

const fixed = ['', '/columns', '/organisations', '/sitemap', '/accessibility', '/privacy'] as const;

/** Every address of the portal, for those that search (sitemaps.org). */
export const sitemapDocument = portal.document({
  path: '/sitemap.xml',
  make: async (visit) => {
    const { columns, articles, organisations } = await visit.ask(publicPlaces, {});
    const base = `${visit.origin}${portalBase}`;
    const url = (path: string, changed?: string): string =>
      `<url><loc>${escaped(`${base}${path}`)}</loc>${changed === undefined ? '' : `<lastmod>${escaped(changed)}</lastmod>`}</url>`;
    const urls = [
      ...fixed.map((path) => url(path)),
      ...columns.map((slug) => url(`/columns/${slug}`)),
      ...organisations.map((id) => url(`/organisations/${id}`)),
      ...articles.map(({ id, from }) => url(`/articles/${id}`, from)),
    ];
    return {
      mediaType: 'application/xml; charset=utf-8',
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('\n')}\n</urlset>\n`,
    };
  },
});
