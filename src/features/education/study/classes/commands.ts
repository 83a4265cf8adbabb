import type { z } from 'zod';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdOwnPath, holdPath } from '#features/base/organisations/index.ts';
import { allOffered } from '#features/education/courses/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { issue } from '../certificates/commands.ts';
import { endTelling, tellClass, tellLater } from '../telling/commands.ts';
import type { StudyNotice } from '../telling/messages.ts';
import { tellAttended } from '../tallies/commands.ts';
import { callRoll, cancelClass, changeClass, createClass, endClass } from './contract.ts';
import { classRow, lessonsOf, organises, type ClassRow } from './queries.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}

/** Where what concerns the people of a class is filed: at its organiser, with a leaf of its own. */
export const pathOfClass = async (tx: Tx, row: Pick<ClassRow, 'id' | 'organiser_id'>): Promise<string> =>
  matterPath(await holdPath(tx, row.organiser_id), row.id);

const note = (tx: Tx, action: string, id: string, path: string): void => {
  audit(tx, { action, entity: 'study_class', entityId: id, path });
  touch(tx, 'study', { path });
};

type Fields = z.output<typeof createClass.body>;

const columnsOf = ({ lessons, applyBy, validYears, ...rest }: Fields) => {
  const days = lessons.map(({ onDay }) => onDay).toSorted();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  if (applyBy > first) throw invalid('body.applyBy', 'study.apply_late');
  return { ...rest, apply_by: applyBy, valid_years: validYears, starts_on: first, ends_on: last };
};

const writeLessons = (tx: Tx, classId: string, lessons: Fields['lessons']) =>
  tx
    .insertInto('study_class_session')
    .values(
      lessons.map(({ onDay, part, subject }) => ({ id: newId(), class_id: classId, on_day: onDay, part, subject })),
    )
    .execute();

/** @throws AppError not_found, invalid */
export const create = async (tx: Tx, scope: Scope, county: County, body: Fields): Promise<Kept> => {
  if (scope.organisationId === null) throw notFound();
  const path = await holdOwnPath(tx, scope);
  if (!(await allOffered(tx, body.topics))) throw invalid('body.topics', 'study.no_topic');
  const id = newId();
  await tx
    .insertInto('study_class')
    .values({ id, organiser_id: scope.organisationId, ...columnsOf(body) })
    .execute();
  await writeLessons(tx, id, body.lessons);
  await tellLater(tx, county, 'class', id);
  note(tx, createClass.name, id, path);
  return { id, version: 1 };
};

/** A class of the own organisation, held until the commit. @throws AppError not_found, stale, conflict */
export const lockOwnClass = async (tx: Tx, scope: Scope, id: string, version?: number): Promise<ClassRow> => {
  const held = await tx.selectFrom('study_class').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  if (held === undefined) throw notFound();
  const row = await classRow(tx, id);
  if (!organises(scope, row)) throw notFound();
  if (version !== undefined && row.version !== version)
    throw new AppError('stale', { current: { id, version: row.version, state: row.state } });
  if (row.state !== 'open') throw new AppError('conflict', { message: 'study.class_over' });
  return row;
};

const isCalled = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('study_roll').select('person_id').where('class_id', '=', id).limit(1).executeTakeFirst()) !==
  undefined;

const write = async (tx: Tx, row: ClassRow, action: string, values: object): Promise<Kept> => {
  const version = row.version + 1;
  await tx
    .updateTable('study_class')
    .set({ ...values, version })
    .where('id', '=', row.id)
    .execute();
  note(tx, action, row.id, await pathOfClass(tx, row));
  return { id: row.id, version };
};

/** Everybody who has a place or waits for one. */
const tellPeople = async (
  tx: Tx,
  row: ClassRow,
  kind: StudyNotice,
  facts: { readonly startsOn: string; readonly people?: readonly string[] },
): Promise<void> => {
  const people =
    facts.people ??
    (
      await tx
        .selectFrom('study_enrolment')
        .select('person_id')
        .where('class_id', '=', row.id)
        .where('state', '<>', 'withdrawn')
        .execute()
    ).map((one) => one.person_id);
  await tellClass(tx, {
    kind,
    id: row.id,
    title: row.title,
    startsOn: facts.startsOn,
    people,
    path: await holdPath(tx, row.organiser_id),
    mark: String(row.version),
  });
};

/** Its half days stay once a roll has been called: hours stand on them. @throws AppError not_found, stale, conflict, invalid */
export const change = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, ...body }: z.output<typeof changeClass.body>,
): Promise<Kept> => {
  const row = await lockOwnClass(tx, scope, id, version);
  const fresh = body.topics.filter((topic) => !row.topics.includes(topic));
  if (!(await allOffered(tx, fresh))) throw invalid('body.topics', 'study.no_topic');
  const told = (lessons: Fields['lessons']): string =>
    lessons
      .map(({ onDay, part, subject }) => `${onDay} ${part} ${subject}`)
      .toSorted()
      .join('\n');
  const moved = told((await lessonsOf(tx, [id]))(id)) !== told(body.lessons);
  if (moved) {
    if (await isCalled(tx, id)) throw new AppError('conflict', { message: 'study.roll_called' });
    await tx.deleteFrom('study_class_session').where('class_id', '=', id).execute();
    await writeLessons(tx, id, body.lessons);
  }
  const columns = columnsOf(body);
  const kept = await write(tx, row, changeClass.name, columns);
  if (moved) await tellPeople(tx, { ...row, title: body.title }, 'study.moved', { startsOn: columns.starts_on });
  return kept;
};

/** @throws AppError not_found, stale, conflict once a roll has been called */
export const cancel = async (tx: Tx, scope: Scope, id: string, version: number): Promise<Kept> => {
  const row = await lockOwnClass(tx, scope, id, version);
  if (await isCalled(tx, id)) throw new AppError('conflict', { message: 'study.roll_called' });
  await endTelling(tx, id);
  await tellPeople(tx, row, 'study.cancelled', { startsOn: row.starts_on });
  return write(tx, row, cancelClass.name, { state: 'cancelled' });
};

/** Who is in it now is on its roll: present, or absent. Called again, the later word counts. @throws AppError not_found, conflict, invalid */
export const roll = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { id, lessonId }: { readonly id: string; readonly lessonId: string },
  { present }: z.output<typeof callRoll.body>,
): Promise<{ present: number; absent: number }> => {
  const row = await lockOwnClass(tx, scope, id);
  const lesson = (await lessonsOf(tx, [id]))(id).find((one) => one.id === lessonId);
  if (lesson === undefined) throw notFound();
  if (lesson.onDay > county.today()) throw new AppError('conflict', { message: 'study.lesson_ahead' });
  const path = await pathOfClass(tx, row);
  const people = await tx
    .selectFrom('study_enrolment')
    .select(['person_id', 'to_path'])
    .where('class_id', '=', id)
    .where('state', '=', 'enrolled')
    .execute();
  const known = new Set(people.map((one) => one.person_id));
  if (present.some((one) => !known.has(one))) throw invalid('body.present', 'study.not_enrolled');
  if (people.length === 0) throw new AppError('conflict', { message: 'study.nobody_enrolled' });
  const came = new Set(present);
  await tx
    .insertInto('study_roll')
    .values(
      people.map((one) => ({
        session_id: lessonId,
        person_id: one.person_id,
        class_id: id,
        org_path: path,
        to_path: one.to_path,
        present: came.has(one.person_id),
        marked_by: scope.actor,
      })),
    )
    .onConflict((on) =>
      on
        .columns(['session_id', 'person_id'])
        .doUpdateSet((e) => ({ present: e.ref('excluded.present'), marked_by: e.ref('excluded.marked_by') })),
    )
    .execute();
  note(tx, callRoll.name, id, path);
  tellAttended(tx, { people: [...known] });
  return { present: came.size, absent: known.size - came.size };
};

/** @throws AppError not_found, stale, conflict before its last day */
export const end = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  version: number,
): Promise<Kept & { readonly certificates: number }> => {
  const row = await lockOwnClass(tx, scope, id, version);
  if (row.ends_on > county.today()) throw new AppError('conflict', { message: 'study.lesson_ahead' });
  const path = await pathOfClass(tx, row);
  const people = await issue(tx, county, { row, path, lessons: (await lessonsOf(tx, [id]))(id) });
  await endTelling(tx, id);
  await tellPeople(tx, row, 'study.certificate', { startsOn: row.starts_on, people });
  return { ...(await write(tx, row, endClass.name, { state: 'ended' })), certificates: people.length };
};
