import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { holderOf, keeps, visibleItems } from './access.ts';
import { allows, type BankAct, type BankState } from './rules.ts';

export interface Changed {
  readonly id: string;
  readonly version: number;
  readonly state: BankState;
}

interface Named {
  readonly id: string;
  readonly version: number;
}

const locked = (tx: Tx, scope: Scope, ids: readonly string[]) =>
  visibleItems(tx, scope)
    .select([
      'i.id',
      'i.line_id',
      'i.edition',
      'i.unit_id',
      'i.state',
      'i.version',
      'i.writers',
      'i.note',
      'i.import_id',
      'i.import_seq',
      'i.created_at',
      'u.path as unit_path',
    ])
    .where('i.id', 'in', ids)
    .orderBy('i.id')
    .forUpdate('i')
    .execute();
type ItemRow = Awaited<ReturnType<typeof locked>>[number];

const check = (scope: Scope, row: ItemRow | undefined, { version }: Named, act: BankAct): ItemRow => {
  if (row === undefined) throw notFound();
  if (!keeps(scope, { id: row.unit_id, path: row.unit_path }))
    throw new AppError('refused', { message: 'bank.other_unit' });
  if (row.version !== version)
    throw new AppError('stale', { current: { id: row.id, version: row.version, state: row.state } });
  if (!allows(act, row.state)) throw new AppError('conflict', { message: 'bank.wrong_state' });
  return row;
};

/** The question as the reader saw it, in a state in which the act may follow. @throws AppError not_found, refused, stale, conflict */
export const ready = async (
  tx: Tx,
  scope: Scope,
  { act, ...named }: Named & { readonly act: BankAct },
): Promise<ItemRow> => {
  const [row] = await locked(tx, scope, [named.id]);
  return check(scope, row, named, act);
};

const leadsTo = { propose: 'review', approve: 'published', return: 'draft', retire: 'retired' } as const;

/** The edition that was asked until now makes way for the one that is published. */
const retireFormer = async (tx: Tx, rows: readonly ItemRow[], at: string): Promise<void> => {
  await tx
    .updateTable('bank_item')
    .set({ state: 'retired', changed_at: at, version: sql<number>`version + 1` })
    .where(
      'line_id',
      'in',
      rows.map(({ line_id }) => line_id),
    )
    .where('state', '=', 'published')
    .execute();
};

/** Moves questions on, all of them or none. @throws AppError not_found, refused, stale, conflict */
export const move =
  (act: keyof typeof leadsTo) =>
  async (
    tx: Tx,
    scope: Scope,
    county: County,
    { items, note }: { readonly items: readonly Named[]; readonly note?: string },
  ): Promise<{ items: Changed[] }> => {
    const named = new Map(items.map((item) => [item.id, item]));
    const rows = new Map((await locked(tx, scope, [...named.keys()])).map((row) => [row.id, row]));
    const all = [...named.values()].map((item) => check(scope, rows.get(item.id), item, act));
    const holder = holderOf(scope);
    // Whoever has written of it does not review it; the database holds it too.
    if ((act === 'approve' || act === 'return') && all.some(({ writers }) => writers.includes(holder)))
      throw new AppError('refused', { message: 'bank.other_person' });
    const at = county.now().toISOString();
    if (act === 'approve') await retireFormer(tx, all, at);
    await tx
      .updateTable('bank_item')
      .set({
        state: leadsTo[act],
        changed_at: at,
        version: sql<number>`version + 1`,
        ...(act === 'approve' ? { reviewer_id: holder, reviewer: scope.actor, note: null } : {}),
        ...(note === undefined ? {} : { note }),
      })
      .where('id', 'in', [...named.keys()])
      .execute();
    for (const row of all) {
      audit(tx, {
        action: `bank.${act}`,
        entity: 'bank_item',
        entityId: row.id,
        path: row.unit_path,
        reason: note ?? null,
      });
      touch(tx, 'bank', { path: row.unit_path });
    }
    return { items: all.map((row) => ({ id: row.id, version: row.version + 1, state: leadsTo[act] })) };
  };

export interface Measured {
  readonly id: string;
  /** Answers that were marked, in all exams. */
  readonly answered: number;
  /** The share of points lost, from 0 to 1. */
  readonly difficulty: number;
}

/** What exams have counted over all answers to each question: written whole, so that counting twice changes nothing. */
export const keepDifficulty = async (tx: Tx, measured: readonly Measured[]): Promise<void> => {
  if (measured.length === 0) return;
  await sql`update bank_item i set answered = m.answered, difficulty = round(m.difficulty, 3)
    from unnest(${measured.map(({ id }) => id)}::uuid[], ${measured.map(({ answered }) => answered)}::int[],
      ${measured.map(({ difficulty }) => difficulty)}::numeric[]) as m (id, answered, difficulty)
    where i.id = m.id`.execute(tx);
};
