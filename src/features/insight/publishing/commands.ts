import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { holderOf, visibleArticles } from './access.ts';
import type { Body } from '#shared/body.ts';
import { allows, type ArticleAct, type ArticleState, type Check, type StepKind } from './rules.ts';

const lockOne = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleArticles(tx, scope)
    .select([
      'a.id',
      'a.org_path',
      'a.unit_id',
      'a.column_id',
      'a.state',
      'a.version',
      'a.edition',
      'a.round',
      'a.title',
      'a.summary',
      'a.source',
      'a.body',
      'p.from_at',
    ])
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  // Safe: it was read by the rules of a body when it was kept.
  return { ...row, body: row.body as unknown as Body };
};
export type ArticleRow = Awaited<ReturnType<typeof lockOne>>;

export interface Changed {
  readonly id: string;
  readonly version: number;
  readonly state: ArticleState;
}

/** What a form needs to show both: its own fields as they are now. */
const current = ({ id, version, state, column_id, title, summary, source, body }: ArticleRow) => ({
  id,
  version,
  state,
  columnId: column_id,
  title,
  summary,
  source,
  body,
});

/** The article as the reader saw it, in a state in which the act may follow. @throws AppError not_found, stale, conflict */
export const ready = async (
  tx: Tx,
  scope: Scope,
  { id, version, act }: { readonly id: string; readonly version: number; readonly act: ArticleAct },
): Promise<ArticleRow> => {
  const row = await lockOne(tx, scope, id);
  if (row.version !== version) throw new AppError('stale', { current: current(row) });
  if (!allows(act, { state: row.state, published: row.from_at !== null }))
    throw new AppError('conflict', { message: 'publishing.wrong_state' });
  return row;
};

/** Whoever has had a hand in this round has no second one; the database holds it too. @throws AppError refused */
export const takeHand = async (tx: Tx, scope: Scope, row: ArticleRow, hand: 'review' | 'publish'): Promise<void> => {
  const holder = holderOf(scope);
  const before = await tx
    .selectFrom('article_hand')
    .select('hand')
    .where('article_id', '=', row.id)
    .where('round', '=', row.round)
    .where('holder', '=', holder)
    .executeTakeFirst();
  if (before !== undefined) throw new AppError('refused', { message: 'publishing.other_person' });
  await tx
    .insertInto('article_hand')
    .values({ article_id: row.id, round: row.round, holder, hand, org_path: row.org_path })
    .execute();
};

interface Step {
  readonly kind: StepKind;
  readonly round?: number;
  readonly checks?: readonly Check[];
  readonly note?: string | undefined;
}

/** A line of what happened with an article. */
export const writeStep = async (
  tx: Tx,
  scope: Scope,
  county: County,
  row: ArticleRow,
  { kind, round = row.round, checks, note }: Step,
): Promise<void> => {
  await tx
    .insertInto('article_step')
    .values({
      id: newId(),
      article_id: row.id,
      org_path: row.org_path,
      round,
      edition: row.edition,
      kind,
      actor: scope.actor,
      checks: checks === undefined ? null : JSON.stringify(checks),
      note: note ?? null,
      at: county.now().toISOString(),
    })
    .execute();
};

/** Keeps the state and tells of it. */
export const step = async (
  tx: Tx,
  county: County,
  row: ArticleRow,
  action: string,
  values: { readonly state: ArticleState; readonly round?: number },
): Promise<Changed> => {
  const version = row.version + 1;
  await tx
    .updateTable('article')
    .set({ ...values, version, changed_at: county.now().toISOString() })
    .where('id', '=', row.id)
    .execute();
  audit(tx, { action: `publishing.${action}`, entity: 'article', entityId: row.id, path: row.org_path });
  touch(tx, 'publishing', { path: row.org_path });
  return { id: row.id, version, state: values.state };
};

/** What the public sees has changed: pages that were rendered before are forgotten, here and in other processes. */
export const publicChanged = async (tx: Tx, county: County): Promise<void> => {
  await tx
    .updateTable('published_change')
    .set((set) => ({ number: set('number', '+', 1), at: county.now().toISOString() }))
    .execute();
  touch(tx, 'portal', { path: '/' });
};
