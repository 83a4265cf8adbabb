import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { newId } from '#shared/ids.ts';
import { bodyText, excerptOf, type Body, type BodyNode } from './body/rules.ts';
import { wordVector } from './words/rules.ts';

interface Facts {
  readonly unit: { readonly id: string; readonly path: string };
  /** The slug of its column. */
  readonly column?: string;
  readonly title?: string;
  readonly body?: Body;
  readonly from: string;
  readonly until?: string | null;
  readonly headline?: boolean;
  readonly summary?: string;
  readonly writer?: string;
}

/** A body out of lines: one that begins with `# ` is a heading. */
export const bodyFrom = (lines: readonly string[]): Body => ({
  type: 'doc',
  content: lines.map((line): BodyNode => {
    const heading = line.startsWith('# ');
    const content = [{ type: 'text' as const, text: heading ? line.slice(2) : line }];
    return heading ? { type: 'heading', attrs: { level: 2 }, content } : { type: 'paragraph', content };
  }),
});

/** An article as it stands after its three hands: written, reviewed and signed by three people who have no account here. */
export const plantArticle = async (
  tx: Tx,
  {
    unit,
    column = 'news-county',
    title = '<b>要闻</b> "村委会\' 公开',
    body = bodyFrom(['# 小标题', '村里的 <b>账目</b> "公开\' 了']),
    from,
    until = null,
    headline = false,
    summary = '',
    writer = '某宣传干事',
  }: Facts,
): Promise<{ readonly id: string }> => {
  const id = newId();
  const org_path = matterPath(unit.path, id);
  const { id: column_id } = await tx
    .selectFrom('publishing_column')
    .select('id')
    .where('slug', '=', column)
    .executeTakeFirstOrThrow();
  const text = { title, summary, source: '', body: JSON.stringify(body) };
  await tx
    .insertInto('article')
    .values({
      id,
      org_path,
      unit_id: unit.id,
      column_id,
      state: 'published',
      round: 1,
      ...text,
      writer,
      changed_at: from,
    })
    .execute();
  await tx
    .insertInto('article_edition')
    .values({ article_id: id, edition: 1, org_path, ...text, holder: newId(), writer, at: from })
    .execute();
  await tx
    .insertInto('article_hand')
    .values(
      (['propose', 'review', 'publish'] as const).map((hand) => ({
        article_id: id,
        round: 1,
        holder: newId(),
        hand,
        org_path,
      })),
    )
    .execute();
  await tx
    .insertInto('article_step')
    .values(
      (['propose', 'approve', 'publish'] as const).map((kind) => ({
        id: newId(),
        article_id: id,
        org_path,
        round: 1,
        edition: 1,
        kind,
        actor: writer,
        at: from,
      })),
    )
    .execute();
  const { cutForSearch } = await loadSegmenter();
  const words = wordVector(cutForSearch(title), cutForSearch(`${summary}\n${bodyText(body)}`));
  await tx
    .insertInto('published_article')
    .values({
      article_id: id,
      round: 1,
      edition: 1,
      column_id,
      unit_id: unit.id,
      ...text,
      excerpt: excerptOf(summary === '' ? bodyText(body) : summary),
      headline,
      from_at: from,
      until,
      words: sql`${words}::tsvector`,
    })
    .execute();
  await tx
    .updateTable('published_change')
    .set((set) => ({ number: set('number', '+', 1) }))
    .execute();
  return { id };
};
