import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { audit, emit, touch } from '#platform/audit/audit.ts';
import { recountTalks } from '#features/base/organisations/index.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { MeetingRow } from '../access.ts';
import { expectState, lockMeeting, note, raise } from '../commands.ts';
import { nameLeaders } from '../leaders/commands.ts';
import type { Leaders } from '../leaders/rules.ts';
import { inviteesOf, resolutionsOf, tasksOf, taskView } from '../queries.ts';
import { endMeeting, endTask, tellOwner } from '../telling/commands.ts';
import { storeResolutions, type NewResolution, type People } from './votes/commands.ts';

interface NewTask {
  readonly id?: string | undefined;
  readonly task: string;
  readonly ownerPersonId: string;
  readonly dueOn: string;
}
export interface MeetingRecord {
  readonly content: string;
  readonly resolutions: readonly NewResolution[];
  readonly tasks: readonly NewTask[];
}

/** Who may own a task: whoever is on the list, and whoever owned it before, also where a correction has taken them off the list. */
const ownersOf = async (
  tx: Tx,
  meeting: MeetingRow,
  people: People,
): Promise<(id: string, task?: string) => string | undefined> => {
  const names = new Map(people.map((each) => [each.personId, each.name]));
  const before = await tasksOf(tx, meeting.id);
  return (id, task) => names.get(id) ?? before.find((one) => one.id === task && one.owner.id === id)?.owner.name;
};

/** Tasks with an id keep their state; those left out go, unless they were done. @throws AppError invalid */
const storeTasks = async (tx: Tx, meeting: MeetingRow, people: People, wanted: readonly NewTask[]): Promise<void> => {
  const kept = wanted.flatMap((one) => one.id ?? []);
  const nameOf = await ownersOf(tx, meeting, people);
  const { rows: gone } = await sql<{ id: string }>`
    delete from meeting_task where meeting_id = ${meeting.id} and done_at is null and not (id = any(${kept}::uuid[]))
    returning id`.execute(tx);
  for (const { id } of gone) await endTask(tx, id);
  const { id: meeting_id, org_path, organisation_id } = meeting;
  for (const [place, { id, task, ownerPersonId: owner_person_id, dueOn: due_on }] of wanted.entries()) {
    const owner_name = nameOf(owner_person_id, id);
    if (owner_name === undefined) throw invalid(`body.tasks.${place}.ownerPersonId`, 'not_on_list');
    const facts = { task, owner_person_id, owner_name, due_on };
    const told = { path: org_path, owner: owner_person_id, dueOn: due_on };
    if (id === undefined) {
      const fresh = newId();
      await tx
        .insertInto('meeting_task')
        .values({ id: fresh, meeting_id, org_path, organisation_id, ...facts })
        .execute();
      await tellOwner(tx, { id: fresh, ...told }, 'task');
      continue;
    }
    const { numUpdatedRows } = await tx
      .updateTable('meeting_task')
      .set({ ...facts, ...raise })
      .where('id', '=', id)
      .where('meeting_id', '=', meeting_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw invalid(`body.tasks.${place}.id`, 'task_gone');
    // Told once to each who becomes its owner.
    await tellOwner(tx, { id, ...told }, 'task');
  }
};

/** Writes content, resolutions and tasks; the resolutions are judged by the list as it stands. */
export const writeRecord = async (
  tx: Tx,
  meeting: MeetingRow,
  { content, resolutions, tasks }: MeetingRecord,
): Promise<void> => {
  const people = await inviteesOf(tx, meeting.id);
  await storeResolutions(tx, meeting, people, resolutions);
  await storeTasks(tx, meeting, people, tasks);
  await tx
    .updateTable('meeting')
    .set({ content: content === '' ? null : content, ...raise })
    .where('id', '=', meeting.id)
    .execute();
};

export const recordMeeting = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, ...record }: MeetingRecord & { readonly version: number },
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id, version);
  expectState(meeting, 'held');
  await writeRecord(tx, meeting, record);
  note(tx, meeting, 'record');
};

/**
 * From now on the record is only amended, with a reason that everybody sees. @throws AppError refused without content, or with more
 * votes than voters; invalid without a chair and a recorder who were there
 */
export const closeMeeting = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...leaders }: Leaders & { readonly version: number },
): Promise<void> => {
  const meeting = await lockMeeting(tx, scope, id, version);
  expectState(meeting, 'held');
  if (meeting.content === null) throw new AppError('refused', { message: 'no_content' });
  if ((await resolutionsOf(tx, id)).some((one) => one.tooMany))
    throw new AppError('refused', { message: 'votes_open' });
  await nameLeaders(tx, meeting, leaders);
  await tx
    .updateTable('meeting')
    .set({ state: 'closed', closed_at: county.now().toISOString(), closed_by: scope.actor, ...raise })
    .where('id', '=', id)
    .execute();
  if (meeting.type === 'heart_talk') await recountTalks(tx, { organisations: [meeting.organisation_id] });
  await endMeeting(tx, meeting);
  emit(tx, { kind: 'meeting.attended', payload: { meeting: id } });
  note(tx, meeting, 'close');
};

export const finishTask = async (
  tx: Tx,
  _scope: Scope,
  county: County,
  id: string,
  { version, note: words }: { readonly version: number; readonly note?: string | undefined },
) => {
  const task = await tx.selectFrom('meeting_task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!task) throw notFound();
  if (task.version !== version) throw new AppError('stale', { current: taskView(task) });
  if (task.done_at !== null) throw new AppError('conflict', { message: 'task_done' });
  const done = await tx
    .updateTable('meeting_task')
    .set({ done_at: county.now().toISOString(), done_note: words === '' ? null : (words ?? null), ...raise })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await endTask(tx, id);
  audit(tx, { action: 'meetings.finishTask', entity: 'meeting_task', entityId: id, path: task.org_path });
  touch(tx, `meeting:${task.meeting_id}`, { path: task.org_path });
  touch(tx, 'meetings', { path: task.org_path });
  return taskView(done);
};
