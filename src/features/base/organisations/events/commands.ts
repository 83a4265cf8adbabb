import { sql } from 'kysely';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import { accessChanged, audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { EventKind } from '../contract.ts';
import { blank, refuseTakenCode } from '../detail/commands.ts';
import { organisationView } from '../detail/queries.ts';
import { lockTree, refilePeople } from '../filing/commands.ts';
import {
  close,
  endOffices,
  insertNode,
  recordEvent,
  relocate,
  retitle,
  shortNameOf,
  type PlantedNode,
} from '../periods/commands.ts';
import type { OrganisationRow } from '../queries.ts';
import { holdsMembers, type OrganisationType } from '../rules.ts';
import { examine, type Examination, type Intent } from './queries.ts';

export interface At {
  readonly scope: Scope;
  readonly county: County;
}

export interface Paper {
  readonly reason?: string | undefined;
  readonly document?: string | undefined;
}

type Told = Readonly<Record<string, string | null>>;

const changesOf = (before: Told, after: Told): FieldChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !field.startsWith('_') && (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));

interface Happened extends Paper {
  readonly id: string;
  readonly kind: EventKind;
  readonly on: string;
  readonly before: Told;
  readonly after: Told;
  /** Where it hung and hangs: browsers below both are told. */
  readonly paths: readonly string[];
  readonly undoesId?: string;
}

const imperative: Readonly<Record<EventKind, string>> = {
  created: 'create',
  renamed: 'rename',
  changed: 'retype',
  moved: 'move',
  merged: 'merge',
  abolished: 'abolish',
};

/** The record of an event that has been written: history, audit, and what browsers hear. */
export const conclude = async (tx: Tx, { scope }: At, event: Happened): Promise<void> => {
  const { id, kind, on, before, after, paths, reason, document, undoesId } = event;
  await recordEvent(tx, scope, paths, {
    organisationId: id,
    kind,
    on,
    before,
    after,
    reason,
    document,
    ...(undoesId === undefined ? {} : { undoesId }),
  });
  audit(tx, {
    action: `organisations.${undoesId === undefined ? imperative[kind] : 'undo'}`,
    entity: 'organisation',
    entityId: id,
    path: paths.at(-1) ?? '/',
    reason: reason ?? null,
    changes: [{ field: 'on', from: null, to: on }, ...changesOf(before, after)],
  });
};

/** @throws AppError invalid, with the problems and what stands in the way */
export const refuseProblems = ({ problems, preview }: Examination): void => {
  if (problems.length > 0) throw new AppError('invalid', { problems, children: preview.children });
};

/** The organisation that an event is about, in line behind other events and as its editor last saw it. @throws AppError stale */
const begin = async (
  tx: Tx,
  at: At,
  intent: Exclude<Intent, { kind: 'created' }>,
  version: number,
): Promise<Examination & { node: OrganisationRow }> => {
  await lockTree(tx, at.county);
  const found = await examine(tx, at.scope, at.county.today(), intent);
  const { node } = found;
  if (node === null) throw notFound();
  if (node.version !== version)
    throw new AppError('stale', { current: await organisationView(tx, at.scope, at.county, node.id) });
  refuseProblems(found);
  return { ...found, node };
};

const needed = (row: OrganisationRow | null): OrganisationRow => {
  if (row === null) throw notFound();
  return row;
};

export interface NewFacts extends Paper {
  readonly parentId: string;
  readonly type: OrganisationType;
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly on: string;
  readonly code?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
  readonly unitRelation?: string | null | undefined;
  readonly unitCode?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly address?: string | null | undefined;
}

/** Sets up an organisation below another. @throws AppError invalid, not_found */
export const createOrganisation = async (tx: Tx, at: At, input: NewFacts): Promise<PlantedNode> => {
  await lockTree(tx, at.county);
  const { parentId, type, name, shortName, on, reason, document } = input;
  const found = await examine(tx, at.scope, at.county.today(), { kind: 'created', parentId, type, name, on });
  refuseProblems(found);
  await refuseTakenCode(tx, input.code, null);
  const planted = await insertNode(tx, {
    parent: needed(found.target),
    type,
    name,
    shortName,
    on,
    facts: {
      code: blank(input.code),
      division_code: blank(input.divisionCode),
      unit_relation: blank(input.unitRelation),
      unit_code: blank(input.unitCode),
      phone: blank(input.phone),
      address: blank(input.address),
    },
  });
  const after = { ...found.preview.after, type, code: blank(input.code) };
  await conclude(tx, at, {
    id: planted.id,
    kind: 'created',
    on,
    before: {},
    after,
    paths: [planted.path],
    reason,
    document,
  });
  return planted;
};

interface Titled extends Paper {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly shortName?: string | undefined;
  readonly on: string;
  readonly type?: OrganisationType;
}

/** Renames, or changes the type with the name. @throws AppError invalid, stale, not_found */
export const retitleOrganisation = async (tx: Tx, at: At, input: Titled): Promise<void> => {
  const { id, version, name, shortName, on, type, reason, document } = input;
  const intent: Intent =
    type === undefined
      ? { kind: 'renamed', id, name, shortName, on }
      : { kind: 'changed', id, name, shortName, type, on };
  const { node, preview } = await begin(tx, at, intent, version);
  await retitle(tx, id, { name, shortName: shortNameOf(name, shortName), ...(type === undefined ? {} : { type }) }, on);
  if (type !== undefined && holdsMembers(type)) {
    await tx
      .insertInto('branch_tally')
      .values({ branch_id: id, org_path: node.path })
      .onConflict((c) => c.doNothing())
      .execute();
  }
  await conclude(tx, at, {
    id,
    kind: preview.kind,
    on,
    before: preview.before,
    after: preview.after,
    paths: [node.path],
    reason,
    document,
  });
};

interface Targeted extends Paper {
  readonly id: string;
  readonly version: number;
  readonly targetId: string;
  readonly on: string;
}

/** Moves an organisation with everything and everybody below it. @throws AppError invalid, stale, not_found */
export const moveOrganisation = async (
  tx: Tx,
  at: At,
  { id, version, targetId, on, reason, document }: Targeted,
): Promise<{ rows: number }> => {
  const { node, target, preview } = await begin(tx, at, { kind: 'moved', id, targetId, on }, version);
  const moved = await relocate(tx, node, needed(target), on);
  await conclude(tx, at, {
    id,
    kind: 'moved',
    on,
    before: preview.before,
    after: preview.after,
    paths: [node.path, moved.path],
    reason,
    document,
  });
  accessChanged(tx, '*');
  return { rows: moved.rows };
};

/** Members of one branch become members of another on a day. Answers who. */
const reaffiliate = async (tx: Tx, source: OrganisationRow, target: OrganisationRow, on: string): Promise<string[]> => {
  await sql`set local app.voided = 'on'`.execute(tx);
  const path = sql`${target.path} || substr(org_path, ${source.path.length + 1})`;
  // Who came that very day has been in the old branch on no day.
  const direct = await sql<{ person_id: string }>`update affiliation set branch_id = ${target.id}, org_path = ${path}
    where branch_id = ${source.id} and upper_inf(during) and lower(during) = ${on}::date and voided_at is null returning person_id`.execute(
    tx,
  );
  const ended = await sql<{
    person_id: string;
  }>`update affiliation set during = daterange(lower(during), ${on}::date), leave_kind = 'reorganised'
    where branch_id = ${source.id} and upper_inf(during) and voided_at is null returning person_id`.execute(tx);
  const moved = ended.rows.map((row) => row.person_id);
  if (moved.length > 0) {
    await tx
      .insertInto('affiliation')
      .values(
        moved.map((personId) => ({
          id: newId(),
          person_id: personId,
          branch_id: target.id,
          org_path: leafPath(target.path, personId),
          during: `[${on},)`,
          join_kind: 'moved_in',
        })),
      )
      .execute();
  }
  await tx
    .updateTable('membership')
    .set((e) => ({ branch_id: target.id, version: e('version', '+', 1) }))
    .where('branch_id', '=', source.id)
    .where('left_on', 'is', null)
    .execute();
  await sql`set local app.voided = ''`.execute(tx);
  return [...moved, ...direct.rows.map((row) => row.person_id)];
};

const addTallies = async (tx: Tx, source: OrganisationRow, target: OrganisationRow): Promise<void> => {
  await sql`update branch_tally t set members = t.members + s.members, probationary = t.probationary + s.probationary, women = t.women + s.women,
      minority = t.minority + s.minority, lost = t.lost + s.lost, outflow = t.outflow + s.outflow
    from branch_tally s where t.branch_id = ${target.id} and s.branch_id = ${source.id}`.execute(tx);
  await tx.deleteFrom('branch_tally').where('branch_id', '=', source.id).execute();
};

/** Merges one branch into another: members, their files and groups go over, posts and terms end. @throws AppError invalid, stale, not_found */
export const mergeOrganisation = async (
  tx: Tx,
  at: At,
  { id, version, targetId, on, reason, document }: Targeted,
): Promise<{ members: number }> => {
  const found = await begin(tx, at, { kind: 'merged', id, targetId, on }, version);
  const { node, preview } = found;
  const target = needed(found.target);
  for (const child of found.children) await relocate(tx, child, target, on);
  const people = await reaffiliate(tx, node, target, on);
  await refilePeople(tx, node.path, target.path);
  await addTallies(tx, node, target);
  await endOffices(tx, id, on);
  await close(tx, id, on, target.id);
  for (const personId of people) {
    audit(tx, {
      action: 'organisations.merge',
      entity: 'person',
      entityId: personId,
      path: leafPath(target.path, personId),
      reason: reason ?? null,
      changes: [{ field: 'branchId', from: id, to: target.id }],
    });
  }
  const after = { ...preview.after, members: String(people.length) };
  await conclude(tx, at, {
    id,
    kind: 'merged',
    on,
    before: preview.before,
    after,
    paths: [node.path, target.path],
    reason,
    document,
  });
  accessChanged(tx, '*');
  return { members: people.length };
};

/** Abolishes an organisation without people and children; its posts and terms end. @throws AppError invalid (with `children`), stale, not_found */
export const abolishOrganisation = async (
  tx: Tx,
  at: At,
  { id, version, on, reason, document }: Omit<Targeted, 'targetId'>,
): Promise<void> => {
  const { node, preview } = await begin(tx, at, { kind: 'abolished', id, on }, version);
  const ended = await endOffices(tx, id, on);
  await close(tx, id, on);
  const before = { ...preview.before, _holdings: ended.holdings.join(','), _terms: ended.terms.join(',') };
  await conclude(tx, at, {
    id,
    kind: 'abolished',
    on,
    before,
    after: preview.after,
    paths: [node.path],
    reason,
    document,
  });
  accessChanged(tx, '*');
};
