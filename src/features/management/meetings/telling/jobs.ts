import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { keepers, notify } from '#features/base/inbox/index.ts';
import { addDays } from '#shared/days.ts';
import { visibleMeetings } from '../access.ts';
import { instantOf, meetingDay, timeOf } from '../rules.ts';
import { meetingsToFinish, tasksToFinish } from '../todo/queries.ts';
import { tellInvited, tellOwner } from './commands.ts';

/** What is older than that is left to the to-dos: a reminder comes once, and not when the platform is first installed. */
const lately = 14;
/** A meeting of a series is told when it draws near; planning a year tells the first one alone. */
const nearDays = 7;
const most = 5_000;

const tellSeries = async (tx: Tx, scope: Scope, county: County, today: string): Promise<void> => {
  const near = await visibleMeetings(tx, scope)
    .select(['m.id', 'm.org_path', 'm.title', 'm.starts_at'])
    .where('m.state', '=', 'planned')
    .where('m.series_id', 'is not', null)
    .where('m.starts_at', '>=', instantOf(today, '00:00'))
    .where('m.starts_at', '<', instantOf(addDays(today, nearDays), '00:00'))
    .execute();
  for (const meeting of near) await tellInvited(tx, scope, county, meeting);
};

const tellUnfinished = async (tx: Tx, scope: Scope, county: County, today: string): Promise<void> => {
  const since = addDays(today, -lately);
  const open = (await meetingsToFinish(tx, scope, county, { limit: most, since })).filter(
    // Who has just entered one afterwards knows of it.
    ({ startsAt, afterwards }) => meetingDay(startsAt) < today && !afterwards,
  );
  const organisations = [...new Set(open.map((one) => one.organisationId))];
  const staff = await keepers(tx, { permission: 'meetings.close', organisations, nearest: true, today });
  for (const { id, organisationId, path, title, startsAt } of open)
    await notify(tx, {
      kind: 'meeting.finish',
      key: `meeting:${id}:finish`,
      people: [],
      staff: staff.filter((one) => one.organisation === organisationId),
      path,
      link: `/meetings/${id}`,
      params: { subject: title, day: meetingDay(startsAt), time: timeOf(startsAt) },
    });
};

const tellTasks = async (tx: Tx, scope: Scope, today: string): Promise<void> => {
  for (const { id, path, ownerPersonId: owner, dueOn } of await tasksToFinish(tx, scope, most)) {
    if (dueOn > addDays(today, 1) || dueOn < addDays(today, -lately)) continue;
    await tellOwner(tx, { id, path, owner, dueOn }, dueOn < today ? 'taskOver' : 'taskDue');
  }
};

/** Each morning: meetings that draw near, those whose record is open since yesterday, tasks that fall due or are over. */
export const remindOfMeetings: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'meetings.remind');
  const today = county.today();
  await county.write(scope, async (tx) => {
    await tellSeries(tx, scope, county, today);
    await tellUnfinished(tx, scope, county, today);
    await tellTasks(tx, scope, today);
  });
};
