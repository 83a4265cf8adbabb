import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleImports } from '../access.ts';
import type { Answer, Option } from '../rules.ts';
import {
  type AlikeView,
  type bankImportRows,
  Defaults,
  type ImportView,
  Mapping,
  ReadShape,
  type RowView,
} from './contract.ts';
import type { Alike } from './judging/commands.ts';
import { rowStates, type RowState } from './rules.ts';

const columns = [
  'm.id',
  'm.version',
  'm.state',
  'm.file_name',
  'm.size',
  'u.short_name as unit_name',
  'm.actor',
  'm.created_at',
  'm.committed_at',
  'm.undone_at',
  'm.job_id',
  'm.error',
  'm.defaults',
  'm.mapping',
] as const;

type Counts = Record<RowState, number>;

const countsOf = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Counts>> => {
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('bank_import_row')
          .select(['import_id', 'state', sql<number>`count(*)::int4`.as('rows')])
          .where('import_id', 'in', ids)
          .groupBy(['import_id', 'state'])
          .execute();
  const empty = (): Counts => Object.fromEntries(rowStates.map((state) => [state, 0])) as Counts;
  const counts = new Map(ids.map((id) => [id, empty()]));
  for (const { import_id, state, rows: number } of rows) {
    const of = counts.get(import_id);
    if (of !== undefined) of[state] = number;
  }
  return counts;
};

/** Names of categories that nobody knows; the empty one where rows that may be written name none. */
const unknownOf = (db: Db, id: string) =>
  db
    .selectFrom('bank_import_row')
    .select([sql<string>`item ->> 'categoryText'`.as('text'), sql<number>`count(*)::int4`.as('rows')])
    .where('import_id', '=', id)
    .where('state', 'in', ['fault', 'near', 'ready'])
    .where(sql<boolean>`item ->> 'categoryCode' is null`)
    .groupBy(sql`1`)
    .orderBy(sql`item ->> 'categoryText' = ''`, 'desc')
    .orderBy(sql`2`, 'desc')
    .limit(50)
    .execute();

const rows = (db: Db, scope: Scope) => visibleImports(db, scope).select(columns);
type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const view = async (db: Db, scope: Scope, row: Row, counts: Counts): Promise<z.input<typeof ImportView>> => {
  const writes = may(scope, 'bank.write');
  const seen = row.state === 'failed' ? Mapping.parse(row.mapping).seen : [];
  const unknownCategories = row.state === 'preview' ? await unknownOf(db, row.id) : [];
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    fileName: row.file_name,
    size: row.size,
    unitName: row.unit_name,
    actor: row.actor,
    createdAt: row.created_at,
    committedAt: row.committed_at,
    undoneAt: row.undone_at,
    jobId: row.job_id,
    // Safe: written by the job that read the file.
    error: row.error as unknown as z.input<typeof ImportView>['error'],
    defaults: Defaults.parse(row.defaults),
    counts,
    unknownCategories,
    seen,
    can: {
      map: writes && seen.length > 0,
      mend: writes && row.state === 'preview',
      commit:
        writes && row.state === 'preview' && counts.ready > 0 && unknownCategories.every(({ text }) => text !== ''),
      cancel: writes && (row.state === 'preview' || row.state === 'reading' || row.state === 'failed'),
      undo: writes && row.state === 'committed' && counts.written > 0,
    },
  };
};

const pageSize = 20;

export const importPage = async (db: Db, scope: Scope, cursor: string | undefined) => {
  const all = rows(db, scope);
  const found = await (cursor === undefined ? all : all.where('m.id', '<', cursor))
    .orderBy('m.id', 'desc')
    .limit(pageSize + 1)
    .execute();
  const items = found.slice(0, pageSize);
  const counts = await countsOf(
    db,
    items.map(({ id }) => id),
  );
  const views = [];
  for (const row of items) {
    const of = counts.get(row.id);
    if (of !== undefined) views.push(await view(db, scope, row, of));
  }
  return { items: views, next: found.length > pageSize ? (items.at(-1)?.id ?? null) : null };
};

/** @throws AppError not_found */
export const importView = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof ImportView>> => {
  const row = await rows(db, scope).where('m.id', '=', id).executeTakeFirst();
  const counts = (await countsOf(db, [id])).get(id);
  if (row === undefined || counts === undefined) throw notFound();
  return view(db, scope, row, counts);
};

type AlikeItem = NonNullable<z.input<typeof AlikeView>['item']>;

/** What rows are compared with: questions of the bank, and rows of the same file. */
const comparedOf = async (db: Db, id: string, alike: readonly Alike[]) => {
  const itemIds = alike.flatMap(({ itemId }) => itemId ?? []);
  const seqs = alike.flatMap(({ seq }) => seq ?? []);
  const [items, above] = await Promise.all([
    itemIds.length === 0
      ? []
      : db
          .selectFrom('bank_item')
          .select(['id', 'kind', 'stem', 'options', 'answer', 'state'])
          .where('id', 'in', itemIds)
          .execute(),
    seqs.length === 0
      ? []
      : db
          .selectFrom('bank_import_row')
          .select(['seq', 'item', 'state'])
          .where('import_id', '=', id)
          .where('seq', 'in', seqs)
          .execute(),
  ]);
  // Safe: both are written as the contract of a question has them.
  const byId = new Map(
    items.map(({ id: itemId, options, answer, ...item }): [string, AlikeItem] => [
      itemId,
      { ...item, options: options as unknown as Option[], answer: answer as unknown as Answer },
    ]),
  );
  const bySeq = new Map(
    above.map(({ seq, item, state }): [number, AlikeItem] => {
      const { kind, stem, options, answer } = ReadShape.parse(item);
      return [seq, { kind, stem, options, answer, state }];
    }),
  );
  return ({ itemId, seq }: Alike): AlikeItem | null =>
    (itemId === null ? bySeq.get(seq ?? 0) : byId.get(itemId)) ?? null;
};

type Asked = z.output<typeof bankImportRows.query>;

/** @throws AppError not_found */
export const rowPage = async (
  db: Db,
  scope: Scope,
  id: string,
  { state, words, cursor, limit }: Asked,
): Promise<z.input<typeof bankImportRows.reply>> => {
  const there = await visibleImports(db, scope).select('m.id').where('m.id', '=', id).executeTakeFirst();
  if (there === undefined) throw notFound();
  let all = db.selectFrom('bank_import_row').where('import_id', '=', id);
  if (state !== undefined) all = all.where('state', '=', state);
  if (words !== undefined && words !== '')
    all = all.where(sql<boolean>`item ->> 'stem' ilike ${`%${words.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  const [found, { total }] = await Promise.all([
    (cursor === undefined ? all : all.where('seq', '>', cursor))
      .selectAll()
      .orderBy('seq')
      .limit(limit + 1)
      .execute(),
    all.select(sql<number>`count(*)::int4`.as('total')).executeTakeFirstOrThrow(),
  ]);
  const page = found.slice(0, limit);
  // Safe: written by the judge.
  const alikeOf = (row: (typeof page)[number]): Alike[] => row.alike as unknown as Alike[];
  const compared = await comparedOf(db, id, page.flatMap(alikeOf));
  return {
    items: page.map((row): z.input<typeof RowView> => ({
      seq: row.seq,
      version: row.version,
      sheet: row.sheet,
      line: row.line,
      state: row.state,
      decision: row.decision as 'add' | 'skip' | null,
      cells: row.cells as unknown as string[],
      item: ReadShape.parse(row.item),
      faults: row.faults as unknown as z.input<typeof RowView>['faults'],
      alike: alikeOf(row).map((one) => ({
        itemId: one.itemId,
        seq: one.seq,
        likeness: one.likeness,
        item: compared(one),
      })),
      itemId: row.item_id,
    })),
    next: found.length > limit ? (page.at(-1)?.seq ?? null) : null,
    total,
  };
};
