import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { invalid } from '#shared/errors.ts';
import { bodyImages, bodyText, excerptOf, plainText } from '#shared/body.ts';
import { publicChanged, ready, step, takeHand, writeStep, type ArticleRow, type Changed } from '../commands.ts';
import type { scheduleArticle } from '../contract.ts';
import { wordVector } from '../words/rules.ts';

type Span = Omit<z.output<typeof scheduleArticle.body>, 'version'>;

const yearMs = 366 * 86_400_000;

/**
 * From when until when it is shown. What is shown already keeps its day: a correction is no new article. An instant that has passed
 * means now. @throws AppError invalid
 */
const spanOf = (
  county: County,
  shown: string | null,
  { from, until }: Span,
): { from_at: string; until: string | null } => {
  const now = county.now();
  const begun = shown !== null && Date.parse(shown) <= now.getTime();
  const wanted = from === undefined ? null : new Date(from);
  const begins = wanted !== null && wanted > now ? wanted : begun ? new Date(shown) : now;
  if (begins.getTime() > now.getTime() + yearMs) throw invalid('body.from', 'publishing.too_far');
  if (until !== null && (new Date(until) <= begins || new Date(until) <= now))
    throw invalid('body.until', 'publishing.until_before');
  return { from_at: begins.toISOString(), until: until === null ? null : new Date(until).toISOString() };
};

/** The copy for the public, in place of the one before. */
const writeCopy = async (tx: Tx, row: ArticleRow, copy: ReturnType<typeof spanOf> & { readonly headline: boolean }) => {
  const { cutForSearch } = await loadSegmenter();
  const text = bodyText(row.body);
  const words = wordVector(cutForSearch(row.title), cutForSearch(`${row.summary}\n${text}`));
  const images = bodyImages(row.body);
  await tx.deleteFrom('published_article').where('article_id', '=', row.id).execute();
  await tx
    .insertInto('published_article')
    .values({
      article_id: row.id,
      round: row.round,
      edition: row.edition,
      column_id: row.column_id,
      unit_id: row.unit_id,
      title: row.title,
      summary: row.summary,
      source: row.source,
      excerpt: excerptOf(row.summary === '' ? text : row.summary),
      body: JSON.stringify(row.body),
      cover_id: images[0] ?? null,
      words: sql`${words}::tsvector`,
      ...copy,
    })
    .execute();
  if (images.length > 0)
    await tx
      .insertInto('published_image')
      .columns(['file_id', 'article_id', 'media_type', 'width', 'height'])
      .expression((from) =>
        from
          .selectFrom('article_image')
          .select(['file_id', 'article_id', 'media_type', 'width', 'height'])
          .where('article_id', '=', row.id)
          .where('file_id', 'in', images),
      )
      .execute();
};

/** Signs it: shown at once, or from an instant. @throws AppError not_found, stale, conflict, refused, invalid */
export const publish = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...span }: Span & { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'publish' });
  const times = spanOf(county, row.from_at, span);
  await takeHand(tx, scope, row, 'publish');
  await writeCopy(tx, row, { ...times, headline: span.headline });
  await publicChanged(tx, county);
  await writeStep(tx, scope, county, row, { kind: 'publish' });
  return step(tx, county, row, 'publish', { state: 'published' });
};

/** Shows what was signed at other times. @throws AppError not_found, stale, conflict, invalid */
export const schedule = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...span }: Span & { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'schedule' });
  await tx
    .updateTable('published_article')
    .set({ ...spanOf(county, row.from_at, span), headline: span.headline })
    .where('article_id', '=', id)
    .execute();
  await publicChanged(tx, county);
  return step(tx, county, row, 'schedule', { state: row.state });
};

/** Takes it from the public. The text, its versions and the reason stay with the office. @throws AppError not_found, stale, conflict */
export const withdraw = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'withdraw' });
  await tx.deleteFrom('published_article').where('article_id', '=', id).execute();
  await publicChanged(tx, county);
  await writeStep(tx, scope, county, row, { kind: 'withdraw', note: plainText(reason) });
  return step(tx, county, row, 'withdraw', { state: 'withdrawn' });
};
