import { sql } from 'kysely';
import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { holderOf } from '../access.ts';
import { bodyImages, bodyText, oneLine, type Body } from '#shared/body.ts';
import { ready, step, writeStep, type ArticleRow, type Changed } from '../commands.ts';
import type { ArticleText } from '../contract.ts';
import { findingsIn } from '../rules.ts';

type Text = z.output<typeof ArticleText>;

const textOf = ({ title, summary, source, body }: Text) => ({
  title: oneLine(title),
  summary: oneLine(summary),
  source: oneLine(source),
  body: JSON.stringify(body),
});

/** @throws AppError invalid */
const checkColumn = async (tx: Tx, id: string): Promise<void> => {
  const column = await tx.selectFrom('publishing_column').select('hidden').where('id', '=', id).executeTakeFirst();
  if (column === undefined || column.hidden) throw invalid('body.columnId', 'publishing.no_column');
};

/** Pictures that a body names were added to the same article. @throws AppError invalid */
const checkImages = async (tx: Tx, articleId: string, body: Body): Promise<void> => {
  const wanted = bodyImages(body);
  if (wanted.length === 0) return;
  const found = await tx
    .selectFrom('article_image')
    .select('file_id')
    .where('article_id', '=', articleId)
    .where('file_id', 'in', wanted)
    .execute();
  if (found.length < wanted.length) throw invalid('body.body', 'body_image');
};

interface Edition {
  readonly id: string;
  readonly org_path: string;
  readonly edition: number;
}

const keepEdition = async (tx: Tx, scope: Scope, at: string, { id, ...edition }: Edition, text: Text) => {
  await tx
    .insertInto('article_edition')
    .values({ article_id: id, ...edition, ...textOf(text), holder: holderOf(scope), writer: scope.actor, at })
    .execute();
};

/** Begins an article of the writer's own organisation. @throws AppError invalid */
export const create = async (tx: Tx, scope: Scope, county: County, text: Text): Promise<Changed> => {
  const { organisationId } = scope;
  if (organisationId === null) throw new AppError('forbidden');
  const id = newId();
  await checkColumn(tx, text.columnId);
  await checkImages(tx, id, text.body);
  const org_path = matterPath(await holdPath(tx, organisationId), id);
  const at = county.now().toISOString();
  await tx
    .insertInto('article')
    .values({
      id,
      org_path,
      unit_id: organisationId,
      column_id: text.columnId,
      ...textOf(text),
      writer: scope.actor,
      changed_at: at,
    })
    .execute();
  await keepEdition(tx, scope, at, { id, org_path, edition: 1 }, text);
  audit(tx, { action: 'publishing.create', entity: 'article', entityId: id, path: org_path });
  touch(tx, 'publishing', { path: org_path });
  return { id, version: 1, state: 'draft' };
};

/** A new text. What the public sees stays until the next signature. @throws AppError not_found, stale, conflict, invalid */
export const save = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...text }: Text & { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'save' });
  if (text.columnId !== row.column_id) await checkColumn(tx, text.columnId);
  await checkImages(tx, id, text.body);
  const edition = row.edition + 1;
  const at = county.now().toISOString();
  await tx
    .updateTable('article')
    .set({ ...textOf(text), column_id: text.columnId, edition, writer: scope.actor })
    .where('id', '=', id)
    .execute();
  await keepEdition(tx, scope, at, { id, org_path: row.org_path, edition }, text);
  return step(tx, county, row, 'save', { state: 'draft' });
};

/** @throws AppError refused */
const checkText = ({ title, summary, body }: ArticleRow): void => {
  const words = bodyText(body);
  if (words === '' && bodyImages(body).length === 0) throw new AppError('refused', { message: 'publishing.empty' });
  const found = findingsIn([title, summary, words].join('\n'));
  if (found.some(({ kind }) => kind === 'id_number'))
    throw new AppError('refused', { message: 'publishing.id_number' });
};

/** All who wrote since it was last signed, and whoever submits it, have had a hand in it. */
const takeHands = async (tx: Tx, scope: Scope, row: ArticleRow, round: number): Promise<void> => {
  const writers = await tx
    .selectFrom('article_edition')
    .select('holder')
    .distinct()
    .where('article_id', '=', row.id)
    .where(
      'edition',
      '>',
      sql<number>`coalesce((select p.edition from published_article p where p.article_id = ${row.id}), 0)`,
    )
    .execute();
  const holders = [...new Set([...writers.map(({ holder }) => holder), holderOf(scope)])];
  await tx
    .insertInto('article_hand')
    .values(
      holders.map((holder, seat) => ({
        article_id: row.id,
        round,
        holder,
        hand: 'propose' as const,
        seat,
        org_path: row.org_path,
      })),
    )
    .execute();
};

/** Begins a round. @throws AppError not_found, stale, conflict, refused */
export const submit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version }: { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'submit' });
  checkText(row);
  const round = row.round + 1;
  await takeHands(tx, scope, row, round);
  await writeStep(tx, scope, county, row, { kind: 'propose', round });
  return step(tx, county, row, 'submit', { state: 'review', round });
};
