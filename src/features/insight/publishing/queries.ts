import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { holderOf, visibleArticles } from './access.ts';
import { bodyText, type Body } from '#shared/body.ts';
import type { ArticleLine, articleList, articleShows, ArticleStep, ArticleView } from './contract.ts';
import { allows, findingsIn, publicationState, type ArticleAct, type Check } from './rules.ts';

const lineColumns = [
  'a.id',
  'a.title',
  'a.column_id',
  'a.state',
  'a.writer',
  'a.changed_at',
  'a.round',
  'c.name_zh',
  'c.name_en',
  'u.short_name as unit_name',
  'p.edition as public_edition',
  'p.from_at',
  'p.until',
  'p.headline',
] as const;

const lineRows = (db: Db, scope: Scope) => visibleArticles(db, scope).select(lineColumns);
type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['executeTakeFirstOrThrow']>>;

const lineView = (county: County, row: LineRow): z.input<typeof ArticleLine> => {
  const publication =
    row.public_edition === null || row.from_at === null
      ? null
      : { edition: row.public_edition, from: row.from_at, until: row.until, headline: row.headline === true };
  return {
    id: row.id,
    title: row.title,
    columnId: row.column_id,
    columnName: { zh: row.name_zh, en: row.name_en },
    unitName: row.unit_name,
    state: row.state,
    publication,
    publicationState: publicationState(publication, county.now().toISOString()),
    writer: row.writer,
    changedAt: row.changed_at,
  };
};

type Show = (typeof articleShows)[number];

/** Whether the reader has had a hand in the round under way. */
const handled = (holder: string) =>
  sql<boolean>`exists (select from article_hand h where h.article_id = a.id and h.round = a.round and h.holder = ${holder}::uuid)`;

/** What the reader could do next: drafts of one's own to finish, what others submitted to review, what was approved to sign. */
const waitsFor = (scope: Scope) => {
  const holder = holderOf(scope);
  const written = sql<boolean>`exists (select from article_edition e where e.article_id = a.id and e.edition = a.edition and e.holder = ${holder}::uuid)`;
  const kinds = [
    ...(may(scope, 'publishing.write') ? [sql<boolean>`(a.state = 'draft' and ${written})`] : []),
    ...(may(scope, 'publishing.review') ? [sql<boolean>`(a.state = 'review' and not ${handled(holder)})`] : []),
    ...(may(scope, 'publishing.publish') ? [sql<boolean>`(a.state = 'approved' and not ${handled(holder)})`] : []),
  ];
  return kinds.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(kinds, sql` or `)})`;
};

const isShown = (scope: Scope, now: string, show: Show) => {
  switch (show) {
    case 'mine':
      return waitsFor(scope);
    case 'live':
      return sql<boolean>`(p.from_at <= ${now} and (p.until is null or p.until > ${now}))`;
    case 'all':
      return sql<boolean>`true`;
    case 'draft':
    case 'review':
    case 'approved':
    case 'withdrawn':
      return sql<boolean>`a.state = ${show}::article_state`;
  }
};

type Asked = z.output<typeof articleList.query>;

const likeOf = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

const asked = (db: Db, scope: Scope, { columnId, words }: Asked) => {
  const rows = visibleArticles(db, scope);
  const inColumn =
    columnId === undefined
      ? rows
      : rows.where((where) => where.or([where('a.column_id', '=', columnId), where('c.parent_id', '=', columnId)]));
  return words === undefined || words === '' ? inColumn : inColumn.where('a.title', 'ilike', likeOf(words));
};

const countsOf = async (db: Db, scope: Scope, now: string, query: Asked): Promise<Record<Show, number>> => {
  const count = (show: Show) => sql<number>`(count(*) filter (where ${isShown(scope, now, show)}))::int4`.as(show);
  return asked(db, scope, query)
    .select([
      count('mine'),
      count('draft'),
      count('review'),
      count('approved'),
      count('live'),
      count('withdrawn'),
      count('all'),
    ])
    .executeTakeFirstOrThrow();
};

const placeOf = (cursor: string | undefined): readonly [at: string, id: string] | null => {
  const [at = '', id = ''] = (cursor ?? '').split(' ');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
    ? [at, id]
    : null;
};

/** Those that changed last. */
export const articlePage = async (
  db: Db,
  scope: Scope,
  county: County,
  query: Asked,
): Promise<z.input<typeof articleList.reply>> => {
  const { show, cursor, limit } = query;
  const now = county.now().toISOString();
  const place = placeOf(cursor);
  const rows = asked(db, scope, query)
    .where(isShown(scope, now, show))
    .select(lineColumns);
  const from =
    place === null
      ? rows
      : rows.where(sql<boolean>`(a.changed_at, a.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`);
  const [found, counts] = await Promise.all([
    from
      .orderBy('a.changed_at', 'desc')
      .orderBy('a.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countsOf(db, scope, now, query),
  ]);
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map((row) => lineView(county, row)),
    next: found.length > limit && last ? `${last.changed_at} ${last.id}` : null,
    total: counts[show],
    counts,
  };
};

const stepsOf = async (db: Db, id: string): Promise<z.input<typeof ArticleStep>[]> => {
  const rows = await db
    .selectFrom('article_step')
    .select(['at', 'kind', 'actor', 'round', 'edition', 'checks', 'note'])
    .where('article_id', '=', id)
    .orderBy('id')
    .execute();
  // Safe: checks are written as the contract of a review has them.
  return rows.map(({ checks, ...row }) => ({ ...row, checks: checks as unknown as Check[] | null }));
};

const permissionOf: Readonly<Record<ArticleAct, string>> = {
  save: 'publishing.write',
  submit: 'publishing.write',
  review: 'publishing.review',
  publish: 'publishing.publish',
  schedule: 'publishing.publish',
  withdraw: 'publishing.publish',
};

const byOthers: readonly ArticleAct[] = ['review', 'publish'];

/** What the reader may do, and whether another person must do what the state asks for. */
const acts = (scope: Scope, standing: Parameters<typeof allows>[1], hasHand: boolean) => {
  const open = (act: ArticleAct): boolean => may(scope, permissionOf[act]) && allows(act, standing);
  const can = (act: ArticleAct): boolean => open(act) && !(hasHand && byOthers.includes(act));
  return {
    can: {
      save: can('save'),
      submit: can('submit'),
      review: can('review'),
      publish: can('publish'),
      schedule: can('schedule'),
      withdraw: can('withdraw'),
    },
    otherPerson: hasHand && byOthers.some(open),
  };
};

/** @throws AppError not_found */
export const articleView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof ArticleView>> => {
  const row = await visibleArticles(db, scope)
    .select([...lineColumns, 'a.version', 'a.edition', 'a.summary', 'a.source', 'a.body'])
    .select(handled(holderOf(scope)).as('has_hand'))
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const [steps, images] = await Promise.all([
    stepsOf(db, id),
    db
      .selectFrom('article_image')
      .select(['file_id as file', 'name', 'media_type as mediaType', 'width', 'height'])
      .where('article_id', '=', id)
      .orderBy('file_id')
      .execute(),
  ]);
  // Safe: it was read by the rules of a body when it was kept.
  const body = row.body as unknown as Body;
  return {
    ...lineView(county, row),
    version: row.version,
    edition: row.edition,
    summary: row.summary,
    source: row.source,
    body,
    images,
    findings: findingsIn([row.title, row.summary, bodyText(body)].join('\n')),
    steps,
    ...acts(scope, { state: row.state, published: row.from_at !== null }, row.has_hand),
  };
};

/** The versions of an article's text, the newest first. @throws AppError not_found */
export const editionList = async (db: Db, scope: Scope, id: string) => {
  const there = await visibleArticles(db, scope).select('a.id').where('a.id', '=', id).executeTakeFirst();
  if (there === undefined) throw notFound();
  const items = await db
    .selectFrom('article_edition')
    .select(['edition', 'at', 'writer', 'title'])
    .where('article_id', '=', id)
    .orderBy('edition', 'desc')
    .limit(500)
    .execute();
  return { items };
};

/** @throws AppError not_found */
export const editionView = async (db: Db, scope: Scope, id: string, edition: number) => {
  const row = await db
    .selectFrom('article_edition')
    .select(['edition', 'at', 'writer', 'title', 'summary', 'source', 'body'])
    .where('article_id', '=', id)
    .where('edition', '=', edition)
    .where('org_path', '>=', scope.from)
    .where('org_path', '<', scope.to)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  // Safe: as above.
  return { ...row, body: row.body as unknown as Body };
};
