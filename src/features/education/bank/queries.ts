import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { holderOf, keeps, visibleItems } from './access.ts';
import type { bankList, bankShows, ItemLine, ItemView } from './contract.ts';
import { allows, type Answer, type BankAct, type BankState, type Option } from './rules.ts';

const lineColumns = [
  'i.id',
  'i.version',
  'i.edition',
  'i.kind',
  'i.stem',
  'i.category_code',
  'c.name_zh',
  'c.name_en',
  'i.topic',
  'i.level',
  'i.difficulty',
  'i.answered',
  'i.state',
  'i.unit_id',
  'u.path as unit_path',
  'u.short_name as unit_name',
  'i.writer',
  'i.writers',
  'i.changed_at',
] as const;

const lineRows = (db: Db, scope: Scope) => visibleItems(db, scope).select(lineColumns);
type LineRow = Awaited<ReturnType<ReturnType<typeof lineRows>['executeTakeFirstOrThrow']>>;

const permissionOf: Readonly<Record<BankAct, string>> = {
  edit: 'bank.write',
  remove: 'bank.write',
  propose: 'bank.write',
  approve: 'bank.review',
  return: 'bank.review',
  retire: 'bank.review',
};
const byOthers: readonly BankAct[] = ['approve', 'return'];

/** What the reader may do, and whether another person must do what the state asks for. */
const actsOf = (
  scope: Scope,
  row: { state: BankState; unit_id: string; unit_path: string; writers: readonly string[] },
) => {
  const own = row.writers.includes(holderOf(scope));
  const open = (act: BankAct): boolean =>
    may(scope, permissionOf[act]) && allows(act, row.state) && keeps(scope, { id: row.unit_id, path: row.unit_path });
  const can = (act: BankAct): boolean => open(act) && !(own && byOthers.includes(act));
  return {
    can: {
      edit: can('edit'),
      remove: can('remove'),
      propose: can('propose'),
      approve: can('approve'),
      return: can('return'),
      retire: can('retire'),
    },
    otherPerson: own && byOthers.some(open),
  };
};

const lineView = (scope: Scope, row: LineRow): z.input<typeof ItemLine> => ({
  id: row.id,
  version: row.version,
  edition: row.edition,
  kind: row.kind,
  stem: row.stem,
  categoryCode: row.category_code,
  categoryName: { zh: row.name_zh, en: row.name_en },
  topic: row.topic,
  level: row.level,
  difficulty: row.difficulty === null ? null : Number(row.difficulty),
  answered: row.answered,
  state: row.state,
  unitName: row.unit_name,
  writer: row.writer,
  changedAt: row.changed_at,
  can: actsOf(scope, row).can,
});

type Show = (typeof bankShows)[number];

/** What others have submitted at the reader's unit or below it. */
const isReviewable = (scope: Scope) =>
  sql<boolean>`(${may(scope, 'bank.review')} and i.state = 'review' and not ${holderOf(scope)}::uuid = any (i.writers)
    and (i.unit_id = ${scope.organisationId}::uuid or (u.path >= ${scope.from} and u.path < ${scope.to})))`;

/** What the reader could do next: own drafts to finish, what others of the range have submitted. */
const waitsFor = (scope: Scope) => {
  const written = sql<boolean>`(i.state = 'draft' and ${holderOf(scope)}::uuid = any (i.writers))`;
  return sql<boolean>`(${written} or ${isReviewable(scope)})`;
};

/** Those that wait for this reviewer, the oldest first, with how many there are. */
export const reviewable = (db: Db, scope: Scope, limit: number) =>
  visibleItems(db, scope)
    .select(['i.id', 'i.stem', sql<number>`count(*) over ()::int4`.as('count')])
    .where(isReviewable(scope))
    .orderBy('i.changed_at')
    .orderBy('i.id')
    .limit(limit)
    .execute();

const isShown = (scope: Scope, show: Show) => {
  if (show === 'mine') return waitsFor(scope);
  if (show === 'reviewable') return isReviewable(scope);
  return show === 'all' ? sql<boolean>`true` : sql<boolean>`i.state = ${show}::bank_state`;
};

export type Filters = Omit<z.output<typeof bankList.query>, 'cursor' | 'limit'>;

const likeOf = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

const matching = (db: Db, scope: Scope, { category, topic, kind, level, words, importId }: Filters) => {
  let rows = visibleItems(db, scope);
  if (category !== undefined) rows = rows.where('i.category_code', '=', category);
  if (topic !== undefined) rows = rows.where('i.topic', '=', topic);
  if (kind !== undefined) rows = rows.where('i.kind', '=', kind);
  if (level !== undefined) rows = rows.where('i.level', '=', level);
  if (importId !== undefined) rows = rows.where('i.import_id', '=', importId);
  return words === undefined || words === '' ? rows : rows.where('i.stem', 'ilike', likeOf(words));
};

/** Everything that a filter means, whatever the page. */
export const asked = (db: Db, scope: Scope, filters: Filters) =>
  matching(db, scope, filters).where(isShown(scope, filters.show));

const countsOf = async (db: Db, scope: Scope, filters: Filters): Promise<Record<Show, number>> => {
  const count = (show: Show) => sql<number>`(count(*) filter (where ${isShown(scope, show)}))::int4`.as(show);
  return matching(db, scope, filters)
    .select([
      count('mine'),
      count('reviewable'),
      count('draft'),
      count('review'),
      count('published'),
      count('retired'),
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
export const itemPage = async (
  db: Db,
  scope: Scope,
  { cursor, limit, ...filters }: z.output<typeof bankList.query>,
): Promise<z.input<typeof bankList.reply>> => {
  const place = placeOf(cursor);
  const rows = asked(db, scope, filters).select(lineColumns);
  const from =
    place === null
      ? rows
      : rows.where(sql<boolean>`(i.changed_at, i.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`);
  const [found, counts] = await Promise.all([
    from
      .orderBy('i.changed_at', 'desc')
      .orderBy('i.id', 'desc')
      .limit(limit + 1)
      .execute(),
    countsOf(db, scope, filters),
  ]);
  const last = found[limit - 1];
  return {
    items: found.slice(0, limit).map((row) => lineView(scope, row)),
    next: found.length > limit && last ? `${last.changed_at} ${last.id}` : null,
    total: counts[filters.show],
    counts,
  };
};

/** @throws AppError not_found */
export const itemView = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof ItemView>> => {
  const row = await visibleItems(db, scope)
    .select([
      ...lineColumns,
      'i.line_id',
      'i.options',
      'i.answer',
      'i.explanation',
      'i.source',
      'i.licence',
      'i.reviewer',
      'i.note',
    ])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  const editions = await db
    .selectFrom('bank_item')
    .select(['id', 'edition', 'state', 'changed_at as changedAt'])
    .where('line_id', '=', row.line_id)
    .orderBy('edition', 'desc')
    .limit(50)
    .execute();
  return {
    ...lineView(scope, row),
    // Safe: both are written as the contract of a question has them.
    options: row.options as unknown as Option[],
    answer: row.answer as unknown as Answer,
    explanation: row.explanation,
    source: row.source,
    licence: row.licence,
    reviewer: row.reviewer,
    note: row.note,
    editions,
    otherPerson: actsOf(scope, row).otherPerson,
  };
};
