import { sql } from 'kysely';
import { matterPath } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { newId } from '#shared/ids.ts';
import { bodyText, excerptOf, type Body, type BodyNode } from '#shared/body.ts';
import { wordVector } from './words/rules.ts';

/** A body out of lines: one that begins with `# ` is a heading. */
export const bodyFrom = (lines: readonly string[]): Body => ({
  type: 'doc',
  content: lines.map((line): BodyNode => {
    const heading = line.startsWith('# ');
    const content = [{ type: 'text' as const, text: heading ? line.slice(2) : line }];
    return heading ? { type: 'heading', attrs: { level: 2 }, content } : { type: 'paragraph', content };
  }),
});

interface Draft {
  readonly unit: { readonly id: string; readonly path: string };
  /** The slug of its column. */
  readonly column?: string;
  readonly title?: string;
  readonly body?: Body;
  readonly state?: 'draft' | 'review' | 'approved' | 'published';
  readonly summary?: string;
  readonly writer?: string;
  /** When it was written. */
  readonly at?: string;
}

interface Facts extends Omit<Draft, 'state' | 'at'> {
  readonly from: string;
  readonly until?: string | null;
  readonly headline?: boolean;
}

const hands = {
  draft: [],
  review: ['propose'],
  approved: ['propose', 'review'],
  published: ['propose', 'review', 'publish'],
} as const;
const steps = {
  draft: [],
  review: ['propose'],
  approved: ['propose', 'approve'],
  published: ['propose', 'approve', 'publish'],
} as const;

/** An article in the office, as far as it has come by the hands of people who have no account here. `of`: its column. */
export const plantDraft = async (
  tx: Tx,
  {
    unit,
    column = 'news-county',
    title = '<b>要闻</b> "村委会\' 公开',
    body = bodyFrom(['# 小标题', '村里的 <b>账目</b> "公开\' 了']),
    state = 'draft',
    summary = '',
    writer = '某宣传干事',
    at = '2026-03-02T00:00:00Z',
  }: Draft,
): Promise<{ readonly id: string; readonly of: string; readonly path: string }> => {
  const id = newId();
  const org_path = matterPath(unit.path, id);
  const { id: of } = await tx
    .selectFrom('publishing_column')
    .select('id')
    .where('slug', '=', column)
    .executeTakeFirstOrThrow();
  const text = { title, summary, source: '', body: JSON.stringify(body) };
  const round = state === 'draft' ? 0 : 1;
  await tx
    .insertInto('article')
    .values({ id, org_path, unit_id: unit.id, column_id: of, state, round, ...text, writer, changed_at: at })
    .execute();
  await tx
    .insertInto('article_edition')
    .values({ article_id: id, edition: 1, org_path, ...text, holder: newId(), writer, at })
    .execute();
  for (const hand of hands[state])
    await tx.insertInto('article_hand').values({ article_id: id, round, holder: newId(), hand, org_path }).execute();
  for (const kind of steps[state])
    await tx
      .insertInto('article_step')
      .values({ id: newId(), article_id: id, org_path, round, edition: 1, kind, actor: writer, at })
      .execute();
  return { id, of, path: org_path };
};

/** The same, signed: what the public sees of it. */
export const plantArticle = async (
  tx: Tx,
  { from, until = null, headline = false, ...draft }: Facts,
): Promise<{ readonly id: string; readonly of: string }> => {
  const { id, of } = await plantDraft(tx, { ...draft, state: 'published', at: from });
  const {
    title,
    summary,
    source,
    body: kept,
  } = await tx
    .selectFrom('article')
    .select(['title', 'summary', 'source', 'body'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  // Safe: it was planted as a body.
  const body = kept as unknown as Body;
  const { cutForSearch } = await loadSegmenter();
  const words = wordVector(cutForSearch(title), cutForSearch(`${summary}\n${bodyText(body)}`));
  await tx
    .insertInto('published_article')
    .values({
      article_id: id,
      round: 1,
      edition: 1,
      column_id: of,
      unit_id: draft.unit.id,
      title,
      summary,
      source,
      body: JSON.stringify(body),
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
  return { id, of };
};
