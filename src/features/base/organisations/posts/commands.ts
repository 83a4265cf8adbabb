import { sql } from 'kysely';
import { leafPath } from '#platform/access/scope.ts';
import { accessChanged, audit, touch } from '#platform/audit/audit.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, type Problem } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Post } from '../contract.ts';
import type { At } from '../events/commands.ts';
import type { OrganisationRow } from '../queries.ts';
import { holdingFor, holdingView, placeFor } from '../terms/queries.ts';
import { holdingProblems } from '../terms/rules.ts';
import { recountTalks } from './seated/commands.ts';

/** @throws AppError invalid where there is any problem */
export const refuse = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new AppError('invalid', { problems });
};

export const factsOf = (place: OrganisationRow) => ({
  type: place.type,
  foundedOn: place.founded_on,
  abolishedOn: place.abolished_on,
});

type Change = Readonly<Record<string, string | number | null | undefined>>;
/** Fields that differ, as the audit tells them. */
export const changed = (before: Change, after: Change): FieldChange[] =>
  Object.keys(after)
    .filter((field) => after[field] !== undefined && (before[field] ?? null) !== after[field])
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }));

interface Noted {
  readonly action: string;
  readonly place: OrganisationRow;
  readonly personId: string;
  readonly reason?: string | undefined;
  readonly changes: readonly FieldChange[];
}

/** A post belongs to the history of the person and shows on the page of the organisation. */
const notePost = (tx: Tx, { action, place, personId, reason, changes }: Noted): void => {
  const path = leafPath(place.path, personId);
  audit(tx, {
    action: `organisations.${action}`,
    entity: 'person',
    entityId: personId,
    path,
    reason: reason ?? null,
    changes: [{ field: 'organisationId', from: place.id, to: place.id }, ...changes],
  });
  touch(tx, 'organisations', { path: place.path });
  touch(tx, `member:${personId}`, { path });
};

/** Rights that hang on a post end at once, in every process. */
const endRights = async (tx: Tx, holdingId: string): Promise<void> => {
  const { rows } = await sql<{ account: string }>`select end_grants_of(${holdingId}::uuid) as account`.execute(tx);
  for (const { account } of rows) accessChanged(tx, account);
};

/** The running term of an organisation on a day; a post begun in it belongs to it unless somebody says otherwise. */
const termOn = async (tx: Tx, organisationId: string, day: string): Promise<string | null> => {
  const row = await tx
    .selectFrom('term')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('started_on', '<=', day)
    .where((e) => e.or([e('ended_on', 'is', null), e('ended_on', '>', day)]))
    .orderBy('started_on', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
};

/** Changes of the posts and terms of one organisation stand in line. */
export const lockPlace = async (tx: Tx, organisationId: string): Promise<void> => {
  await tx.selectFrom('organisation').select('id').where('id', '=', organisationId).forNoKeyUpdate().execute();
};

const refuseForeignTerm = async (tx: Tx, organisationId: string, termId: string | null): Promise<void> => {
  if (termId === null) return;
  const row = await tx.selectFrom('term').select('organisation_id').where('id', '=', termId).executeTakeFirst();
  if (row?.organisation_id !== organisationId) throw invalid('body.termId', 'term_unknown');
};

interface Held {
  readonly id: string | null;
  readonly organisationId: string;
  readonly personId: string;
  readonly post: Post;
  readonly fromOn: string;
  readonly toOn: string | null;
}

const refuseTwice = async (tx: Tx, held: Held): Promise<void> => {
  const twin = await tx
    .selectFrom('post_holding')
    .select('id')
    .where('organisation_id', '=', held.organisationId)
    .where('person_id', '=', held.personId)
    .where('post', '=', held.post)
    .where('voided_at', 'is', null)
    .where('id', 'is distinct from', held.id)
    .where(sql<boolean>`daterange(from_on, to_on, '[]') && daterange(${held.fromOn}::date, ${held.toOn}::date, '[]')`)
    .executeTakeFirst();
  if (twin) throw invalid('body.post', 'post_twice');
};

export interface Appointment {
  readonly personId: string;
  readonly post: Post;
  readonly termId?: string | null | undefined;
  readonly fromOn: string;
  readonly note?: string | null | undefined;
  readonly reason?: string | undefined;
}

/** Appoints a person that the scope sees to a post. Rights are given separately, by whoever gives rights. @throws AppError invalid, not_found */
export const appoint = async (tx: Tx, at: At, organisationId: string, input: Appointment) => {
  // Behind a move that is under way, and behind another appointment: the path is read when the row is ours.
  await lockPlace(tx, organisationId);
  const place = await placeFor(tx, at.scope, organisationId);
  const { personId, post, fromOn } = input;
  refuse(holdingProblems(factsOf(place), post, { fromOn, toOn: null, today: at.county.today() }));
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('merged_into_id', 'is', null)
    .executeTakeFirst();
  if (!person) throw invalid('body.personId', 'person_unknown');
  const termId = input.termId === undefined ? await termOn(tx, organisationId, fromOn) : input.termId;
  await refuseForeignTerm(tx, organisationId, termId);
  await refuseTwice(tx, { id: null, organisationId, personId, post, fromOn, toOn: null });
  const id = newId();
  await tx
    .insertInto('post_holding')
    .values({
      id,
      organisation_id: organisationId,
      person_id: personId,
      org_path: leafPath(place.path, personId),
      post,
      term_id: termId,
      from_on: fromOn,
      note: input.note ?? null,
    })
    .execute();
  await recountTalks(tx, { organisations: [organisationId] });
  notePost(tx, { action: 'appoint', place, personId, reason: input.reason, changes: changed({}, { post, fromOn }) });
  return holdingView(tx, organisationId, id);
};

export interface Correction {
  readonly version: number;
  readonly post?: Post | undefined;
  readonly termId?: string | null | undefined;
  readonly fromOn?: string | undefined;
  readonly toOn?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly reason?: string | undefined;
}

const stale = async (tx: Tx, organisationId: string, id: string): Promise<AppError> =>
  new AppError('stale', { current: await holdingView(tx, organisationId, id) });

/** Corrects or ends a post; where its last day is today or past, the rights that hang on it end at once. @throws AppError invalid, stale, not_found */
export const changeHolding = async (
  tx: Tx,
  at: At,
  id: string,
  input: Correction,
  action: 'correctPost' | 'endPost',
) => {
  const { row, place } = await holdingFor(tx, at.scope, id);
  const today = at.county.today();
  const after = {
    post: input.post ?? (row.post as Post),
    termId: input.termId === undefined ? row.term_id : input.termId,
    fromOn: input.fromOn ?? row.from_on,
    toOn: input.toOn === undefined ? row.to_on : input.toOn,
    note: input.note === undefined ? row.note : input.note,
  };
  refuse(holdingProblems(factsOf(place), after.post, { ...after, today }));
  await refuseForeignTerm(tx, place.id, after.termId);
  await lockPlace(tx, place.id);
  await refuseTwice(tx, { id, organisationId: place.id, personId: row.person_id, ...after });
  const written = await tx
    .updateTable('post_holding')
    .set((e) => ({
      post: after.post,
      term_id: after.termId,
      from_on: after.fromOn,
      to_on: after.toOn,
      note: after.note,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst();
  if (!written) throw await stale(tx, place.id, id);
  await recountTalks(tx, { organisations: [place.id] });
  if (after.toOn !== null && after.toOn <= today) await endRights(tx, id);
  const before = { post: row.post, termId: row.term_id, fromOn: row.from_on, toOn: row.to_on, note: row.note };
  notePost(tx, { action, place, personId: row.person_id, reason: input.reason, changes: changed(before, after) });
  return holdingView(tx, place.id, id);
};

/** Takes a post out that was entered by mistake; its row stays, voided. @throws AppError stale, not_found */
export const withdrawHolding = async (
  tx: Tx,
  at: At,
  id: string,
  input: { readonly version: number; readonly reason: string },
): Promise<void> => {
  const { row, place } = await holdingFor(tx, at.scope, id);
  const written = await tx
    .updateTable('post_holding')
    .set((e) => ({ voided_at: sql<string>`now()`, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .returning('id')
    .executeTakeFirst();
  if (!written) throw await stale(tx, place.id, id);
  await recountTalks(tx, { organisations: [place.id] });
  await endRights(tx, id);
  notePost(tx, {
    action: 'withdrawPost',
    place,
    personId: row.person_id,
    reason: input.reason,
    changes: [{ field: 'post', from: row.post, to: null }],
  });
};
