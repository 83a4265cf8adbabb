import { audit, touch } from '#platform/audit/audit.ts';
import { covers, leafPath, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { findRule } from '#features/base/rules/rules.ts';
import { holdPath, organisationRow, type OrganisationRow } from '#features/base/organisations/index.ts';
import { hasTerms, holdsMembers } from '#features/base/organisations/rules.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleElections, type ElectionRow } from './access.ts';
import { electionLine, setupOf } from './queries.ts';
import { namableOf, writeExclusion, writeRoll, type Excluding } from './roll/commands.ts';
import { mayStand } from './roll/rules.ts';
import { beforeOf, standingAfter } from './rounds/commands.ts';
import { electionsBefore, namedIn } from './rounds/queries.ts';
import {
  congressElects,
  type Electors,
  basisOn,
  inStrokeOrder,
  isStrokeOrdered,
  methodsFor,
  type Basis,
  type ElectionKind,
  type ElectionMethod,
  type Stage,
} from './rules.ts';
import { tellCalledOff } from './telling/commands.ts';

interface Noted {
  readonly action: string;
  readonly reason?: string | null;
  readonly changes?: readonly FieldChange[];
}

/** Every step of an election stands in the audit, and tells the browsers that show it. */
export const note = (tx: Tx, row: Pick<ElectionRow, 'id' | 'org_path'>, { action, reason, changes }: Noted): void => {
  audit(tx, {
    action: `elections.${action}`,
    entity: 'election',
    entityId: row.id,
    path: row.org_path,
    reason: reason ?? null,
    changes: [...(changes ?? [])],
  });
  touch(tx, 'elections', { path: row.org_path });
  touch(tx, `election:${row.id}`, { path: row.org_path });
};

/** The election, locked, in a state that allows the step. @throws AppError not_found, stale, conflict */
export const lockElection = async (
  tx: Tx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
  states: readonly ElectionRow['state'][],
): Promise<ElectionRow> => {
  const row = await visibleElections(tx, scope).selectAll('e').where('e.id', '=', id).forUpdate('e').executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: await electionLine(tx, scope, row) });
  if (!states.includes(row.state)) throw new AppError('conflict', { message: 'election_state' });
  return row;
};

/** Counts one version on, so that whoever looks at the former state is told. */
export const advance = async (tx: Tx, id: string, set: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  await tx
    .updateTable('election')
    .set((e) => ({ ...set, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
};

/** The regulation of 2020 is the first that the check knows. */
const refuseDay = (heldOn: string): void => {
  if (findRule('election.quorum', heldOn) === undefined) throw invalid('body.heldOn', 'before_regulation');
};

interface Chosen extends Stage {
  readonly kind: ElectionKind;
  readonly method: ElectionMethod;
  readonly heldOn: string;
  /** A preliminary vote has named its candidates. */
  readonly named: boolean;
}

const refuseMethod = ({ kind, method, heldOn, ...stage }: Chosen): void => {
  if (!methodsFor(kind, heldOn, stage).includes(method)) throw invalid('body.method', 'method_not_here');
};

export interface NewElection {
  readonly organisationId: string;
  readonly kind: ElectionKind;
  readonly method: ElectionMethod;
  readonly seats: number;
  readonly heldOn: string;
  readonly basis?: Basis | undefined;
  readonly voters: Electors;
  readonly preliminary: boolean;
  readonly afterId: string | null;
}

/** An organisation of the range that is elected. @throws AppError not_found, invalid */
const placeFor = async (tx: Tx, scope: Scope, id: string): Promise<OrganisationRow> => {
  // Behind a move that is under way: the path is read when the row is ours.
  await holdPath(tx, id);
  const place = await organisationRow(tx, scope, id);
  if (!covers(scope, place.path)) throw notFound();
  if (!hasTerms(place.type) || place.abolished_on !== null) throw invalid('body.organisationId', 'not_elected');
  return place;
};

/** A congress is one of an organisation above branches, and elects what a congress elects. @throws AppError invalid */
const refuseCongress = (place: OrganisationRow, voters: Electors, kind: ElectionKind): void => {
  if (voters !== 'delegates') return;
  if (holdsMembers(place.type)) throw invalid('body.voters', 'no_congress');
  if (!congressElects(kind)) throw invalid('body.voters', 'congress_elects');
};

const runningTerm = async (tx: Tx, organisationId: string): Promise<string | null> =>
  (
    await tx
      .selectFrom('term')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('ended_on', 'is', null)
      .orderBy('started_on', 'desc')
      .executeTakeFirst()
  )?.id ?? null;

/** A round is not held before the one that it follows. @throws AppError invalid */
const refuseEarlier = async (
  tx: Tx,
  scope: Scope,
  row: Pick<ElectionRow, 'kind' | 'after_id'>,
  heldOn: string,
): Promise<void> => {
  const [before] = await electionsBefore(tx, scope, row);
  if (before !== undefined && before.kind === row.kind && heldOn < before.held_on)
    throw invalid('body.heldOn', 'before_election', { day: before.held_on });
};

/** Prepares an election and takes its roll. What follows another begins with the candidates of that one. @throws AppError invalid, not_found */
export const createElection = async (tx: Tx, scope: Scope, input: NewElection) => {
  const { kind, method, seats, heldOn, voters, preliminary } = input;
  refuseDay(heldOn);
  const place = await placeFor(tx, scope, input.organisationId);
  refuseCongress(place, voters, kind);
  const before = await beforeOf(tx, scope, input);
  const afterId = before.row?.id ?? null;
  const stage = { preliminary, round: before.round };
  const named = (await namedIn(tx, scope, { ...stage, kind, after_id: afterId })) !== null;
  refuseMethod({ kind, method, heldOn, ...stage, named });
  await refuseEarlier(tx, scope, { kind, after_id: afterId }, heldOn);
  const former = before.continues ? before.row : null;
  const row = await tx
    .insertInto('election')
    .values({
      id: newId(),
      organisation_id: place.id,
      org_path: place.path,
      term_id: await runningTerm(tx, place.id),
      after_id: afterId,
      ...stage,
      kind,
      method,
      voters,
      basis: input.basis ?? former?.basis ?? basisOn(heldOn),
      seats,
      held_on: heldOn,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const size = await writeRoll(tx, scope, row, former?.id);
  if (voters === 'delegates' && size === 0) throw invalid('body.voters', 'no_delegates');
  if (former !== null) await writeCandidates(tx, row, await standingAfter(tx, scope, row, former));
  note(tx, row, {
    action: 'create',
    changes: [
      { field: 'kind', from: null, to: kind },
      { field: 'seats', from: null, to: seats },
      { field: 'heldOn', from: null, to: heldOn },
      ...(preliminary ? [{ field: 'preliminary', from: null, to: true }] : []),
    ],
  });
  return { id: row.id, version: row.version };
};

interface Edit {
  readonly version: number;
  readonly seats: number;
  readonly method: ElectionMethod;
  readonly heldOn: string;
  readonly basis: Basis;
}

/** Changes the plan. Another day has another roll. @throws AppError invalid, stale, conflict, not_found */
export const editElection = async (tx: Tx, scope: Scope, id: string, { version, ...edit }: Edit) => {
  const row = await lockElection(tx, scope, { id, version }, ['planned']);
  refuseDay(edit.heldOn);
  const named = (await namedIn(tx, scope, row)) !== null;
  refuseMethod({ ...setupOf(row), method: edit.method, heldOn: edit.heldOn, named });
  await refuseEarlier(tx, scope, row, edit.heldOn);
  const after = { seats: edit.seats, method: edit.method, held_on: edit.heldOn, basis: edit.basis };
  await advance(tx, id, after);
  if (edit.heldOn !== row.held_on) await writeRoll(tx, scope, { ...row, ...after });
  const changes = [
    { field: 'seats', from: row.seats, to: edit.seats },
    { field: 'method', from: row.method, to: edit.method },
    { field: 'heldOn', from: row.held_on, to: edit.heldOn },
    { field: 'basis', from: row.basis, to: edit.basis },
  ].filter(({ from, to }) => from !== to);
  note(tx, row, { action: 'edit', changes });
  return { id, version: row.version + 1 };
};

/** Takes the roll anew from the roster of the day. @throws AppError stale, conflict, not_found */
export const takeRoll = async (tx: Tx, scope: Scope, id: string, version: number) => {
  const row = await lockElection(tx, scope, { id, version }, ['planned']);
  const size = await writeRoll(tx, scope, row);
  await advance(tx, id);
  note(tx, row, { action: 'takeRoll', changes: [{ field: 'members', from: null, to: size }] });
  return { id, version: row.version + 1 };
};

/** @throws AppError invalid, stale, conflict, not_found */
export const excludeVoter = async (
  tx: Tx,
  scope: Scope,
  { id, personId, version }: { readonly id: string; readonly personId: string; readonly version: number },
  input: Excluding,
) => {
  const row = await lockElection(tx, scope, { id, version }, ['planned']);
  await writeExclusion(tx, row, personId, input);
  await advance(tx, id);
  note(tx, row, { action: 'exclude', changes: [{ field: 'exclusion', from: null, to: input.exclusion }] });
  return { id, version: row.version + 1 };
};

/** Candidates come from the roll, of a congress from all members below it, each once; whose rights are suspended does not stand. @throws AppError invalid */
const writeCandidates = async (tx: Tx, row: ElectionRow, people: readonly string[]): Promise<void> => {
  if (new Set(people).size !== people.length) throw invalid('body.people', 'candidate_twice');
  const namable = await namableOf(tx, row, people);
  const chosen = people.map((personId, place) => {
    const line = namable.get(personId);
    if (line === undefined) throw invalid(`body.people.${place}`, 'candidate_unknown');
    if (!mayStand(line)) throw invalid(`body.people.${place}`, 'candidate_suspended');
    return { personId, name: line.name };
  });
  await tx.deleteFrom('election_candidate').where('election_id', '=', row.id).execute();
  const ordered = isStrokeOrdered(setupOf(row).kind) ? inStrokeOrder(chosen) : chosen;
  if (ordered.length === 0) return;
  await tx
    .insertInto('election_candidate')
    .values(
      ordered.map(({ personId, name }, position) => ({
        election_id: row.id,
        person_id: personId,
        org_path: leafPath(row.org_path, personId),
        name,
        position,
      })),
    )
    .execute();
};

/** @throws AppError invalid, stale, conflict, not_found */
export const setCandidates = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, people }: { readonly version: number; readonly people: readonly string[] },
) => {
  const row = await lockElection(tx, scope, { id, version }, ['planned']);
  const named = await namedIn(tx, scope, row);
  const stranger = named === null ? -1 : people.findIndex((one) => !named.people.includes(one));
  if (stranger >= 0) throw invalid(`body.people.${stranger}`, 'candidate_not_named');
  await writeCandidates(tx, row, people);
  await advance(tx, id);
  note(tx, row, { action: 'candidates', changes: [{ field: 'candidates', from: null, to: people.length }] });
  return { id, version: row.version + 1 };
};

/** Calls an election off that nobody has confirmed. @throws AppError stale, conflict, not_found */
export const cancelElection = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
) => {
  const row = await lockElection(tx, scope, { id, version }, ['planned', 'held']);
  const confirmed = await tx
    .selectFrom('election_count')
    .select('election_id')
    .where('election_id', '=', id)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (confirmed !== undefined) throw new AppError('conflict', { message: 'election_confirmed' });
  await advance(tx, id, { state: 'cancelled', cancelled_why: reason });
  await tellCalledOff(tx, scope, county, row);
  note(tx, row, { action: 'cancel', reason });
  return { id, version: row.version + 1 };
};
