import { sql } from 'kysely';
import { accessChanged } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { mayDecide } from '../access.ts';
import { lastUndoable, organisationView } from '../detail/queries.ts';
import { conclude, refuseProblems, type At } from '../events/commands.ts';
import { examine } from '../events/queries.ts';
import { lockTree } from '../filing/commands.ts';
import { close, relocate, retitle, syncPeriods } from '../periods/commands.ts';
import { recountTalks } from '../posts/seated/commands.ts';
import { organisationRow, type OrganisationRow } from '../queries.ts';
import { mayHang, organisationTypes, type OrganisationType } from '../rules.ts';

const refused = (message: string): AppError => new AppError('refused', { message });

interface StoredEvent {
  readonly id: string;
  readonly kind: string;
  readonly on_date: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** An event is taken back only where its state still stands: nothing later has begun a period of its own. */
const refuseLaterPeriods = async (tx: Tx, id: string, on: string): Promise<void> => {
  const later =
    await sql`select from organisation_period where organisation_id = ${id} and upper_inf(during) and lower(during) > ${on}::date`.execute(
      tx,
    );
  if (later.rows.length > 0) throw refused('undo_built_on');
};

const text = (told: unknown, key: string): string | null => {
  const value = (told as Record<string, unknown> | null)?.[key];
  return typeof value === 'string' ? value : null;
};

const undoTitle = async (tx: Tx, node: OrganisationRow, event: StoredEvent): Promise<void> => {
  await refuseLaterPeriods(tx, node.id, event.on_date);
  const [name, shortName, type] = [
    text(event.before, 'name'),
    text(event.before, 'shortName'),
    text(event.before, 'type'),
  ];
  if (name === null || shortName === null) throw refused('undo_built_on');
  const former = organisationTypes.find((each): each is OrganisationType => each === type);
  if (former !== undefined) {
    const children = await tx
      .selectFrom('organisation')
      .select('type')
      .where('parent_id', '=', node.id)
      .where('abolished_on', 'is', null)
      .execute();
    if (children.some((child) => !mayHang(child.type, former))) throw refused('undo_built_on');
  }
  await retitle(tx, node.id, { name, shortName, ...(former === undefined ? {} : { type: former }) }, event.on_date);
};

const undoMove = async (tx: Tx, at: At, node: OrganisationRow, event: StoredEvent): Promise<string> => {
  const targetId = text(event.before, 'parentId');
  if (targetId === null) throw refused('undo_built_on');
  const found = await examine(tx, at.scope, at.county.today(), {
    kind: 'moved',
    id: node.id,
    targetId,
    on: event.on_date,
  });
  refuseProblems(found);
  const target = found.target ?? (await organisationRow(tx, at.scope, targetId));
  return (await relocate(tx, node, target, event.on_date)).path;
};

const undoCreation = async (tx: Tx, node: OrganisationRow, event: StoredEvent): Promise<void> => {
  const { rows } = await sql`select from organisation where parent_id = ${node.id}
    union all select from affiliation where branch_id = ${node.id} union all select from person where org_path >= ${`${node.path}@`} and org_path < ${`${node.path}A`}
    union all select from post_holding where organisation_id = ${node.id} and voided_at is null union all select from term where organisation_id = ${node.id}
    union all select from generate_series(1, accounts_between(${node.path}, ${`${node.path}0`})) limit 1`.execute(tx);
  if (rows.length > 0) throw refused('undo_built_on');
  await tx.deleteFrom('branch_tally').where('branch_id', '=', node.id).execute();
  await close(tx, node.id, event.on_date);
};

const ids = (told: unknown, key: string): string[] => (text(told, key) ?? '').split(',').filter((id) => id !== '');

const undoAbolition = async (tx: Tx, node: OrganisationRow, event: StoredEvent): Promise<void> => {
  const parent =
    node.parent_id === null
      ? null
      : await tx
          .selectFrom('organisation')
          .select(['abolished_on', 'type'])
          .where('id', '=', node.parent_id)
          .executeTakeFirst();
  if (!parent || parent.abolished_on !== null) throw refused('undo_built_on');
  await tx
    .updateTable('organisation')
    .set((e) => ({ abolished_on: null, version: e('version', '+', 1), updated_at: sql<string>`now()` }))
    .where('id', '=', node.id)
    .execute();
  await syncPeriods(tx, [node.id], event.on_date);
  // Posts and the term that ended with it run on; rights that ended are given anew by whoever gives rights.
  await tx
    .updateTable('post_holding')
    .set((e) => ({ to_on: null, version: e('version', '+', 1) }))
    .where('id', '=', sql<string>`any(${ids(event.before, '_holdings')}::uuid[])`)
    .execute();
  await recountTalks(tx, { organisations: [node.id] });
  await tx
    .updateTable('term')
    .set((e) => ({ ended_on: null, version: e('version', '+', 1) }))
    .where('id', '=', sql<string>`any(${ids(event.before, '_terms')}::uuid[])`)
    .execute();
};

const takeBack = async (tx: Tx, at: At, node: OrganisationRow, event: StoredEvent): Promise<string> => {
  switch (event.kind) {
    case 'renamed':
    case 'changed':
      await undoTitle(tx, node, event);
      return node.path;
    case 'moved':
      return undoMove(tx, at, node, event);
    case 'created':
      await undoCreation(tx, node, event);
      return node.path;
    case 'abolished':
      await undoAbolition(tx, node, event);
      return node.path;
    default:
      throw refused('undo_not_possible');
  }
};

const shown = (told: unknown): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries((told ?? {}) as Record<string, string | null>).filter(([key]) => !key.startsWith('_')),
  );

/**
 * Takes back the last event of an organisation as if it had not been: names, place and periods return. The event stays in
 * the history, with the one that took it back. @throws AppError refused, stale, not_found
 */
export const undoEvent = async (
  tx: Tx,
  at: At,
  input: {
    readonly id: string;
    readonly version: number;
    readonly eventId: string;
    readonly reason?: string | undefined;
  },
): Promise<void> => {
  await lockTree(tx, at.county);
  const node = await organisationRow(tx, at.scope, input.id);
  if (!mayDecide(at.scope, { path: node.path, parentId: node.parent_id })) throw notFound();
  const view = await organisationView(tx, at.scope, at.county, input.id);
  if (view.version !== input.version) throw new AppError('stale', { current: view });
  if (lastUndoable(view.events, at.county.today())?.id !== input.eventId) throw refused('undo_not_possible');
  const event = await tx
    .selectFrom('organisation_event')
    .select(['id', 'kind', 'on_date', 'before', 'after'])
    .where('id', '=', input.eventId)
    .executeTakeFirstOrThrow();
  const path = await takeBack(tx, at, node, event);
  await conclude(tx, at, {
    id: node.id,
    kind: event.kind,
    on: event.on_date,
    before: shown(event.after),
    after: shown(event.before),
    paths: [node.path, path],
    reason: input.reason,
    undoesId: event.id,
  });
  accessChanged(tx, '*');
};
