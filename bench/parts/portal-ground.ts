/** Articles that a county has published over the years: written in bulk, taken out again. */
import { sql } from 'kysely';
import { matterPath, systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { loadSegmenter } from '#platform/text/segment.ts';
import { bodyFrom } from '#features/insight/publishing/factory.ts';
import { bodyText, excerptOf } from '#shared/body.ts';
import { wordVector } from '#features/insight/publishing/words/rules.ts';
import { newId } from '#shared/ids.ts';
import type { BenchCounty } from './county.ts';

/** Nobody's name: what the bench wrote is told by it. */
const writer = '门户测量';

const sentences = [
  '村党组织书记带头走访，把政策讲到田间地头。',
  '党员代表逐条核对账目，当场回答群众提出的问题。',
  '乡镇干部驻村办公，帮助困难家庭申请临时救助。',
  '各支部按月公开党务村务，接受党员和群众监督。',
  '志愿服务队清理河道，修缮村口的路灯和桥栏。',
  '会议学习了有关文件，讨论了下一步的工作安排。',
  '返乡青年报名参加培训，学习果树修剪和电商销售。',
  '镇里组织体检，医生上门为行动不便的老人服务。',
];

const textOf = (n: number): readonly string[] => [
  '# 主要做法',
  ...Array.from({ length: 8 }, (_, paragraph) =>
    Array.from({ length: 6 }, (__, at) => sentences[(n * 7 + paragraph * 3 + at) % sentences.length]).join(''),
  ),
  `本期为第${n}期。`,
];

export const clearArticles = async ({ deployment, county }: BenchCounty): Promise<void> =>
  asAdmin(deployment.admin, async (admin) => {
    await admin.query(`set search_path = ${county.entry.schema}, public`);
    await admin.query(`create temporary table gone as select id from article where writer = '${writer}'`);
    await admin.query('delete from published_article where article_id in (select id from gone)');
    for (const table of ['article_step', 'article_hand', 'article_edition'])
      await admin.query(`delete from ${table} where article_id in (select id from gone)`);
    await admin.query('delete from article where id in (select id from gone)');
    await admin.query('vacuum analyze article, article_edition, article_hand, published_article');
    await admin.query('truncate outbox, idempotency');
  });

/** @returns their ids, the oldest first */
export const writeArticles = async (bench: BenchCounty, count: number, unit: { id: string; path: string }) => {
  const { county } = bench;
  const { cutForSearch } = await loadSegmenter();
  const scope = systemScope(county.entry.code, 'bench');
  const { rows: columns } = await sql<{ id: string }>`select id from publishing_column order by slug`.execute(
    county.read(scope),
  );
  const ids = Array.from({ length: count }, () => newId());
  const portion = 500;
  for (let first = 0; first < count; first += portion)
    await county.write(scope, async (tx) => {
      const rows = ids.slice(first, first + portion).map((id, at) => {
        const n = first + at;
        const body = bodyFrom(textOf(n));
        const title = `某村党务村务公开纪实（第${n}期）`;
        const text = { title, summary: '', source: '', body: JSON.stringify(body) };
        const shared = { id, org_path: matterPath(unit.path, id), column_id: columns[n % columns.length]?.id ?? '' };
        const written = new Date(Date.UTC(2018, 0, 1) + n * 25_000_000).toISOString();
        return { ...shared, text, body, at: written };
      });
      const part = async (values: readonly object[], table: 'article' | 'article_edition' | 'article_hand') =>
        tx
          .insertInto(table)
          .values(values as never)
          .execute();
      await part(
        rows.map(({ id, org_path, column_id, text, at }) => ({
          id,
          org_path,
          column_id,
          ...text,
          unit_id: unit.id,
          state: 'published',
          round: 1,
          writer,
          changed_at: at,
        })),
        'article',
      );
      await part(
        rows.map(({ id, org_path, text, at }) => ({
          article_id: id,
          edition: 1,
          org_path,
          ...text,
          holder: newId(),
          writer,
          at,
        })),
        'article_edition',
      );
      await part(
        rows.flatMap(({ id, org_path }) =>
          ['propose', 'review', 'publish'].map((hand) => ({
            article_id: id,
            round: 1,
            holder: newId(),
            hand,
            org_path,
          })),
        ),
        'article_hand',
      );
      await tx
        .insertInto('published_article')
        .values(
          rows.map(({ id, column_id, text, body, at }, index) => ({
            article_id: id,
            round: 1,
            edition: 1,
            column_id,
            unit_id: unit.id,
            ...text,
            excerpt: excerptOf(bodyText(body)),
            headline: first + index >= count - 5,
            from_at: at,
            words: sql<string>`${wordVector(cutForSearch(text.title), cutForSearch(bodyText(body)))}::tsvector`,
          })),
        )
        .execute();
    });
  await county.write(scope, (tx) =>
    tx
      .updateTable('published_change')
      .set((set) => ({ number: set('number', '+', 1) }))
      .execute(),
  );
  return ids;
};
