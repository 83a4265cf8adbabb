import { sql } from 'kysely';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { deadline } from '#features/base/rules/rules.ts';
import { visibleMeetings } from '../access.ts';
import { finishTask } from '../record/commands.ts';
import { instantOf, meetingDay, type MeetingType } from '../rules.ts';

/** What somebody has to do about a meeting: confirm who came, write the record and close it. */
export interface MeetingToFinish {
  readonly id: string;
  readonly organisationId: string;
  readonly path: string;
  readonly type: MeetingType;
  readonly title: string;
  readonly startsAt: string;
  readonly need: 'confirm' | 'close';
  /** Entered when it was over. */
  readonly afterwards: boolean;
}

/** Meetings of the range whose time has come and whose list or record is still open, the oldest first. */
export const meetingsToFinish = async (
  db: Db,
  scope: Scope,
  county: County,
  { limit = 100, since }: { readonly limit?: number; readonly since?: string } = {},
): Promise<MeetingToFinish[]> => {
  const rows = await visibleMeetings(db, scope)
    .select(['m.id', 'm.organisation_id', 'm.org_path', 'm.type', 'm.title', 'm.starts_at', 'm.state'])
    .select(sql<boolean>`m.created_at > m.starts_at`.as('afterwards'))
    .where('m.state', 'in', ['planned', 'held'])
    .where('m.starts_at', '<', county.now().toISOString())
    .$if(since !== undefined, (q) => q.where('m.starts_at', '>=', instantOf(since ?? '', '00:00')))
    .orderBy('m.starts_at')
    .orderBy('m.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    path: row.org_path,
    type: row.type,
    title: row.title,
    startsAt: row.starts_at,
    need: row.state === 'planned' ? 'confirm' : 'close',
    afterwards: row.afterwards,
  }));
};

/** A task of a meeting that is not done, with the day by which it should be. */
export interface OpenTask {
  readonly id: string;
  readonly meetingId: string;
  readonly path: string;
  readonly task: string;
  readonly ownerPersonId: string;
  readonly dueOn: string;
}

/** Tasks of the range that are not done, and the own ones of the person behind the scope; the most urgent first. */
export const tasksToFinish = async (db: Db, _scope: Scope, limit = 100): Promise<OpenTask[]> => {
  const rows = await db
    .selectFrom('meeting_task')
    .select(['id', 'meeting_id', 'org_path', 'task', 'owner_person_id', 'due_on'])
    .where('done_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    meetingId: row.meeting_id,
    path: row.org_path,
    task: row.task,
    ownerPersonId: row.owner_person_id,
    dueOn: row.due_on,
  }));
};

/** Meetings of the organisation on which the role hangs and of its groups, as far as the role can bring them on. */
const ownToFinish = (db: Db, scope: Scope, county: County) =>
  visibleMeetings(db, scope)
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .where((e) =>
      e.or([
        e('o.id', '=', scope.organisationId),
        e.and([e('o.parent_id', '=', scope.organisationId), e('o.type', '=', 'group')]),
      ]),
    )
    .where('m.starts_at', '<', county.now().toISOString())
    .where((e) =>
      e.or([
        e('m.state', '=', 'planned'),
        // Who may not close it has done the own part when the record is written.
        e.and([e('m.state', '=', 'held'), ...(may(scope, 'meetings.close') ? [] : [e('m.content', 'is', null)])]),
      ]),
    );

const openMeetings: TodoSource = {
  kind: 'meetings.finish',
  permission: 'meetings.edit',
  link: '/inbox?kind=meetings.finish',
  async list(db, scope, county, { limit }) {
    const open = ownToFinish(db, scope, county);
    const [rows, { count }, calendar] = await Promise.all([
      open
        .select(['m.id', 'm.title', 'm.starts_at', 'm.state'])
        .orderBy('m.starts_at')
        .orderBy('m.id')
        .limit(limit)
        .execute(),
      open.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
      readCalendar(db),
    ]);
    const items = rows.map((row) => ({
      id: row.id,
      params: { title: row.title, day: meetingDay(row.starts_at) },
      link: `/meetings/${row.id}`,
      dueOn: deadline('meeting.finish', meetingDay(row.starts_at), calendar).value,
      ruleId: 'meeting.finish',
      why: row.state === 'planned' ? 'meetings.confirm' : 'meetings.record',
    }));
    return { count, items };
  },
};

/** Tasks that are mine, and those of the organisation for whoever keeps its meetings. */
const ownTasks = (db: Db, scope: Scope) =>
  db
    .selectFrom('meeting_task as k')
    .where('k.done_at', 'is', null)
    .where((e) =>
      e.or([
        e('k.owner_person_id', '=', scope.personId),
        ...(may(scope, 'meetings.edit')
          ? [e.and([e('k.org_path', '>=', scope.from), e('k.org_path', '<', scope.to)])]
          : []),
      ]),
    );

const openTasks: TodoSource = {
  kind: 'meetings.tasks',
  permission: 'meetings.own',
  link: '/inbox?kind=meetings.tasks',
  async list(db, scope, _county, { limit }) {
    const open = ownTasks(db, scope);
    const [rows, { count }] = await Promise.all([
      open
        .select(['k.id', 'k.meeting_id', 'k.task', 'k.owner_name', 'k.due_on', 'k.version'])
        .select(sql<boolean>`k.owner_person_id is not distinct from ${scope.personId}::uuid`.as('mine'))
        .select(
          sql<boolean>`exists (select from meeting_invitee i
            where i.meeting_id = k.meeting_id and i.person_id = ${scope.personId}::uuid)`.as('asked'),
        )
        .orderBy('k.due_on')
        .orderBy('k.id')
        .limit(limit)
        .execute(),
      open.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
    ]);
    // A correction may have taken an owner off the list of the meeting: the task is there, the meeting is not.
    const linkOf = ({ meeting_id: id, asked }: { readonly meeting_id: string; readonly asked: boolean }): string => {
      if (may(scope, 'meetings.read')) return `/meetings/${id}`;
      return asked ? `/m/own-meetings/${id}` : openTasks.link;
    };
    const items = rows.map((row) => ({
      id: row.id,
      params: { task: row.task, owner: row.owner_name },
      link: linkOf(row),
      dueOn: row.due_on,
      ruleId: null,
      why: row.mine ? 'tasks.mine' : 'tasks.branch',
      finish: row.version,
    }));
    return { count, items };
  },
  takesNote: true,
  async finish(tx, scope, county, { id, version, note }) {
    await finishTask(tx, scope, county, id, { version, note });
  },
};

export const meetingTodos: readonly TodoSource[] = [openMeetings, openTasks];
