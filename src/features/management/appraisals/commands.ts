import { audit, touch } from '#platform/audit/audit.ts';
import { leafPath, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { endNotices, notify } from '#features/base/inbox/index.ts';
import { findRule } from '#features/base/rules/rules.ts';
import { holdPath, organisationRow } from '#features/base/organisations/index.ts';
import { meetingForVote, rosterOn } from '#features/management/meetings/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { keeps, visibleAppraisals, type AppraisalRow } from './access.ts';
import { appraisalLine, gradedOf, partsOf, progressOf, type Parts, type PersonRow } from './queries.ts';
import { appraisalMeetings, mayDo, partOf, type Excuse } from './rules.ts';

interface Noted {
  readonly action: string;
  readonly reason?: string | null;
  readonly changes?: readonly FieldChange[];
}

/** Every step stands in the audit, without words or grades of anybody, and tells the browsers that show it. */
export const note = (tx: Tx, row: Pick<AppraisalRow, 'id' | 'org_path'>, { action, reason, changes }: Noted): void => {
  audit(tx, {
    action: `appraisals.${action}`,
    entity: 'appraisal',
    entityId: row.id,
    path: row.org_path,
    reason: reason ?? null,
    changes: [...(changes ?? [])],
  });
  touch(tx, 'appraisals', { path: row.org_path });
  touch(tx, `appraisal:${row.id}`, { path: row.org_path });
};

/** The appraisal, locked, of the reader's range. @throws AppError not_found, stale */
export const lockVisible = async (
  tx: Tx,
  scope: Scope,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<AppraisalRow> => {
  const row = await visibleAppraisals(tx, scope)
    .selectAll('a')
    .where('a.id', '=', id)
    .forUpdate('a')
    .executeTakeFirst();
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: await appraisalLine(tx, scope, id) });
  return row;
};

/** The act that a command is: the same table hides its button. */
export type Act = keyof ReturnType<typeof mayDo>;

/** The appraisal of the own branch, locked, where the act is its turn. @throws AppError not_found, stale, conflict */
export const lockKept = async (
  tx: Tx,
  scope: Scope,
  at: { readonly id: string; readonly version: number },
  act: Act,
): Promise<AppraisalRow> => {
  const known = await visibleAppraisals(tx, scope).selectAll('a').where('a.id', '=', at.id).executeTakeFirst();
  if (!known || !keeps(scope, known)) throw notFound();
  const row = await lockVisible(tx, scope, at);
  const can = mayDo(progressOf(await partsOf(tx, scope, row.id)), {
    keeps: true,
    confirms: true,
    enteredBySame: false,
  });
  if (!can[act]) throw new AppError('conflict', { message: act === 'count' ? 'steps_missing' : 'appraisal_state' });
  return row;
};

/** Counts one version on, so that whoever looks at the former state is told. */
export const advance = async (tx: Tx, id: string, set: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  await tx
    .updateTable('appraisal')
    .set((e) => ({ ...set, version: e('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
};

export const stepped = ({ id, version }: AppraisalRow) => ({ id, version: version + 1 });

/** Asks everybody on the roll for the self-appraisal; who was asked before is not asked again. */
const askForSelf = (tx: Tx, row: AppraisalRow, people: readonly PersonRow[]): Promise<void> =>
  notify(tx, {
    kind: 'appraisals.begun',
    key: `appraisal:${row.id}:self`,
    people: people.filter(({ part }) => part !== 'excused').map(({ person_id: personId }) => personId),
    path: row.org_path,
    link: '/own-appraisals',
    params: { year: row.year },
  });

/** Writes the roll of a day. What is known of those who are still on it stays. */
const writeRoll = async (tx: Tx, scope: Scope, row: AppraisalRow, on: string): Promise<number> => {
  const roster = await rosterOn(tx, scope, row.organisation_id, on);
  const before = await tx.selectFrom('appraisal_person').selectAll().where('appraisal_id', '=', row.id).execute();
  const known = new Map(before.map((line) => [line.person_id, line]));
  await tx.deleteFrom('appraisal_person').where('appraisal_id', '=', row.id).execute();
  if (roster.length === 0) throw invalid('body.rollOn', 'nobody_on_roll');
  const written = await tx
    .insertInto('appraisal_person')
    .values(
      roster.map(({ personId, name, category, votes }) => {
        const old = known.get(personId);
        const excuse = old?.excuse ?? null;
        return {
          appraisal_id: row.id,
          person_id: personId,
          org_path: leafPath(row.org_path, personId),
          name,
          category,
          votes,
          part: partOf({ category, excused: excuse !== null }, on),
          excuse,
          excuse_note: old?.excuse_note ?? null,
          self_text: old?.self_text ?? null,
          self_how: old?.self_how ?? null,
          self_at: old?.self_at ?? null,
        };
      }),
    )
    .returningAll()
    .execute();
  if (gradedOf(written).length === 0) throw invalid('body.rollOn', 'nobody_graded');
  await askForSelf(tx, row, written);
  return roster.length;
};

/** A meeting of the same branch at which an appraisal is held. @throws AppError invalid */
const refuseMeeting = async (tx: Tx, scope: Scope, organisationId: string, meetingId: string | null): Promise<void> => {
  if (meetingId === null) return;
  const unknown = invalid('body.meetingId', 'meeting_unknown');
  const meeting = await meetingForVote(tx, scope, meetingId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') throw unknown;
    throw error;
  });
  const fits = appraisalMeetings.some((type) => type === meeting.type) && meeting.state !== 'cancelled';
  if (!fits || meeting.organisationId !== organisationId) throw unknown;
};

/** The regulation of 2018 is the first that the rules know. */
const refuseDay = (rollOn: string, today: string): void => {
  if (findRule('appraisal.maxExcellent', rollOn) === undefined) throw invalid('body.rollOn', 'before_regulation');
  if (rollOn > today) throw invalid('body.rollOn', 'in_future');
};

interface Start {
  readonly year: number;
  readonly rollOn: string;
  readonly meetingId: string | null;
}

const appraising: ReadonlySet<string> = new Set(['branch', 'joint_branch']);

/** Starts the appraisal of the own branch for a year, and asks its members for their self-appraisal. @throws AppError invalid, conflict, not_found */
export const createAppraisal = async (tx: Tx, scope: Scope, county: County, { year, rollOn, meetingId }: Start) => {
  const { organisationId } = scope;
  if (organisationId === null) throw notFound();
  refuseDay(rollOn, county.today());
  if (year > Number(county.today().slice(0, 4))) throw invalid('body.year', 'in_future');
  await holdPath(tx, organisationId);
  const place = await organisationRow(tx, scope, organisationId);
  if (!appraising.has(place.type) || place.abolished_on !== null)
    throw new AppError('conflict', { message: 'not_appraising' });
  await refuseMeeting(tx, scope, place.id, meetingId);
  const running = await visibleAppraisals(tx, scope)
    .select('a.id')
    .where('a.organisation_id', '=', place.id)
    .where('a.year', '=', year)
    .where('a.state', '<>', 'cancelled')
    .executeTakeFirst();
  if (running) throw new AppError('conflict', { message: 'appraised_already' });
  const row = await tx
    .insertInto('appraisal')
    .values({
      id: newId(),
      organisation_id: place.id,
      org_path: place.path,
      year,
      roll_on: rollOn,
      meeting_id: meetingId,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const size = await writeRoll(tx, scope, row, rollOn);
  note(tx, row, { action: 'create', changes: [{ field: 'people', from: null, to: size }] });
  return { id: row.id, version: row.version };
};

/** Takes the roll anew, while nothing has been counted. @throws AppError invalid, stale, conflict, not_found */
export const takeRoll = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, version, rollOn }: { readonly id: string; readonly version: number; readonly rollOn: string },
) => {
  const row = await lockKept(tx, scope, { id, version }, 'roll');
  refuseDay(rollOn, county.today());
  const size = await writeRoll(tx, scope, row, rollOn);
  await advance(tx, id, { roll_on: rollOn });
  note(tx, row, { action: 'takeRoll', changes: [{ field: 'people', from: null, to: size }] });
  return stepped(row);
};

export interface Edit {
  readonly version: number;
  readonly meetingId: string | null;
  readonly studiedOn: string | null;
  readonly mutualOn: string | null;
  readonly mutualForm: 'meeting' | 'groups' | null;
  readonly mutualSummary: string | null;
}

const blankToNull = (text: string | null): string | null => (text === '' ? null : text);

/** A summary that names somebody would attribute what was said: the names of the roll are looked for. */
const refuseNames = (summary: string | null, people: readonly PersonRow[]): void => {
  const named = people.find(({ name }) => name.length > 1 && summary?.includes(name));
  if (named !== undefined) throw invalid('body.mutualSummary', 'summary_names', { name: named.name });
};

const refuseEdit = (edit: Edit, today: string): void => {
  for (const field of ['studiedOn', 'mutualOn'] as const)
    if ((edit[field] ?? '') > today) throw invalid(`body.${field}`, 'in_future');
  if (edit.mutualOn === null && edit.mutualForm === null) return;
  if (edit.studiedOn === null) throw invalid('body.studiedOn', 'study_first');
  if (edit.mutualOn === null) throw invalid('body.mutualOn', 'mutual_whole');
  if (edit.mutualForm === null) throw invalid('body.mutualForm', 'mutual_whole');
  if (edit.mutualOn < edit.studiedOn) throw invalid('body.mutualOn', 'study_first');
};

/** Notes study, mutual appraisal and the meeting. @throws AppError invalid, stale, conflict, not_found */
export const editAppraisal = async (tx: Tx, scope: Scope, county: County, id: string, edit: Edit) => {
  const row = await lockKept(tx, scope, { id, version: edit.version }, 'prepare');
  const { people, tally } = await partsOf(tx, scope, id);
  refuseEdit(edit, county.today());
  if (tally !== undefined && edit.mutualOn === null) throw new AppError('conflict', { message: 'appraisal_state' });
  refuseNames(edit.mutualSummary, people);
  await refuseMeeting(tx, scope, row.organisation_id, edit.meetingId);
  const mutual = edit.mutualOn !== null;
  await advance(tx, id, {
    meeting_id: edit.meetingId,
    studied_on: edit.studiedOn,
    mutual_on: edit.mutualOn,
    mutual_form: edit.mutualForm,
    mutual_summary: mutual ? blankToNull(edit.mutualSummary) : null,
  });
  const changes: FieldChange[] = [
    { field: 'studiedOn', from: row.studied_on, to: edit.studiedOn },
    { field: 'mutualOn', from: row.mutual_on, to: edit.mutualOn },
    { field: 'mutualForm', from: row.mutual_form, to: edit.mutualForm },
  ].filter(({ from, to }) => from !== to);
  note(tx, row, { action: 'edit', changes });
  return stepped(row);
};

/** Somebody on the roll. @throws AppError not_found */
export const personOn = async (tx: Tx, appraisalId: string, personId: string): Promise<PersonRow> => {
  const row = await tx
    .selectFrom('appraisal_person')
    .selectAll()
    .where('appraisal_id', '=', appraisalId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

export const writePerson = async (
  tx: Tx,
  { appraisal_id: appraisalId, person_id: personId }: PersonRow,
  set: Readonly<Record<string, unknown>>,
): Promise<void> => {
  await tx
    .updateTable('appraisal_person')
    .set(set)
    .where('appraisal_id', '=', appraisalId)
    .where('person_id', '=', personId)
    .execute();
};

interface Excusing {
  readonly version: number;
  readonly excuse: Excuse | null;
  readonly note: string | null;
}

interface OfPerson {
  readonly id: string;
  readonly personId: string;
}

/** Somebody whom the test has not counted cannot come back among those who are graded by it. @throws AppError conflict */
const refuseUncounted = ({ tally, lines }: Parts, person: PersonRow): void => {
  const graded = person.category === 'full' && person.part === 'excused';
  if (!graded || tally === undefined || lines.some((line) => line.person_id === person.person_id)) return;
  throw new AppError('conflict', { message: 'not_counted' });
};

/**
 * Enters or clears why somebody does not take part. Whoever leaves the branch after the test was counted is excused as well: no
 * grade is given to who is not there. @throws AppError invalid, stale, conflict, not_found
 */
export const excuseMember = async (tx: Tx, scope: Scope, { id, personId }: OfPerson, input: Excusing) => {
  const row = await lockKept(tx, scope, { id, version: input.version }, 'excuse');
  const person = await personOn(tx, id, personId);
  if (input.excuse === null) refuseUncounted(await partsOf(tx, scope, id), person);
  const said = blankToNull(input.note);
  if (input.excuse === 'other' && said === null) throw invalid('body.note', 'excuse_needs_note');
  const category = person.category === 'full' ? 'full' : 'probationary';
  await writePerson(tx, person, {
    excuse: input.excuse,
    excuse_note: input.excuse === null ? null : said,
    part: partOf({ category, excused: input.excuse !== null }, row.roll_on),
  });
  if (gradedOf((await partsOf(tx, scope, id)).people).length === 0) throw invalid('body.excuse', 'nobody_graded');
  await advance(tx, id);
  note(tx, row, {
    action: 'excuse',
    changes: [{ field: 'part', from: person.part, to: input.excuse ?? 'taking_part' }],
  });
  return stepped(row);
};

/** A self-appraisal on paper, entered for somebody. What a member has written is not written over. @throws AppError conflict, stale, not_found */
export const enterSelf = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, personId }: OfPerson,
  input: { readonly version: number; readonly text: string },
) => {
  const row = await lockKept(tx, scope, { id, version: input.version }, 'prepare');
  const person = await personOn(tx, id, personId);
  if (person.part === 'excused') throw new AppError('conflict', { message: 'excused' });
  if (person.self_how === 'phone') throw new AppError('conflict', { message: 'self_written' });
  await writePerson(tx, person, { self_text: input.text, self_how: 'paper', self_at: county.now().toISOString() });
  await advance(tx, id);
  note(tx, row, { action: 'self' });
  return stepped(row);
};

/** Calls an appraisal off that nobody has confirmed. @throws AppError stale, conflict, not_found */
export const cancelAppraisal = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, reason }: { readonly version: number; readonly reason: string },
) => {
  const row = await lockKept(tx, scope, { id, version }, 'cancel');
  await advance(tx, id, { state: 'cancelled', cancelled_why: reason });
  await endNotices(tx, `appraisal:${id}:self`);
  note(tx, row, { action: 'cancel', reason });
  return stepped(row);
};
