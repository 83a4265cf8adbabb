import { sql } from 'kysely';
import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { notFound } from '#shared/errors.ts';
import { publicArticles } from '../access.ts';
import type { Body } from '#shared/body.ts';
import { columnRows } from '../columns/queries.ts';
import { footRow } from '../foot/queries.ts';
import { mostHeadlines } from '../rules.ts';
import { wordQuery } from '../words/rules.ts';
import type * as contract from './contract.ts';
import type { PublicArticle, PublicColumn, PublicLine } from './contract.ts';

const nowOf = (county: County): string => county.now().toISOString();

interface KnownColumn extends PublicColumn {
  readonly hidden: boolean;
}

/** Columns that hold something, those above with what lies below them; hidden ones too, which are reached from their articles alone. */
const knownColumns = async (db: Db, county: County): Promise<KnownColumn[]> => {
  const rows = await columnRows(db, nowOf(county));
  const slugOf = new Map(rows.map(({ id, slug }) => [id, slug]));
  const isHidden = new Set(rows.filter(({ hidden }) => hidden).map(({ id }) => id));
  const below = (id: string): number =>
    rows.filter(({ parentId, hidden }) => parentId === id && !hidden).reduce((total, { live }) => total + live, 0);
  return rows
    .map(({ id, slug, kind, nameZh, nameEn, parentId, live }) => ({
      slug,
      name: { zh: nameZh, en: nameEn },
      kind,
      under: parentId === null ? null : (slugOf.get(parentId) ?? null),
      live: live + below(id),
      // What lies in a hidden column is shown under none.
      hidden: isHidden.has(id) || (parentId !== null && isHidden.has(parentId)),
    }))
    .filter(({ live }) => live > 0);
};

const shown = ({ hidden: _hidden, ...column }: KnownColumn): PublicColumn => column;

/** Those that pages list. */
export const columnsOf = async (db: Db, county: County): Promise<PublicColumn[]> =>
  (await knownColumns(db, county)).filter(({ hidden }) => !hidden).map(shown);

const lineColumns = [
  'p.article_id',
  'p.title',
  'p.excerpt',
  'p.from_at',
  'p.cover_id',
  'c.slug',
  'c.name_zh',
  'c.name_en',
  'u.short_name as unit_name',
] as const;

const lineRows = (db: Db, county: County) => publicArticles(db, nowOf(county)).select(lineColumns);
type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['executeTakeFirstOrThrow']>>;

const lineView = (row: LineRow): PublicLine => ({
  id: row.article_id,
  title: row.title,
  excerpt: row.excerpt,
  column: { slug: row.slug, name: { zh: row.name_zh, en: row.name_en } },
  unitName: row.unit_name,
  from: row.from_at,
  cover: row.cover_id,
});

const newest = (db: Db, county: County) =>
  lineRows(db, county).orderBy('p.from_at', 'desc').orderBy('p.article_id', 'desc');

const onFront = 8;

export const frontOf = async (db: Db, county: County): Promise<z.input<typeof contract.publicFront.reply>> => {
  const [headlines, news, notices, columns] = await Promise.all([
    newest(db, county).where('p.headline', '=', true).limit(mostHeadlines).execute(),
    newest(db, county)
      .where('c.kind', '=', 'news')
      .limit(onFront + mostHeadlines)
      .execute(),
    newest(db, county).where('c.kind', '=', 'notice').limit(onFront).execute(),
    columnsOf(db, county),
  ]);
  const above = new Set(headlines.map(({ article_id }) => article_id));
  return {
    headlines: headlines.map(lineView),
    news: news
      .filter(({ article_id }) => !above.has(article_id))
      .slice(0, onFront)
      .map(lineView),
    notices: notices.map(lineView),
    columns,
  };
};

const onPage = 20;
const pagesOf = (total: number): number => Math.max(1, Math.ceil(total / onPage));

/** The column and those below it, by slug. @throws AppError not_found where it holds nothing */
const columnOf = async (db: Db, county: County, slug: string) => {
  const columns = await knownColumns(db, county);
  const column = columns.find((one) => one.slug === slug);
  if (column === undefined) throw notFound();
  const below = columns.filter(({ under, hidden }) => under === slug && !hidden).map(shown);
  const above = columns.find((one) => one.slug === column.under && !one.hidden);
  return {
    column: shown(column),
    above: above === undefined ? null : shown(above),
    below,
    slugs: [slug, ...below.map((one) => one.slug)],
  };
};

/** @throws AppError not_found */
export const columnPage = async (
  db: Db,
  county: County,
  slug: string,
  page: number,
): Promise<z.input<typeof contract.publicColumn.reply>> => {
  const { column, above, below, slugs } = await columnOf(db, county, slug);
  const pages = pagesOf(column.live);
  if (page > pages) throw notFound();
  const rows = await newest(db, county)
    .where('c.slug', 'in', slugs)
    .limit(onPage)
    .offset((page - 1) * onPage)
    .execute();
  return {
    column,
    above,
    below,
    items: rows.map(lineView),
    total: column.live,
    page,
    pages,
  };
};

/** The nearest in the same column, before or after. */
const neighbour = async (db: Db, county: County, row: LineRow & { column_id: string }, which: 'older' | 'newer') => {
  const order = which === 'older' ? ('desc' as const) : ('asc' as const);
  const sign = which === 'older' ? sql`<` : sql`>`;
  const found = await publicArticles(db, nowOf(county))
    .select(['p.article_id as id', 'p.title'])
    .where('p.column_id', '=', row.column_id)
    .where(sql<boolean>`(p.from_at, p.article_id) ${sign} (${row.from_at}::timestamptz, ${row.article_id}::uuid)`)
    .orderBy('p.from_at', order)
    .orderBy('p.article_id', order)
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
};

// Safe: it was read by the rules of a body when it was kept.
const bodyOf = (kept: unknown): Body => kept as Body;

/** @throws AppError not_found, as soon as it is withdrawn or has ended */
export const articleOf = async (db: Db, county: County, id: string): Promise<z.input<typeof PublicArticle>> => {
  const row = await lineRows(db, county)
    .select(['p.column_id', 'p.source', 'p.until', 'p.body'])
    .where('p.article_id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const [images, older, newer] = await Promise.all([
    db
      .selectFrom('published_image')
      .select(['file_id as file', 'width', 'height'])
      .where('article_id', '=', id)
      .execute(),
    neighbour(db, county, row, 'older'),
    neighbour(db, county, row, 'newer'),
  ]);
  return { ...lineView(row), source: row.source, until: row.until, body: bodyOf(row.body), images, older, newer };
};

/** Articles that hold all the words, those first that say them in the title. */
export const searchPage = async (
  db: Db,
  county: County,
  asked: string,
  page: number,
): Promise<z.input<typeof contract.publicSearch.reply>> => {
  const words = asked === '' ? [] : (await loadSegmenter()).cut(asked);
  const query = wordQuery(words);
  if (query === null) return { items: [], total: 0, page: 1, pages: 1, words: [] };
  const holds = sql<boolean>`p.words @@ ${query}::tsquery`;
  const [rows, { total }] = await Promise.all([
    lineRows(db, county)
      .where(holds)
      .orderBy(sql`ts_rank(p.words, ${query}::tsquery)`, 'desc')
      .orderBy('p.from_at', 'desc')
      .orderBy('p.article_id', 'desc')
      .limit(onPage)
      .offset((page - 1) * onPage)
      .execute(),
    publicArticles(db, nowOf(county))
      .where(holds)
      .select(sql<number>`count(*)::int4`.as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { items: rows.map(lineView), total, page, pages: pagesOf(total), words: [...new Set(words)] };
};

const inFeed = 30;
/** A feed of everything. */
export const wholeFeed = 'all';

/** @throws AppError not_found */
export const feedOf = async (
  db: Db,
  county: County,
  slug: string,
): Promise<z.input<typeof contract.publicFeed.reply>> => {
  const found = slug === wholeFeed ? null : await columnOf(db, county, slug);
  const rows = newest(db, county).select('p.body');
  const items = await (found === null ? rows : rows.where('c.slug', 'in', found.slugs)).limit(inFeed).execute();
  return {
    column: found?.column ?? null,
    items: items.map((row) => ({ ...lineView(row), body: bodyOf(row.body) })),
  };
};

/** A map of a site holds 50,000 addresses. */
const mostPlaces = 45_000;

export const placesOf = async (db: Db, county: County): Promise<z.input<typeof contract.publicPlaces.reply>> => {
  const [columns, articles, organisations] = await Promise.all([
    columnsOf(db, county),
    publicArticles(db, nowOf(county))
      .select(['p.article_id as id', 'p.from_at as from'])
      .orderBy('p.from_at', 'desc')
      .orderBy('p.article_id', 'desc')
      .limit(mostPlaces)
      .execute(),
    db
      .selectFrom('public_contact as k')
      .innerJoin('organisation as o', 'o.id', 'k.organisation_id')
      .where('o.abolished_on', 'is', null)
      .where(sql<boolean>`k.phone || k.address || k.hours <> ''`)
      .select('o.id')
      .orderBy('o.path')
      .limit(4_000)
      .execute(),
  ]);
  return { columns: columns.map(({ slug }) => slug), articles, organisations: organisations.map(({ id }) => id) };
};

/** The foot, and a word that changes as soon as anything does that the public sees: a change, a beginning, an end. */
export const footOf = async (db: Db, county: County): Promise<z.input<typeof contract.publicFoot.reply>> => {
  const now = nowOf(county);
  const [{ version: _version, ...foot }, { number, at, begun, ended }] = await Promise.all([
    footRow(db),
    db
      .selectFrom('published_change')
      .select([
        'number',
        'at',
        sql<string | null>`(select max(from_at) from published_article where from_at <= ${now})`.as('begun'),
        sql<string | null>`(select max(until) from published_article where until <= ${now})`.as('ended'),
      ])
      .executeTakeFirstOrThrow(),
  ]);
  return { ...foot, changedAt: begun !== null && begun > at ? begun : at, edition: [number, begun, ended].join(' ') };
};
